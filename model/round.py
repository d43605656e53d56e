"""One round: judge hours with news, carry beliefs on, choose the one. The only file that knows the order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model import words
from model.answers import Answer, disbelief
from model.belief import Belief, aligned, pack, set_logit, take_in, unpack
from model.candidates import Proposal, propose
from model.catalogue import load_costs
from model.causes import Probabilities, nothing_wrong, probabilities
from model.choice import Chosen, choose
from model.evidence import HourEvidence, hourly_evidence
from model.explanation import Teller, explain, recommendation_id
from model.frames import HOUR_MS, LEAD_HOURS
from model.framing import frames_of
from model.healthy.learning import (
    DAY_MS,
    Learning,
    begin_day,
    learn,
    learned_by_law,
    pack_learning,
    unlearn,
    unpack_learning,
)
from model.history import ReadingSource, RollingState
from model.recommendation import BlindSpot, Candidate, Choice, Coverage, Outcome
from model.site.graph import Building, Equipment, Manager, Site
from model.site_time import for_people, iso
from model.topology import Topology
from model.version import MODEL_VERSION

BELIEF = "belief"
LEARNED = "learned"
# News of older hours is kept as history and does not disturb the present.
OLDEST_NEWS_HOURS = 14 * 24
_SILENT_HOURS = 6
_LEAST_HEARD = 0.25
_FOREVER_MS = 2**62


@dataclass(frozen=True, slots=True)
class Judged:
    """What is believed of a building: beliefs by kind, their probabilities, the candidates, best first."""

    building: Building
    as_of_ms: int
    beliefs: Mapping[str, Belief]
    chances: Mapping[str, Probabilities]
    proposals: Sequence[Proposal]


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
    for kind, frames in list(kinds.items()):
        known = learned_by_law((learning or {}).get(kind), frames)
        if known:
            kinds[kind] = replace(frames, learned=known)
    found = {kind: hourly_evidence(frames, start_ms) for kind, frames in kinds.items()}
    return {kind: evidence for kind, evidence in found.items() if evidence is not None}


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
        for belief in beliefs.values():
            set_logit(belief, answer.fault, answer.equipment, 0.0)
        for one in (learning or {}).values():
            unlearn(one, answer.equipment)
    return beliefs


def repairs_by_hour(answers: Iterable[Answer], building: str) -> dict[int, list[Answer]]:
    """Answers "done" of a building by the hour in which they were given."""
    found: dict[int, list[Answer]] = {}
    for answer in answers:
        if answer.said == "done" and answer.building == building:
            found.setdefault(answer.answered_ms // HOUR_MS * HOUR_MS, []).append(answer)
    return found


def catch_up(
    site: Site,
    building: Building,
    readings: ReadingSource,
    state: RollingState,
    hours_ms: Sequence[int],
    *,
    answers: Iterable[Answer],
) -> dict[str, Belief]:
    """Judge the hours with news and carry the beliefs on to the newest of them; state is kept hour by hour.

    Hours older than ``OLDEST_NEWS_HOURS`` before the newest known are left to history.
    """
    last = state.newest(building.id, BELIEF, _FOREVER_MS)
    newest = max([*hours_ms, *([last[0]] if last is not None else [])], default=0)
    fresh = [hour for hour in hours_ms if hour > newest - OLDEST_NEWS_HOURS * HOUR_MS]
    if not fresh:
        return unpack(last[1]) if last is not None else {}
    start = min(fresh)
    before = state.newest(building.id, BELIEF, start)
    beliefs = unpack(before[1]) if before is not None else {}
    learned = state.newest(building.id, LEARNED, start)
    learning = unpack_learning(learned[1]) if learned is not None else {}
    if before is not None:
        start = max(before[0] + HOUR_MS, newest - OLDEST_NEWS_HOURS * HOUR_MS)
    repaired = repairs_by_hour(answers, building.id)
    for chunk, end in days_between(start, newest + HOUR_MS):
        begin_day(learning, chunk)
        evidence = evidence_of(building, site.timezone, readings, chunk, end, learning=learning)
        believed, known = [], []
        for hour, hour_ms in enumerate(range(chunk, end, HOUR_MS)):
            carry_on(beliefs, evidence, hour, repaired.get(hour_ms, ()), learning)
            believed.append((hour_ms, pack(beliefs)))
            known.append((hour_ms, pack_learning(learning)))
        state.put(building.id, LEARNED, known)
        state.put(building.id, BELIEF, believed)
    return beliefs


def days_between(start_ms: int, end_ms: int) -> Iterator[tuple[int, int]]:
    """The days (UTC), whole or in part, of start_ms <= t < end_ms: what was learned holds for one of them."""
    at = start_ms
    while at < end_ms:
        end = min(at // DAY_MS * DAY_MS + DAY_MS, end_ms)
        yield at, end
        at = end


def judge(
    site: Site, building: Building, beliefs: Mapping[str, Belief], answers: Sequence[Answer], now_ms: int
) -> Judged:
    """Probabilities and candidates of a building from its beliefs."""
    topology = Topology(building, {kind: belief.equipment for kind, belief in beliefs.items()})
    chances = probabilities(beliefs, topology, disbelief(answers, building.id, beliefs, now_ms))
    sensors = {
        identifier: Equipment(id=identifier, kind="sensor", name=identifier)
        for identifier in (beliefs["sensor"].equipment if "sensor" in beliefs else ())
    }
    proposals = propose(beliefs, chances, topology, load_costs(site.tariff), sensors)
    return Judged(building, now_ms, beliefs, chances, proposals)


@dataclass(frozen=True, slots=True)
class ShownBefore:
    """What the manager was shown at the last look."""

    recommendation: str
    building: str
    equipment: str
    fault: str
    action: str

    @property
    def key(self) -> tuple[str, str, str]:
        """Building, equipment and fault."""
        return self.building, self.equipment, self.fault


@dataclass(frozen=True, slots=True)
class Looked:
    """One look: the choice for the manager, and the proposal behind it."""

    choice: Choice
    shown: Proposal | None


def look(
    manager: Manager,
    site: Site,
    judged: Sequence[Judged],
    *,
    before: ShownBefore | None,
    answers: Sequence[Answer],
    coverage: Coverage,
    outcome: Outcome | None,
    blind: tuple[BlindSpot, ...],
    now_ms: int,
    newest_ms: int | None,
) -> Looked:
    """What a manager sees now: the one, or nothing with what it rests on.

    ``newest_ms``: time of the newest reading of the manager's buildings, None when there never was one.
    """
    costs = load_costs(site.tariff)
    proposals = sorted((p for j in judged for p in j.proposals), key=lambda p: (-p.score, p.key))
    chosen = choose(
        proposals,
        shown_before=None if before is None else before.key,
        action_before=None if before is None else before.action,
        answers=answers,
        costs=costs,
        now_ms=now_ms,
    )
    silent = newest_ms is None or now_ms - newest_ms > _SILENT_HOURS * HOUR_MS
    shown = None if silent else chosen.shown
    # "Nothing needs you" rests on what is heard; on a fraction of it, it would be a guess.
    blind_now = coverage.points > 0 and coverage.heard < _LEAST_HEARD * coverage.points
    recommendation = None
    if shown is not None:
        building = next(j.building for j in judged if j.building.id == shown.building)
        same = before is not None and before.key == shown.key
        identifier = (
            before.recommendation if same and before else recommendation_id(manager.id, shown, now_ms)
        )
        recommendation = explain(
            shown,
            chosen.runner_up,
            identifier=identifier,
            teller=Teller.of(site, building, costs),
            now_ms=now_ms,
        )
    because = None if shown is not None else "no_data" if silent or blind_now else "nothing_worth_doing"
    choice = Choice(
        manager=manager.id,
        as_of=iso(now_ms),
        model=MODEL_VERSION,
        headline=_nothing(newest_ms, coverage, site, silent=silent, blind=blind_now)
        if recommendation is None
        else recommendation.title,
        recommendation=recommendation,
        nothing_because=because,
        coverage=coverage,
        blind_spots=blind,
        outcome=outcome,
        candidates=_log(proposals, chosen),
    )
    return Looked(choice, shown)


def _nothing(newest_ms: int | None, coverage: Coverage, site: Site, *, silent: bool, blind: bool) -> str:
    if silent:
        return words.no_data_since(None if newest_ms is None else for_people(newest_ms, site.timezone))
    if blind:
        return words.too_little_heard(coverage.heard, coverage.points, coverage.within_minutes)
    return words.all_clear(coverage.heard, coverage.points, coverage.within_minutes)


def _log(proposals: Sequence[Proposal], chosen: Chosen) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            action=p.action.id,
            fault=p.fault.id,
            building=p.building,
            equipment=p.equipment.id,
            probability=p.probability,
            score_per_day=p.score,
            money=p.money,
            shown_with_probability=float(chosen.shown is not None and p.key == chosen.shown.key),
            held_back_by=chosen.held_back.get(p.key),
        )
        for p in proposals
    )


def equipment_judged(judged: Iterable[Judged]) -> int:
    """How many pieces of equipment could be judged on at least one fault."""
    total = 0
    for building in judged:
        for kind, belief in building.beliefs.items():
            if kind != "sensor":
                total += int(np.any(belief.judged_ms > 0, axis=0).sum())
    return total
