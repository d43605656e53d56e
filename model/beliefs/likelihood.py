"""How much residuals say: the log of how much likelier they are under the fault than without it.

A residual in tolerances is a standing error, drawn once for an equipment (the bias of a sensor, a design
that nobody knows), and a changing one, drawn anew. Hours average the changing part away and never the
standing one; what is odd for an hour is rarely still odd after a week.
"""

import numpy as np
from scipy.special import log_ndtr

from model.frames.windows import Floats

# Healthy: an error of one tolerance, and now and then (3 % of hours) an oddity four times as wide.
_ODD_SHARE = 0.03
_ODD_WIDTH = 4.0
# Faulty: anything from nothing to many tolerances; half-normal of four, seen through the same error.
_FAULT_WIDTH = 4.0
_LEAST, _MOST = -2.0, 2.5
_FARTHEST = 50.0
# What stands of the variance. Tolerances are made of accuracies that makers promise as limits, which the
# usual standing error stays well within, and of noise and states, which vary (engineer's estimate).
STANDING = 0.4
# Oddities of a day (an event, a cold snap) and how they thin out with the days on which the same is seen.
_ODD_DAYS = 0.01
# Hours in a row repeat each other: two count as one.
_HOURS_EACH = 2.0
# Deviations over which an hour's ratio rises, and the one that says nothing.
_GRID = np.linspace(-1.0, 3.0, 81)
_NEUTRAL = 1.3
_TOGETHER = 5.0


def log_likelihood_ratio(deviation: Floats) -> Floats:
    """Log-likelihood ratio of an hour's residual in tolerances, any shape; cut to [-2, 2.5], NaN stays NaN.

    The cut keeps one odd hour from deciding; zero lies at about 1.3 tolerances.

    >>> log_likelihood_ratio(np.array([0.0, 1.3, 3.0])).round(1)
    array([-1.4,  0. ,  2.5])
    """
    x = np.asarray(deviation, dtype=np.float64)
    one: Floats = np.clip(_ratio(x, np.ones_like(x), _ODD_SHARE), _LEAST, _MOST)
    return one


def standing_log_likelihood_ratio(deviation: Floats, hours: Floats, days: Floats, known: Floats) -> Floats:
    """Log-likelihood ratio of the mean residual of many hours: the most that they can say together.

    ``deviation`` is their mean in tolerances, ``hours`` how many they are, ``days`` on how many days,
    ``known`` the share of the standing error that the equipment's own history has told; shapes alike.

    >>> few, many = np.array([1.0, 1.0]), np.array([100.0, 7.0])
    >>> standing_log_likelihood_ratio(np.array(2.5), *few, np.array(0.0)).round(1)
    2.2
    >>> standing_log_likelihood_ratio(np.array(2.5), *many, np.array(0.0)).round(1)
    4.8
    """
    changing = (1.0 - STANDING) / np.maximum(hours / _HOURS_EACH, 1.0)
    variance = STANDING * (1.0 - known) + changing
    return _ratio(np.asarray(deviation, dtype=np.float64), variance, _ODD_DAYS / np.maximum(days, 1.0))


def deviation_for(log_ratio: Floats) -> Floats:
    """Deviation in tolerances that says as much as ``log_ratio``, which was worked out of many hours at once.

    For it: such that five hours of it together say so much, as a day is more than the hours that were looked
    at; against it: such that an hour of it does.

    >>> deviation_for(np.array([-1.4, 0.0, 3.6])).round(1)
    array([-0. ,  1.3,  2.5])
    """
    found = np.asarray(log_ratio, dtype=np.float64)
    one = np.minimum(np.interp(found, log_likelihood_ratio(_GRID), _GRID), _NEUTRAL)
    many = standing_log_likelihood_ratio(_GRID, np.array(_TOGETHER), np.array(1.0), np.array(0.0))
    together = np.maximum(np.interp(found, many, _GRID), _NEUTRAL)
    return np.where(found > 0, together, one)


def _ratio(x: Floats, variance: Floats, odd: Floats | float) -> Floats:
    """Log of faulty over healthy density of ``x`` with an error of ``variance``."""
    x = np.clip(x, -_FARTHEST, _FARTHEST)
    healthy = (1 - odd) / np.sqrt(variance) * np.exp(-0.5 * x**2 / variance) + odd / _ODD_WIDTH * np.exp(
        -0.5 * (x / _ODD_WIDTH) ** 2
    )
    whole = variance + _FAULT_WIDTH**2
    error = np.sqrt(variance)
    seen = log_ndtr(_FAULT_WIDTH * x / (error * np.sqrt(whole)))
    faulty = 0.5 * np.log(4 / whole) - 0.5 * x**2 / whole + seen
    ratio: Floats = faulty - np.log(healthy)
    return ratio
