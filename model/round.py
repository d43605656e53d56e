"""From beliefs to the one: probabilities, candidates, the choice and why, in this order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model import words
from model.attending.conditions import empty_hours
from model.attending.watch import not_fixed
from model.beliefs.answers import NOTHING_TAUGHT, Answer, Taught
from model.beliefs.belief import Belief
from model.cards.explanation import Teller, explain, recommendation_id
from model.catalogue import load_costs
from model.causes.causes import Probabilities, probabilities
from model.causes.topology import Topology
from model.complaints.complained import Felt
from model.complaints.complaints import Complaint, told_of
from model.complaints.usual import usual_here
from model.frames.frames import HOUR_MS
from model.frames.site_time import for_people, iso
from model.ranking.candidates import Proposal, money_terms, proposal_of, score_of
from model.ranking.choice import HOLDS, Chosen, choose
from model.ranking.craft import Craft, craft_of
from model.ranking.impact import Impacts, impacts_of
from model.ranking.rows import Rows, joined, rows_of
from model.ranking.standing import on_the_way, standing_of
from model.ranking.table import Table, joined_impacts, table_of
from model.recommendation import BlindSpot, Candidate, Choice, Coverage, Outcome
from model.site.graph import Building, Manager, Site
from model.version import MODEL_VERSION

_SILENT_HOURS = 6
_LEAST_HEARD = 0.25
_TELLS_OF_SILENCE = "gateway_offline"
# The best of what was considered; more would say nothing that a replay needs.
_LOGGED = 200


@dataclass(frozen=True)
class Judged:
    """What is believed of a building: beliefs by kind, their probabilities, and rows with what they cost.

    ``outdoor_c`` is how warm its last day was [degC], NaN where nothing tells.
    """

    building: Building
    as_of_ms: int
    beliefs: Mapping[str, Belief]
    chances: Mapping[str, Probabilities]
    topology: Topology
    craft: Craft
    rows: Rows
    impacts: Impacts
    outdoor_c: float = float("nan")
    taught: Taught = NOTHING_TAUGHT
    felt: Felt | None = None

    @cached_property
    def proposals(self) -> Sequence[Proposal]:
        """Every candidate, best score first, each fault by its best action and as if nothing was answered."""
        table = table_of(self.rows, self.impacts, self.craft)
        found = [self.proposal(table, row, int(table.best[row])) for row in range(len(self.rows))]
        return sorted(found, key=lambda p: (-p.score, p.key))

    def proposal(self, table: Table, row: int, way: int) -> Proposal:
        """The candidate that ``way`` of ``table`` is; ``row`` must be of this building."""
        return proposal_of(
            table,
            row,
            way,
            beliefs=self.beliefs,
            chances=self.chances,
            topology=self.topology,
            felt=self.felt,
        )


def judge(
    site: Site,
    building: Building,
    beliefs: Mapping[str, Belief],
    answers: Sequence[Answer],
    now_ms: int,
    *,
    outdoor_c: float = float("nan"),
    taught: Taught | None = None,
    complaints: Sequence[Complaint] = (),
) -> Judged:
    """Probabilities and candidates of a building from its beliefs.

    ``answers`` are those of the site's customer, and of nobody else; ``taught`` what they come to by
    ``now_ms``, where that is known already; ``complaints``, of this building, what people felt.
    """
    topology = Topology(building, {kind: belief.equipment for kind, belief in beliefs.items()})
    taught = taught or Taught.by(answers, now_ms)
    answered, lessons = taught.logits(building.id, beliefs)
    mistaken = taught.lessons.mistaken_in(building.id)
    craft = craft_of(load_costs(site.tariff))
    told = told_of(complaints, topology, answers, now_ms)
    felt = Felt(told, craft.costs, usual_here(told, topology, craft.costs, now_ms))
    chances = probabilities(beliefs, topology, answered, lessons=lessons, mistaken=mistaken, felt=felt)
    rows = rows_of(beliefs, chances, topology, craft, outdoor_c)
    impacts = impacts_of(rows, craft)
    return Judged(building, now_ms, beliefs, chances, topology, craft, rows, impacts, outdoor_c, taught, felt)


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
    others: Sequence[Answer] = (),
) -> Looked:
    """What a manager sees now: the one, or nothing with what it rests on.

    ``newest_ms``: time of the newest reading of the manager's buildings, None when there never was one.
    ``others``: answers of other managers of the same buildings.
    """
    craft = craft_of(load_costs(site.tariff))
    rows, impacts = joined([j.rows for j in judged]), joined_impacts([j.impacts for j in judged])
    repairs = [answer for answer in (*answers, *others) if answer.said == "done"]
    before = before or _taken_on(answers, rows, craft, now_ms)
    standing = standing_of(
        rows,
        [j.building for j in judged],
        craft,
        shown_before=None if before is None else before.key,
        action_before=None if before is None else before.action,
        answers=answers,
        others=others,
        now_ms=now_ms,
        not_fixed=not_fixed(
            repairs,
            {j.building.id: j.beliefs for j in judged},
            now_ms,
            {j.building.id: {kind: c.complained for kind, c in j.chances.items()} for j in judged},
        ),
    )
    empty = [empty_hours(j.building.schedule, site.timezone, now_ms) for j in judged]
    table = table_of(
        rows,
        impacts,
        craft,
        shared=standing.shared,
        outdoor=np.array([j.outdoor_c for j in judged])[rows.building],
        empty_hours=np.array(empty)[rows.building],
        tried=standing.tried,
    )
    chosen = choose(
        table,
        manager=np.zeros(len(rows), dtype=np.int64),
        managers=1,
        before=standing.before,
        held=standing.held,
        seeds=(f"{manager.id}|{now_ms}",),
    )

    def told(row: int) -> Proposal | None:
        return (
            judged[int(rows.building[row])].proposal(table, row, int(chosen.way[row])) if row >= 0 else None
        )

    silent = newest_ms is None or now_ms - newest_ms > _SILENT_HOURS * HOUR_MS
    shown = told(int(chosen.shown[0]))
    if silent and (shown is None or shown.fault.id != _TELLS_OF_SILENCE):
        shown = None
    # "Nothing needs you" rests on what is heard; on a fraction of it, it would be a guess.
    blind_now = coverage.points > 0 and coverage.heard < _LEAST_HEARD * coverage.points
    recommendation = None
    if shown is not None:
        here = next(j for j in judged if j.building.id == shown.building)
        same = before is not None and before.key == shown.key
        identifier = (
            before.recommendation if same and before else recommendation_id(manager.id, shown, now_ms)
        )
        recommendation = explain(
            shown,
            told(int(chosen.runner_up[0])),
            identifier=identifier,
            teller=Teller.of(site, here.building, craft.costs),
            now_ms=now_ms,
            checked=here.taught.lessons.like(shown.fault.id, shown.probability),
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
        candidates=_log(table, chosen, silent=shown is None),
    )
    return Looked(choice, shown)


def _taken_on(answers: Sequence[Answer], rows: Rows, craft: Craft, now_ms: int) -> ShownBefore | None:
    """What she is on the way to, where nothing was shown since, as through an outage, and it still stands."""
    taken = on_the_way(answers, now_ms)
    likely = {
        rows.key(row, craft)
        for row in np.flatnonzero(rows.probability >= craft.costs.probability_floor).tolist()
    }
    if taken is None or taken.key not in likely:
        return None
    return ShownBefore(taken.recommendation, *taken.key, taken.action)


def _nothing(newest_ms: int | None, coverage: Coverage, site: Site, *, silent: bool, blind: bool) -> str:
    if silent:
        return words.no_data_since(None if newest_ms is None else for_people(newest_ms, site.timezone))
    if blind:
        return words.too_little_heard(coverage.heard, coverage.points, coverage.within_minutes)
    return words.all_clear(coverage.heard, coverage.points, coverage.within_minutes)


def _log(table: Table, chosen: Chosen, *, silent: bool) -> tuple[Candidate, ...]:
    rows, craft = table.rows, table.craft
    order = np.argsort(-table.ways.score[chosen.way], kind="stable")[:_LOGGED].tolist()
    shown = int(chosen.shown[0])
    lines = []
    for row in order if shown < 0 or shown in order else [shown, *order[:-1]]:
        building, equipment, fault = rows.key(row, craft)
        way = int(chosen.way[row])
        money = money_terms(table, way)
        lines.append(
            Candidate(
                action=craft.actions[int(table.ways.action[way])].id,
                fault=fault,
                building=building,
                equipment=equipment,
                probability=float(rows.probability[row]),
                score_per_day=score_of(money),
                money=money,
                shown_with_probability=0.0 if silent else float(chosen.odds[row]),
                held_back_by=HOLDS[int(chosen.held[row])] or None,
            )
        )
    return tuple(lines)


def equipment_judged(judged: Iterable[Judged]) -> int:
    """How many pieces of equipment could be judged on at least one fault."""
    total = 0
    for building in judged:
        for kind, belief in building.beliefs.items():
            if kind != "sensor":
                total += int(np.any(belief.judged_ms > 0, axis=0).sum())
    return total
