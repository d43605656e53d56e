"""Carrying on: what an hour says is folded into beliefs, and into what is learned of the equipment."""

from collections.abc import Iterable, Iterator, Mapping

from model.attending.anew import begin_anew
from model.beliefs.answers import Answer
from model.beliefs.belief import Belief, aligned, take_in
from model.beliefs.evidence import HourEvidence, evidence_by_kind
from model.causes.causes import nothing_wrong
from model.frames.frames import HOUR_MS, LEAD_HOURS
from model.frames.framing import frames_of
from model.frames.history import ReadingSource
from model.healthy.learning.learning import DAY_MS, Learning, learn, teach, unlearn
from model.site.graph import Building

BELIEF = "belief"
LEARNED = "learned"
# News of older hours is kept as history and does not disturb the present.
OLDEST_NEWS_HOURS = 14 * 24


def evidence_of(
    building: Building,
    timezone: str,
    readings: ReadingSource,
    start_ms: int,
    end_ms: int,
    *,
    learning: Mapping[str, Learning] | None = None,
) -> dict[str, HourEvidence]:
    """Evidence by kind for the whole hours start_ms <= hour < end_ms.

    With ``learning`` they lie within one day, which began with what it knows.
    """
    kinds = frames_of(building, timezone, readings, start_ms - LEAD_HOURS * HOUR_MS, end_ms)
    teach(kinds, learning or {})
    return evidence_by_kind(kinds, start_ms, timezone)


def carry_on(
    beliefs: dict[str, Belief],
    evidence: Mapping[str, HourEvidence],
    hour: int,
    repaired: Iterable[Answer],
    learning: dict[str, Learning] | None = None,
) -> dict[str, Belief]:
    """Fold one hour into the beliefs (in place, returned); what was repaired in that hour starts anew.

    ``learning`` takes in, in place, what the hour shows of the laws, where no fault is believed.
    """
    for kind, found in evidence.items():
        if kind not in beliefs or beliefs[kind].equipment != found.equipment:
            beliefs[kind] = aligned(beliefs.get(kind), kind, found.equipment)
        take_in(beliefs[kind], found, hour)
        if learning is not None and found.samples:
            learn(
                learning,
                kind,
                found.equipment,
                found.samples,
                hour=hour,
                hour_ms=int(found.hours_ms[hour]),
                trust=nothing_wrong(beliefs[kind]),
            )
    for answer in repaired:
        begin_anew(beliefs.values(), answer)
        unit, _, _ = answer.equipment.partition("/")
        for one in (learning or {}).values():
            unlearn(one, unit)
    return beliefs


def repairs_by_hour(answers: Iterable[Answer], building: str) -> dict[int, list[Answer]]:
    """Answers "done" of a building by the hour in which they were given."""
    found: dict[int, list[Answer]] = {}
    for answer in answers:
        if answer.said == "done" and answer.building == building:
            found.setdefault(answer.answered_ms // HOUR_MS * HOUR_MS, []).append(answer)
    return found


def days_between(start_ms: int, end_ms: int) -> Iterator[tuple[int, int]]:
    """The days (UTC), whole or in part, of start_ms <= t < end_ms: what was learned holds for one of them."""
    at = start_ms
    while at < end_ms:
        end = min(at // DAY_MS * DAY_MS + DAY_MS, end_ms)
        yield at, end
        at = end
