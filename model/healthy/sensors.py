"""How wrong a healthy sensor may be, one standard deviation.

ASHRAE Guideline 36 (5.16.14) gives the error beyond which a rule may speak: SAT 2, MAT 5, RAT 2, OAT 2
(local) or 5 (global) degF. Read here as two standard deviations of a standing error, not as noise: hours do
not average it out.
"""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Floats, trailing_mean

_DEGF = 5 / 9
SUPPLY_AIR_K = 2 * _DEGF / 2
MIXED_AIR_K = 5 * _DEGF / 2
RETURN_AIR_K = 2 * _DEGF / 2
OUTDOOR_AIR_LOCAL_K = 2 * _DEGF / 2
OUTDOOR_AIR_GLOBAL_K = 5 * _DEGF / 2
ZONE_AIR_K = 1 * _DEGF
# Rooms stand for the return air: lights and plenum warm it on its way by up to 3 K.
ROOMS_FOR_RETURN_K = 1.5
DISCHARGE_AIR_K = 2 * _DEGF / 2
WATER_K = 1.0
# The squared mean of the roots of Gaussian noise, against its deviation.
_ROOTS_OF_GAUSSIAN = 0.676


def outdoor_air_k(frames: Frames) -> Floats:
    """Tolerance of the outdoor-air temperature of each equipment (1, E) [K]; wider where it is borrowed."""
    borrowed = frames.borrowed.get("outdoor_air_temperature", np.zeros(frames.shape[1], dtype=bool))
    return np.where(borrowed, OUTDOOR_AIR_GLOBAL_K, OUTDOOR_AIR_LOCAL_K)[None, :]


def joined(*tolerances: float | Floats) -> Floats:
    """Root of the sum of squares."""
    total: Floats = np.asarray(sum(np.square(t) for t in tolerances), dtype=np.float64)
    return np.sqrt(total)


def bends(value: Floats) -> Floats:
    """Second difference (T, E) of three readings: it takes out any slope; NaN where one is missing."""
    bend = np.full(value.shape, np.nan)
    bend[2:] = value[2:] - 2 * value[1:-1] + value[:-2]
    return bend


def noise_of(value: Floats, steps: int) -> Floats:
    """Noise of readings over the last steps, one standard deviation in their unit, (T, E).

    A start or a stop bends two or three readings, noise bends them all: so the mean is of square roots,
    which few cannot carry.
    """
    roots = trailing_mean(np.sqrt(np.abs(bends(value))), steps)
    return np.asarray(np.square(roots) / (_ROOTS_OF_GAUSSIAN * np.sqrt(6.0)))
