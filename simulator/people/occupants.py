"""When occupants complain: of what they feel, late, and sometimes of nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from simulator.clock import DAY_MS, HOUR_MS
from simulator.people.fate import fate
from simulator.people.habits import OccupantHabits


@dataclass(frozen=True, slots=True)
class Complaint:
    """Somebody says that it is not right at an equipment; ``at_ms``: when it reaches the manager."""

    id: str
    building: str
    equipment: str
    felt_ms: int
    at_ms: int


def complaint_of(
    seed: int,
    fault: str,
    building: str,
    rooms: Sequence[str],
    *,
    day_ms: int,
    discomfort: float,
    habits: OccupantHabits,
) -> Complaint | None:
    """Whether somebody complains on a day of a fault that costs ``discomfort`` degree-hours by people a day.

    ``rooms``: the equipment that serves the rooms that feel it, one of which is complained of.
    """
    day = day_ms // DAY_MS
    chance = 1 - exp(-habits.complaints_per_degree_hour * max(discomfort, 0.0))
    if not rooms or fate(seed, "complaint", fault, day) >= chance:
        return None
    room = rooms[int(fate(seed, "room", fault, day) * len(rooms))]
    return _said(seed, fault, (building, room), day_ms, habits)


def groundless_complaint(
    seed: int, building: str, rooms: Sequence[str], *, day_ms: int, people: float, habits: OccupantHabits
) -> Complaint | None:
    """Whether somebody complains on a day without a cause that could be repaired."""
    day = day_ms // DAY_MS
    chance = 1 - exp(-habits.false_per_person_day * people)
    if not rooms or fate(seed, "groundless", building, day) >= chance:
        return None
    room = rooms[int(fate(seed, "room", building, day) * len(rooms))]
    return _said(seed, f"groundless {building}", (building, room), day_ms, habits)


def _said(seed: int, cause: str, place: tuple[str, str], day_ms: int, habits: OccupantHabits) -> Complaint:
    day = day_ms // DAY_MS
    felt_ms = day_ms + round(fate(seed, "felt", cause, day) * DAY_MS)
    late_ms = round(habits.delay_hours.at(fate(seed, "complaint delay", cause, day)) * HOUR_MS)
    building, room = place
    return Complaint(f"{building}/{room}/{felt_ms}", building, room, felt_ms, felt_ms + late_ms)
