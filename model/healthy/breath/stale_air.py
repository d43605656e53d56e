"""How stale the air is that people breathe, in hours of clearly too little outdoor air an hour.

One is 1575 ppm, 4.5 L/s of outdoor air for each: what ``air_quality_value_per_person_hour`` prices. Nobody
loses more than three: 10 L/s are worth three hundredths of their work at most (Seppaenen, Fisk and Lei 2006).
"""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Flags, Floats
from model.healthy.air.flow import zones_fed
from model.healthy.breath.breath import BREATH_M3_S, OUTDOOR_PPM
from model.healthy.rooms.comfort import PEOPLE_PER_ZONE, presence

_STALE_ABOVE_PPM, _ONE_PPM, _MOST = 1000.0, 575.0, 3.0
# About what offices are designed for (ASHRAE 62.1) [m3/s and person], of whom three in five are in.
_DESIGNED_M3_S, _THERE = 7.4e-3, 0.6
# What comes in by walls, windows and doors [1/h] (ASHRAE Fundamentals, infiltration: 0.05 to 0.6).
_LEAK_PER_S = 0.25 / 3600.0
# Of one whom a usual office is designed for [m3]: 10 m2, 3 m high.
_HEIGHT_M, _USUAL_M2 = 3.0, 10.0
# Middles of the quarters of a day of nine hours, whose air starts fresh [s].
_INTO_THE_DAY_S = tuple(9 * 3600.0 * share for share in (0.125, 0.375, 0.625, 0.875))


def staleness(co2: Floats) -> Floats:
    """How stale air is by its carbon dioxide [ppm], any shape; 0 where that is unknown.

    >>> staleness(np.array([900.0, 1575.0, 6000.0, np.nan]))
    array([0., 1., 3., 0.])
    """
    return np.clip(np.nan_to_num((co2 - _STALE_ABOVE_PPM) / _ONE_PPM), 0.0, _MOST)


def staleness_lacking(frames: Frames, lacking: Floats | Flags) -> Floats:
    """Mean of a day on which the share ``lacking`` [1] (T, E) of the outdoor air does not come.

    The fuller a room is by design, the sooner its people have used its air up; NaN lacks nothing.
    """
    area, people = frames.design("area"), frames.design("people")
    with np.errstate(invalid="ignore", divide="ignore"):
        each_m2 = np.where(people > 0, area / people, np.nan)
    volume = _HEIGHT_M * np.where(each_m2 > 0, each_m2, _USUAL_M2)[None, :] / _THERE
    share = np.nan_to_num(np.asarray(lacking, dtype=np.float64))
    comes = (1.0 - np.clip(share, 0.0, 1.0)) * _DESIGNED_M3_S / _THERE
    fresh = comes + _LEAK_PER_S * volume
    settles = BREATH_M3_S * 1e6 / fresh
    told = [
        staleness(OUTDOOR_PPM + settles * -np.expm1(-seconds * fresh / volume)) for seconds in _INTO_THE_DAY_S
    ]
    return np.asarray(np.mean(told, axis=0), dtype=np.float64)


def breathed(frames: Frames, stale: Floats) -> Floats:
    """People who are in times how ``stale`` their air is, (T, E)."""
    people = frames.design("people")
    people = np.where(np.isnan(people), np.maximum(zones_fed(frames), 1.0) * PEOPLE_PER_ZONE, people)
    return stale * people[None, :] * presence(frames)
