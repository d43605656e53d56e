"""What people feel behind a loop whose sensor does not tell the truth, by what the loop does meanwhile.

A loop that reads a dead value sees the same error all day and winds up: the valve or damper that it moves
goes to its end and stays. So an end held for an hour tells a blind loop that does harm from one that happens
to rest where it should.
"""

from collections.abc import Callable, Mapping

import numpy as np

from model.frames import STEPS_PER_HOUR, Frames
from model.healthy.comfort import ROOM_KINDS, presence, zone_cold, zone_hot, zone_people
from model.healthy.operation import CLOSED, FULL
from model.healthy.room_units import full_cooling, full_heat
from model.windows import Floats, held_for

# How far full heat or cooling carries a room past its band by the middle of a working day: units are designed
# for the hardest hours, and have half of it to spare in others (estimate, 1.5 to 5 K; beyond that somebody
# opens a window or switches the unit off).
_CARRIED_AWAY_K = 3.0


def _room(rooms: Frames) -> Floats:
    """Behind a room sensor: what nobody reads, by full heat or cooling that goes on."""
    driven = full_heat(rooms, STEPS_PER_HOUR) | full_cooling(rooms, STEPS_PER_HOUR)
    return np.where(driven, _CARRIED_AWAY_K * zone_people(rooms)[None, :] * presence(rooms), 0.0)


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
