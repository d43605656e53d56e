"""Random numbers as a function of keys and index: no stretch of time needs its past, no row its neighbours.

Numbers come from SplitMix64 (Steele, Lea and Flood 2014), a counter that is mixed until its bits look
random: the same on any machine, however arrays are cut, and without a generator for each row.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from simulator.record import Times

Keys = NDArray[np.uint64]
Numbers = NDArray[np.float64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_30, _27, _31 = np.uint64(30), np.uint64(27), np.uint64(31)


def _mixed(bits: Keys) -> Keys:
    bits ^= bits >> _30
    bits *= _FIRST
    bits ^= bits >> _27
    bits *= _SECOND
    bits ^= bits >> _31
    return bits


def keys(*parts: int | NDArray[np.int64] | Keys) -> Keys:
    """A key from whole numbers or arrays of them, which broadcast; at least one-dimensional.

    A part that is a key itself may stand first: ``keys(keys(1, 2), 3)`` is ``keys(1, 2, 3)``.
    """
    key: Keys | None = None
    for part in parts:
        if key is None and isinstance(part, np.ndarray) and part.dtype == np.uint64:
            key = part.view(np.uint64)
            continue
        number = np.atleast_1d(np.asarray(part, dtype=np.int64)).view(np.uint64)
        key = _mixed((number + np.uint64(1)) * _GOLDEN + (np.uint64(0) if key is None else key))
    if key is None:
        raise ValueError("a key needs a number")
    return key


def uniform(key: Keys) -> Numbers:
    """A number in (0, 1) for each key."""
    numbers: Numbers = ((key >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    return numbers


def normal(key: Keys) -> Numbers:
    """A standard normal number for each key."""
    numbers: Numbers = ndtri(uniform(key))
    return numbers


def wander(key: Keys, time_ms: Times, every_ms: int) -> Numbers:
    """Smooth noise of unit spread at ``time_ms`` (T,): a normal number every ``every_ms``, eased between."""
    first = int(time_ms.min()) // every_ms
    index = time_ms // every_ms - first
    knots = normal(keys(key, np.arange(first, first + int(index.max()) + 2)))
    part = (time_ms - (index + first) * every_ms) / every_ms
    ease = part * part * (3.0 - 2.0 * part)
    rest = 1.0 - ease
    # Between two knots the mean of both would spread less than each of them.
    return (knots[index] * rest + knots[index + 1] * ease) / np.sqrt(ease * ease + rest * rest)
