"""Habit: how far off an equipment usually is, so that a change within the tolerance is seen, and no habit is.

The standing error of a residual (the bias of a sensor, a design that nobody knows) is drawn once. Weeks
without a fault tell part of it; what is left of the tolerance is smaller, on both sides of the habit.
"""

import numpy as np

from model.beliefs.likelihood import STANDING
from model.frames.windows import Floats

# An hour of habit counts for half as much after three weeks.
HABIT_KEPT = 0.5 ** (1 / (21 * 24))
# So many hours tell half of what may be told at all: seasons change what stands.
_HALF_HOURS = 72.0
_MOST_KNOWN = 0.4
# A habit beyond these is no standing error but what it looks like.
_LEAST_HABIT, _MOST_HABIT = -1.5, 1.0


def habit_of(total: Floats, hours: Floats) -> Floats:
    """Usual deviation in tolerances (F, E), from its sum over ``hours``."""
    mean: Floats = np.clip(total / np.maximum(hours, 1e-9), _LEAST_HABIT, _MOST_HABIT)
    return mean


def known_share(hours: Floats) -> Floats:
    """Share (F, E) of the standing error that so many hours of habit have told."""
    told: Floats = _MOST_KNOWN * hours / (hours + _HALF_HOURS)
    return told


def departure(deviation: Floats, habit: Floats, known: Floats) -> Floats:
    """Deviation in tolerances (F, E) once the habit is taken off, in what is left of the tolerance."""
    left: Floats = (deviation - known * habit) / np.sqrt(1.0 - known * STANDING)
    return left
