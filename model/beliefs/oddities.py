"""What people do on purpose and what looks like a fault: hours in which evidence is believed less.

Somebody moves the setpoints of all rooms (a holiday, demand response, a new policy), or people stay at an odd
hour (an event, cleaning). For some hours then much is far from where it settles, and nothing is broken.
Setpoints that move when people come, and back when they go, are no such thing: that is every day.
"""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, trailing_max, trailing_min
from model.site.rooms import ROOM_KINDS

# Rooms take about two hours to follow a setpoint.
_FOLLOWS_STEPS = 2 * STEPS_PER_HOUR
_MOVED_K = 0.5
# Setpoints go with the people, or an hour before and behind them.
_SHIFT_STEPS = _FOLLOWS_STEPS + STEPS_PER_HOUR
# A whole building's setpoints, and not a tenant's.
_MOST_ROOMS, _LEAST_ROOMS = 0.5, 3.0
# Indoor air without people falls below this within hours (outdoors 420 ppm; ASHRAE 62.1 allows about 1,000).
_PEOPLE_PPM = 700.0
_SOME_ROOMS = 0.34
_BELIEVED_LESS = 0.4
_SETPOINTS = (
    "zone_air_temperature_heating_setpoint",
    "zone_air_temperature_cooling_setpoint",
    "zone_air_temperature_setpoint",
)


def ordinary(frames: Frames) -> Floats:
    """How far (T, E) evidence for a fault counts: 1, or less where the building does something odd."""
    if frames.kind == "sensor":
        # What a sensor tells of itself does not depend on what people do.
        return np.ones(frames.shape)
    odd = _rooms_moved(frames) & ~_people_came_or_went(frames)
    odd |= _people_are_in(frames) & (frames.occupied == 0)
    return np.where(odd, _BELIEVED_LESS, 1.0)


def _rooms_moved(frames: Frames) -> Flags:
    """Where most setpoints of the building moved within the last hours. (T, E)."""
    moved, known = np.zeros(frames.shape), np.zeros(frames.shape)
    for kind in ROOM_KINDS:
        rooms = frames if kind == frames.kind else frames.others.get(kind)
        if rooms is None or not len(rooms.equipment):
            continue
        has, went = np.zeros(rooms.shape, dtype=bool), np.zeros(rooms.shape, dtype=bool)
        for role in _SETPOINTS:
            if role in rooms.roles:
                values = rooms.role(role)
                has |= ~np.isnan(values)
                went[_FOLLOWS_STEPS:] |= np.abs(values[_FOLLOWS_STEPS:] - values[:-_FOLLOWS_STEPS]) > _MOVED_K
        moved += frames.in_building(kind, went.astype(np.float64))
        known += frames.in_building(kind, has.astype(np.float64))
    return (known >= _LEAST_ROOMS) & (moved > _MOST_ROOMS * known)


def _people_came_or_went(frames: Frames) -> Flags:
    """Where the day of a building began or ended within the last hours. (T, E)."""
    most = trailing_max(frames.occupied, _SHIFT_STEPS)
    return np.asarray(most > trailing_min(frames.occupied, _SHIFT_STEPS), dtype=bool)


def _people_are_in(frames: Frames) -> Flags:
    """Where the air of some of the building's rooms tells of people. (T, E)."""
    breathed, known = np.zeros(frames.shape), np.zeros(frames.shape)
    for kind in ROOM_KINDS:
        rooms = frames if kind == frames.kind else frames.others.get(kind)
        if rooms is not None and "zone_co2" in rooms.roles:
            ppm = rooms.role("zone_co2")
            breathed += frames.in_building(kind, (ppm > _PEOPLE_PPM).astype(np.float64))
            known += frames.in_building(kind, (~np.isnan(ppm)).astype(np.float64))
    return (known > 0) & (breathed > _SOME_ROOMS * known)
