"""Looking back over the last steps of a frame, NaN-aware and causal: step t sees t-k+1 ... t."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def trailing_max(values: Floats, steps: int) -> Floats:
    """Largest of the last ``steps`` rows, shape kept; NaN where all are missing."""
    most = np.where(np.isnan(values), -np.inf, values)
    # What is seen doubles with each turn.
    seen = 1
    while seen < min(steps, len(most)):
        more = min(seen, steps - seen)
        wider = most.copy()
        np.maximum(most[more:], most[:-more], out=wider[more:])
        most, seen = wider, seen + more
    return np.where(np.isneginf(most), np.nan, most)


def trailing_min(values: Floats, steps: int) -> Floats:
    """Smallest of the last ``steps`` rows, shape kept; NaN where all are missing."""
    return -trailing_max(-values, steps)


def trailing_mean(values: Floats, steps: int) -> Floats:
    """Mean of the last ``steps`` rows over what is there, shape kept; NaN where all are missing."""
    known = ~np.isnan(values)
    total = np.cumsum(np.where(known, values, 0.0), axis=0)
    count = np.cumsum(known, axis=0).astype(np.float64)
    total[steps:] = total[steps:] - total[:-steps].copy()
    count[steps:] = count[steps:] - count[:-steps].copy()
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count > 0, total / count, np.nan)


def held_for(condition: Flags, steps: int) -> Flags:
    """True where ``condition`` has been true for the last ``steps`` rows without a break."""
    count = np.cumsum(condition, axis=0)
    result = np.zeros_like(condition)
    if len(condition) >= steps:
        result[steps - 1 :] = count[steps - 1 :] == steps
        result[steps:] = (count[steps:] - count[:-steps]) == steps
    return result
