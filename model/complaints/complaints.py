"""Complaints: what people feel in rooms, readings or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Literal

from model.beliefs.answers import Answer
from model.catalogue import load_faults
from model.causes.topology import Topology

Feeling = Literal["cold", "hot", "stuffy", "unsaid"]
_DAY_MS = 86_400_000
# They fade as beliefs do.
_HALF_LIFE_DAYS = 10.0
# So many days of complaining are counted, each by what is left of it.
DAYS_COUNTED = _HALF_LIFE_DAYS / log(2)
_LEAST_LEFT = 0.05


@dataclass(frozen=True, slots=True)
class Complaint:
    """Somebody felt that it was not right in the rooms of an equipment; ``felt_ms`` in UTC milliseconds."""

    id: str
    building: str
    equipment: str
    felt: str
    felt_ms: int


def still_counted(ms: float) -> float:
    """Days of the last ``ms`` milliseconds, each by what is left of a complaint of it."""
    return float(DAYS_COUNTED * (1.0 - 0.5 ** (max(ms, 0.0) / _DAY_MS / _HALF_LIFE_DAYS)))


@dataclass(frozen=True, slots=True)
class Told:
    """What people said of one equipment: how many times, since when [UTC ms], and what is left of each kind.

    ``left``: by what they felt, complaints by their age, a fresh one being 1.
    """

    times: int
    first_ms: int
    left: Mapping[str, float]

    def of(self, felt: frozenset[str]) -> float:
        """What is left of complaints of any of ``felt``, or of nothing said."""
        return sum(left for kind, left in self.left.items() if kind == "unsaid" or kind in felt)


def told_of(
    complaints: Iterable[Complaint], topology: Topology, answers: Iterable[Answer], now_ms: int
) -> dict[str, Told]:
    """What people said of each equipment of a building by ``now_ms``, before which nothing was mended there.

    Who complained before a repair, of the equipment or of what feeds it, complained of what was repaired;
    unless the data said that it was not fixed. Where the complaints themselves were called groundless, they
    say no more.
    """
    building = topology.building.id
    mended: dict[str, int] = {}
    for answer in answers:
        if answer.building == building and _answers_complaints(answer):
            place = answer.equipment.partition("/")[0]
            mended[place] = max(mended.get(place, 0), answer.answered_ms)
    found: dict[str, Told] = {}
    for one in sorted(complaints, key=lambda c: (c.felt_ms, c.id)):
        left = 0.5 ** ((now_ms - one.felt_ms) / _DAY_MS / _HALF_LIFE_DAYS)
        if one.building != building or one.felt_ms > now_ms or left < _LEAST_LEFT:
            continue
        places = (one.equipment, *topology.feeding(one.equipment))
        if one.equipment not in topology.by_id or any(one.felt_ms <= mended.get(p, 0) for p in places):
            continue
        before = found.get(one.equipment, Told(0, one.felt_ms, {}))
        kinds = dict(before.left)
        kinds[one.felt] = kinds.get(one.felt, 0.0) + left
        found[one.equipment] = Told(before.times + 1, before.first_ms, kinds)
    return found


def _answers_complaints(answer: Answer) -> bool:
    if answer.said == "dismissed" and answer.reason == "not_real":
        facts = load_faults().get(answer.fault)
        return facts is not None and facts.by_people
    return answer.said == "done" and answer.found != "not_fixed"
