"""A heat source or chiller that holds a water temperature: it modulates, and cycles below its least."""

import numpy as np

from simulator.constants import HALF, ONE, ZERO, number
from simulator.record import Array

_RESTART = number(0.05)  # below the stopping point, within which a source counts as stopped [K]


def fire(
    *,
    lack_before: Array,
    lack_free: Array,
    dead_band: Array,
    pace: Array,
    was_running: Array,
    allowed: Array,
    least: Array,
    most: Array,
) -> Array:
    """Heat over a step [W], (B,).

    ``lack_*``: how far the water is on the wrong side of its setpoint [K], at the start of the step and at
    its end if the source rested. It starts half a dead band on the wrong side, stops half a dead band on the
    right side, and gives between ``least`` and ``most`` [W] in between; ``pace`` [K/W] is what 1 W changes.
    """
    half = HALF * dead_band
    runs_on = was_running * (lack_before > _RESTART - half)
    runs = allowed * np.maximum(runs_on, lack_free > half)
    wanted = np.minimum(np.maximum(lack_free / pace, least), most)
    until_stop = np.maximum((lack_free + half) / pace, ZERO)
    heat: Array = runs * np.minimum(wanted, until_stop)
    return heat


def cycles(*, heat: Array, least: Array, dead_band: Array, pace: Array) -> Array:
    """Whole starts within a step, (B,), of a source that is on at ``least`` [W] for a share x of it.

    Relay control of one capacity: x (1 - x) times as often as ``least`` alone would pass the dead band.
    """
    share = heat / np.maximum(least, ONE)
    rate = share * np.maximum(ONE - share, ZERO) * least * pace / dead_band
    return np.rint(rate)
