"""What a technician finds at the place that a suggestion names, and what it takes to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from model.catalogue import load_actions
from simulator.arena.policy import Suggestion
from simulator.faults import Fault
from simulator.people.fate import fate
from simulator.people.grounds import Grounds
from simulator.people.habits import Habits, TechnicianHabits
from simulator.people.trade import Trade, looks_closer


@dataclass(frozen=True, slots=True)
class Found:
    """The faults that a visit found; ``expected``: they are what was suggested.

    ``hidden``: something is broken there, or, where no cause was named, on what feeds it, and stays unseen.
    """

    faults: tuple[Fault, ...] = ()
    expected: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One repair as it turns out: hours on site, whose work, parts [money] and the days to wait for them."""

    hours: float
    skill: str
    parts_cost: float
    wait_days: float


def find(
    seed: int,
    suggestion: Suggestion,
    active: Sequence[Fault],
    grounds: Grounds,
    habits: TechnicianHabits,
    *,
    event: str,
) -> Found:
    """What is found of the ``active`` faults; ``event`` names the visit.

    Chance decides only where the suggested cause is not there.
    """
    expected = grounds.suspects(suggestion, active)
    if expected:
        return Found(expected, expected=True)
    here = grounds.standing_at(suggestion, active)
    chance = habits.finds_when_looking if looks_closer(suggestion.action) else habits.finds_other_cause
    if here:
        if fate(seed, "finds", event) < chance:
            return Found((_one(seed, event, here),))
        return Found(hidden=True)
    above = grounds.upstream(suggestion, active)
    goes_on = fate(seed, "goes on", event) < habits.follows_upstream
    if above and goes_on and fate(seed, "finds upstream", event) < habits.finds_when_looking:
        return Found((_one(seed, event, above),))
    return Found(hidden=bool(above) and not suggestion.fault)


def _one(seed: int, event: str, faults: Sequence[Fault]) -> Fault:
    return faults[int(fate(seed, "which", event) * len(faults))]


def announced(suggestion: Suggestion, trade: Trade, habits: TechnicianHabits) -> tuple[float, str]:
    """Hours [h] and skill that a suggestion announces."""
    action = load_actions().get(suggestion.action)
    if action is not None:
        return action.labour.hours.likely, action.labour.skill
    work = trade.works.get(suggestion.fault)
    if work is None or looks_closer(suggestion.action):
        return habits.look_closer_hours, "mechanic" if work is None else work.skill
    return work.hours.likely, work.skill


def job_of(seed: int, faults: Sequence[Fault], trade: Trade, habits: Habits) -> Job:
    """What mending ``faults`` in one go takes; the skill is that of the longest work."""
    hours = parts_cost = wait_days = 0.0
    for fault in faults:
        work = trade.works[fault.kind]
        hours += work.hours.at(fate(seed, "work", fault.id))
        parts = work.parts.at(fate(seed, "parts", fault.id))
        parts_cost += parts
        if parts > 0 and fate(seed, "in van", fault.id) >= habits.parts.in_van:
            wait_days = max(wait_days, work.lead_days.at(fate(seed, "lead", fault.id)))
    longest = max(faults, key=lambda fault: trade.works[fault.kind].hours.likely)
    return Job(hours, trade.works[longest.kind].skill, parts_cost, wait_days)
