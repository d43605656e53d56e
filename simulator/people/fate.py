"""Random numbers that belong to an event: the same event has the same fate, whatever else happens."""

from collections.abc import Mapping
from hashlib import blake2b
from math import exp
from statistics import NormalDist

_NORMAL = NormalDist()
_BETWEEN = "\x1f"


def fate(seed: int, *event: str | int) -> float:
    """A number in (0, 1), the same for a seed and event on every machine, in any order of asking."""
    # As text, so that a number of NumPy's is the same event as one of Python's.
    name = _BETWEEN.join(str(each) for each in (seed, *event))
    digest = blake2b(name.encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") // 2048 + 0.5) / 2**53


def picked(share: float, weights: Mapping[str, float]) -> str:
    """The key at ``share`` (0..1) of the weights laid end to end in their order; weights need not sum to 1.

    ValueError when there is nothing to pick from.
    """
    left = share * sum(weights.values())
    for key, weight in weights.items():
        left -= weight
        if weight > 0 and left < 0:
            return key
    likely = [key for key, weight in weights.items() if weight > 0]
    if not likely:
        raise ValueError(f"nothing to pick from: {dict(weights)}")
    return likely[-1]


def lognormal(share: float, median: float, spread: float) -> float:
    """The quantile ``share`` of a lognormal with ``spread`` the standard deviation of its logarithm."""
    return median * exp(spread * _NORMAL.inv_cdf(share))


def triangular(share: float, low: float, likely: float, high: float) -> float:
    """The quantile ``share`` of a triangle from ``low`` over ``likely`` to ``high``."""
    width = high - low
    if width == 0:
        return low
    bend = (likely - low) / width
    if share < bend:
        return low + float((share * width * (likely - low)) ** 0.5)
    return high - float(((1 - share) * width * (high - likely)) ** 0.5)
