"""What loops do whose sensors do not tell the truth, and what people feel behind them meanwhile.

A loop that reads a dead value sees the same error all day and winds up: the valve or damper that it moves
goes to its end and stays. So an end held for an hour tells a blind loop that does harm from one that happens
to rest where it should. And at its end a loop holds nothing any more: what it reads has to move with
weather, sun and people.
"""

from collections.abc import Callable, Mapping

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, held_for, known_or_zero
from model.healthy.air.operation import CLOSED, FULL
from model.healthy.laws.fan_coil_shut import LAW as SHUT
from model.healthy.once import once
from model.healthy.rooms.comfort import cold_at, hot_at, presence, zone_cold, zone_hot, zone_people
from model.healthy.rooms.fought import fought_w
from model.healthy.rooms.units import full_cooling, full_heat, heating_asked, stands
from model.healthy.sensors import MIXED_AIR_K
from model.site.rooms import ROOM_KINDS

# How far full heat or cooling carries a room past its band by the middle of a working day: units are designed
# for the hardest hours, and have half of it to spare in others (estimate, 1.5 to 5 K; beyond that somebody
# opens a window or switches the unit off).
_CARRIED_AWAY_K = 3.0
# What a fan coil with both valves shut blows may differ from the law of its kind, in standing errors.
_ERRORS = 2.0
_LET_IN = 0.5
_UNHELD_HOURS = 6
_ELSEWHERE_K = 2.0


@once
def _told_by_air(rooms: Frames) -> Floats:
    """How much warmer a room is than it reads [K] (T, E), at the least; 0 where its air tells nothing.

    With both valves shut a fan coil blows the air of its room, a little outdoor air and its fan's heat.
    """
    if rooms.kind != "fan_coil":
        return np.zeros(rooms.shape)
    # What holds for the kind: what was learned of this one may have been learned of a sensor that lies.
    expected = SHUT.foretold(rooms, None)
    off = known_or_zero(expected.measured - expected.value)
    doubt: Floats = np.maximum(np.abs(off) - _ERRORS * known_or_zero(expected.tolerance), 0.0)
    return np.where(np.isnan(expected.value), 0.0, np.sign(off) * doubt)


def _told_by_mixed_air(rooms: Frames) -> Floats:
    """People times kelvin (T, E) that the mixed air of a rooftop unit tells of: its room is what comes back.

    Its damper is taken to let half of what it is told in, at the least.
    """
    if rooms.kind != "rooftop_unit":
        return np.zeros(rooms.shape)
    mixed, outside = rooms.role("mixed_air_temperature"), rooms.role("outdoor_air_temperature")
    mixed = np.where(stands(rooms), np.nan, mixed)
    fresh = _LET_IN * np.clip(known_or_zero(rooms.role("outdoor_air_damper_command")), 0.0, 1.0)
    back = (mixed - fresh * outside) / (1.0 - fresh)
    cold = np.where(outside > mixed, cold_at(rooms, back + MIXED_AIR_K), 0.0)
    return np.where(outside < mixed, hot_at(rooms, back - MIXED_AIR_K), cold)


def _room(rooms: Frames) -> Floats:
    """Behind a room sensor: what nobody reads, by full heat or cooling that goes on, or by the air blown."""
    driven = full_heat(rooms, STEPS_PER_HOUR) | full_cooling(rooms, STEPS_PER_HOUR)
    carried = np.where(driven, _CARRIED_AWAY_K * zone_people(rooms)[None, :] * presence(rooms), 0.0)
    told = _told_by_air(rooms)
    really = rooms.role("zone_air_temperature") + told
    elsewhere = held_for(np.abs(told) > _ELSEWHERE_K, STEPS_PER_HOUR)
    by_air = np.where(elsewhere, cold_at(rooms, really) + hot_at(rooms, really), carried)
    return np.maximum(by_air, _told_by_mixed_air(rooms))


def _flow(boxes: Frames) -> Floats:
    """Behind a flow sensor: what the room's own sensor reads, while the damper stands at an end."""
    damper = boxes.first_of("box_damper_command", "box_damper_position")
    ends = held_for(damper >= FULL, STEPS_PER_HOUR) | held_for(damper <= CLOSED, STEPS_PER_HOUR)
    return np.where(ends, zone_cold(boxes) + zone_hot(boxes), 0.0)


_BEHIND: Mapping[tuple[str, str], Callable[[Frames], Floats]] = {
    **{(kind, "zone_air_temperature"): _room for kind in ROOM_KINDS},
    ("vav_box", "discharge_air_flow"): _flow,
}


def felt_behind(others: Mapping[str, Frames]) -> dict[tuple[str, str], Floats]:
    """People times kelvin (T, E of the kind) that would be felt if sensors lied, by kind and role."""
    return {(kind, role): felt(others[kind]) for (kind, role), felt in _BEHIND.items() if kind in others}


def fought_behind(others: Mapping[str, Frames]) -> dict[tuple[str, str], Floats]:
    """Heat and cold against each other [W] (T, E of the kind) in rooms that sensors lead astray."""
    return {(kind, "zone_air_temperature"): fought_w(others[kind]) for kind in ROOM_KINDS if kind in others}


def _unheld_room(rooms: Frames) -> Flags:
    """No control has held the room for six hours (T, E): all or nothing was given, whatever came of it.

    Nothing given is told from nothing needed by air that is not of a room as it reads.
    """
    steps = _UNHELD_HOURS * STEPS_PER_HOUR
    # A box of constant flow holds its room with its heat.
    cooled = full_cooling(rooms, steps) & held_for(~(heating_asked(rooms) > CLOSED), steps)
    return full_heat(rooms, steps) | cooled | held_for(np.abs(_told_by_air(rooms)) > _ELSEWHERE_K, steps)


def unheld(others: Mapping[str, Frames]) -> dict[tuple[str, str], Floats]:
    """1 where nothing has held for six hours what sensors measure (T, E of the kind), by kind and role."""
    return {
        (kind, "zone_air_temperature"): _unheld_room(others[kind]).astype(np.float64)
        for kind in ROOM_KINDS
        if kind in others
    }
