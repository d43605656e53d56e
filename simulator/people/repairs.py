"""Repairs that sometimes do not hold."""

from dataclasses import replace

from simulator.clock import DAY_MS
from simulator.faults import UNHEALED, Fault
from simulator.people.fate import fate
from simulator.people.habits import TechnicianHabits

_AGAIN = "+"


def origin_of(fault_id: str) -> str:
    """The fault that came back as ``fault_id``; itself for one that never did."""
    return fault_id.partition(_AGAIN)[0]


def come_back(
    seed: int, fault: Fault, mended_ms: int, *, expected: bool, habits: TechnicianHabits
) -> Fault | None:
    """The fault that follows a repair that does not hold, days later; None for one that does."""
    holds = habits.holds if expected else habits.holds_otherwise
    if fate(seed, "holds", fault.id) < holds:
        return None
    origin, _, times = fault.id.partition(_AGAIN)
    later = habits.comes_back_days.at(fate(seed, "comes back", fault.id))
    return replace(
        fault,
        id=f"{origin}{_AGAIN}{int(times or 0) + 1}",
        onset_ms=mended_ms + round(later * DAY_MS),
        healed_ms=UNHEALED,
    )
