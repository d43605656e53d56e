"""Backtest: the same rounds over a trend export, in the readings' own time."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from model.attending.carrying_on import carry_on, days_between, evidence_of
from model.attending.conditions import outdoors
from model.beliefs.belief import Belief
from model.blindness.blind_spots import blind_spots
from model.frames.frames import HOUR_MS
from model.frames.memory_readings import MemoryReadings
from model.healthy.learning.learning import Learning, begin_day
from model.recommendation import BlindSpot, Choice, Coverage
from model.round import Judged, ShownBefore, equipment_judged, judge, look
from model.site.graph import Manager, Site
from model.site.heard import only_heard

_HEARD_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a backtest is: hours done of hours in all."""

    done: int
    total: int


def backtest(
    site: Site, readings: MemoryReadings, *, every_hours: int = 1
) -> Iterator[tuple[dict[str, Any], Progress]]:
    """Every look of every manager, oldest first, as documents of ``docs/backtest.md``.

    A look at time t knows the whole hours that ended by t and nothing later. Beliefs start empty.
    """
    span = readings.span_ms
    if span is None:
        return
    first = span[0] // HOUR_MS * HOUR_MS
    end = span[1] // HOUR_MS * HOUR_MS + HOUR_MS
    total = (end - first) // HOUR_MS
    beliefs = _no_beliefs(site)
    before: dict[str, ShownBefore | None] = {}
    points = sum(len(e.points) for b in site.buildings for e in b.equipment)
    speaking = _Speaking(site, readings)
    learning: dict[str, dict[str, Learning]] = {building.id: {} for building in site.buildings}
    for chunk, chunk_end in days_between(first, end):
        evidence = {}
        for building in site.buildings:
            begin_day(learning[building.id], chunk)
            evidence[building.id] = evidence_of(
                building, site.timezone, readings, chunk, chunk_end, learning=learning[building.id]
            )
        for hour, hour_ms in enumerate(range(chunk, chunk_end, HOUR_MS)):
            for building in site.buildings:
                carry_on(beliefs[building.id], evidence[building.id], hour, (), learning[building.id])
            done = (hour_ms - first) // HOUR_MS + 1
            if done % every_hours:
                continue
            now_ms = hour_ms + HOUR_MS
            heard, blind = speaking.by(now_ms)
            judged = {
                b.id: judge(heard, b, beliefs[b.id], (), now_ms, outdoor_c=outdoors(b, readings, now_ms))
                for b in heard.buildings
            }
            for manager in site.managers:
                yield (
                    _look(
                        manager,
                        heard,
                        judged,
                        before=before,
                        readings=readings,
                        points=points,
                        blind=blind[manager.id],
                        now_ms=now_ms,
                    ),
                    Progress(done, total),
                )


class _Speaking:
    """The site as far as it had spoken by a time, with its blind spots; anew when more of it speaks."""

    def __init__(self, site: Site, readings: MemoryReadings) -> None:
        self._site, self._readings = site, readings
        self._silent: frozenset[str] | None = None
        self._known: tuple[Site, dict[str, tuple[BlindSpot, ...]]] = (site, {})

    def by(self, now_ms: int) -> tuple[Site, dict[str, tuple[BlindSpot, ...]]]:
        silent = self._readings.never_heard(now_ms) if self._silent != frozenset() else self._silent
        if silent != self._silent:
            heard = only_heard(self._site, silent)
            blind = {m.id: blind_spots(heard, frozenset(m.buildings)) for m in heard.managers}
            self._silent, self._known = silent, (heard, blind)
        return self._known


def _no_beliefs(site: Site) -> dict[str, dict[str, Belief]]:
    return {building.id: {} for building in site.buildings}


def _look(
    manager: Manager,
    site: Site,
    judged: Mapping[str, Judged],
    *,
    before: dict[str, ShownBefore | None],
    readings: MemoryReadings,
    points: int,
    blind: tuple[BlindSpot, ...],
    now_ms: int,
) -> dict[str, Any]:
    theirs = [judged[building] for building in manager.buildings if building in judged]
    newest = readings.newest_ms(now_ms)
    looked = look(
        manager,
        site,
        theirs,
        before=before.get(manager.id),
        answers=(),
        coverage=Coverage(
            points=points,
            heard=readings.heard(now_ms - _HEARD_MINUTES * 60_000, now_ms),
            within_minutes=_HEARD_MINUTES,
            last_reading=None,
            equipment=sum(len(j.building.equipment) for j in theirs),
            equipment_judged=equipment_judged(theirs),
        ),
        outcome=None,
        blind=blind,
        now_ms=now_ms,
        newest_ms=newest,
    )
    shown, choice = looked.shown, looked.choice
    found = choice.recommendation
    before[manager.id] = (
        None
        if shown is None or found is None
        else ShownBefore(found.id, shown.building, shown.equipment.id, shown.fault.id, shown.action.id)
    )
    return line_of(choice)


_CONSIDERED = 5


def line_of(choice: Choice) -> dict[str, Any]:
    """One look as the JSON line that ``docs/backtest.md`` describes."""
    found = choice.recommendation
    line: dict[str, Any] = {
        "time": choice.as_of,
        "manager": choice.manager,
        "action": None,
        "building": None,
        "equipment": None,
        "fault": None,
        "probability": None,
        "headline": choice.headline,
        "nothing_because": choice.nothing_because,
    }
    if found is not None:
        line |= {
            "action": found.action,
            "building": found.building,
            "equipment": found.equipment,
            "fault": found.fault,
            "probability": round(found.probability, 4),
            "certainty": found.certainty,
            "since": found.since,
            "because": found.because,
            "currency": found.currency,
            "score_per_day": found.score_per_day,
            "money": [asdict(term) for term in found.money],
            "value_per_day": asdict(found.value_per_day),
            "people": found.people,
            "people_text": found.people_text,
            "recommendation": found.id,
        }
    return line | {
        "considered": [
            {
                "fault": c.fault,
                "building": c.building,
                "equipment": c.equipment,
                "probability": round(c.probability, 4),
                "score_per_day": round(c.score_per_day, 2),
                "held_back_by": c.held_back_by,
            }
            for c in choice.candidates[:_CONSIDERED]
        ],
        "blind_spots": [spot.text for spot in choice.blind_spots],
        "points_heard": choice.coverage.heard,
        "points": choice.coverage.points,
    }
