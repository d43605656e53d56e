"""Looking back over the last steps of a frame, NaN-aware and causal: step t sees t-k+1 ... t.

What a step sees is gathered by doubling: of two steps, of four, of eight. So a step's value depends on the
steps that it sees alone, to the last bit, wherever the frame begins.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# How far most faults and laws look back from an hour that is judged.
LATELY_HOURS = 3
Number = TypeVar("Number", np.float64, np.int16)


def known_or_zero(values: Floats) -> Floats:
    """``values`` with zero where they are missing."""
    return np.where(np.isnan(values), 0.0, values)


def trailing_max(values: Floats, steps: int, seen: int = 1) -> Floats:
    """Largest of the last ``steps`` rows, shape kept; NaN where all are missing.

    Each row of ``values`` is already the largest of the last ``seen`` ones.
    """
    return _furthest(np.fmax, values, steps, seen)


def trailing_min(values: Floats, steps: int, seen: int = 1) -> Floats:
    """Smallest of the last ``steps`` rows, shape kept; the rest as for ``trailing_max``."""
    return _furthest(np.fmin, values, steps, seen)


def _furthest(of_two: np.ufunc, values: Floats, steps: int, seen: int) -> Floats:
    furthest = values
    while seen < min(steps, len(furthest)):
        more = min(seen, steps - seen)
        wider = np.empty_like(furthest)
        wider[:more] = furthest[:more]
        of_two(furthest[more:], furthest[:-more], out=wider[more:])
        furthest, seen = wider, seen + more
    return furthest


def trailing_mean(values: Floats, steps: int) -> Floats:
    """Mean of the last ``steps`` rows over what is there, shape kept; NaN where all are missing."""
    missing = np.isnan(values)
    total = trailing_sum(np.where(missing, 0.0, values), steps)
    count = trailing_sum((~missing).astype(np.int16), steps)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Floats = total / count
    return mean


def trailing_sum(values: NDArray[Number], steps: int) -> NDArray[Number]:
    """Sum of the last ``steps`` rows, or of as many as there are, shape kept."""
    # ``run`` holds sums of 1, 2, 4 ... rows; those that together make up ``steps`` are set end to end.
    total, told, run, size = np.zeros_like(values), 0, values, 1
    while True:
        if steps & size:
            total = _and_before(run, total, size)
            told += size
        if told == steps:
            return total
        run = _and_before(run, run, size)
        size *= 2


def _and_before(late: NDArray[Number], early: NDArray[Number], apart: int) -> NDArray[Number]:
    """``late`` and, of so many rows before, ``early``."""
    both = late.copy()
    both[apart:] += early[:-apart]
    return both


def held_for(condition: Flags, steps: int) -> Flags:
    """True where ``condition`` has been true for the last ``steps`` rows without a break."""
    held, seen = condition, 1
    while seen < steps:
        more = min(seen, steps - seen)
        longer = np.zeros_like(held)
        np.logical_and(held[more:], held[:-more], out=longer[more:])
        held, seen = longer, seen + more
    return held
