"""Meters, lights and water: who is in, what a counter counts, what a building uses for each person."""

import numpy as np

from model.frames.frames import STEP_MS, STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, held_for
from model.healthy.rooms.comfort import zone_people

_ROOMS = ("vav_box", "fan_coil", "rooftop_unit")
_UNITS = ("air_handler", "fan_coil", "rooftop_unit", "vav_box")
_STEP_S = STEP_MS / 1000.0
# A building of which nothing is described is not smaller than this.
_FEWEST_PEOPLE = 20.0
# Cleaners, late workers and security rounds: lights and taps follow the last of them, not the schedule.
_AFTER_HOURS = 2


def people_in_building(frames: Frames) -> Floats:
    """People that the rooms of each one's building are made for (T, E), at least a few."""
    total = np.zeros(frames.shape)
    for kind in _ROOMS:
        rooms = frames.others.get(kind)
        if rooms is not None:
            total = total + frames.in_building(kind, np.broadcast_to(zone_people(rooms), rooms.shape))
    return np.maximum(total, _FEWEST_PEOPLE)


def nobody_in(frames: Frames, hours: int = _AFTER_HOURS) -> Flags:
    """Where the building has been empty for some hours (T, E): by its schedule, and no unit says otherwise.

    A unit's occupied mode that was left on hides it; that is a fault of its own.
    """
    said = np.zeros(frames.shape)
    for kind in _UNITS:
        if kind in frames.others:
            told = frames.others[kind].role("occupied")
            said = said + frames.in_building(kind, (told >= 0.5).astype(np.float64))
    empty = (frames.occupied == 0) & (said == 0)
    return held_for(empty, max(hours * STEPS_PER_HOUR, 1))


def never_empty(frames: Frames) -> Flags:
    """Where people have been in for all of the last ten hours: houses that do not close. (T, E)."""
    return held_for(frames.occupied == 1, 10 * STEPS_PER_HOUR)


def rate_of(count: Floats, steps: int) -> Floats:
    """Mean rate [unit/s] (T, E) of a counter over the last ``steps``; NaN before, and where it is unknown."""
    rate = np.full(count.shape, np.nan)
    if len(count) > steps:
        rate[steps:] = (count[steps:] - count[:-steps]) / (steps * _STEP_S)
    return rate


def water_flow(frames: Frames) -> Floats:
    """Water that a building draws [m3/s] (T, E): measured, else by its counter over an hour."""
    measured = frames.role("water_flow")
    counted = rate_of(frames.role("water_volume"), STEPS_PER_HOUR)
    return np.where(np.isnan(measured), counted, measured)
