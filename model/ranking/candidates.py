"""Candidates: what the beliefs propose, each with all that it rests on; made for those that are told of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

import numpy as np

from model.beliefs.belief import Belief
from model.catalogue import Action, FaultFacts
from model.causes.causes import Probabilities
from model.causes.topology import Topology
from model.complaints.complained import Felt
from model.complaints.complaints import Told
from model.faults import Fault
from model.ranking.impact import Impact
from model.ranking.table import Table
from model.recommendation import MoneyTerm
from model.site.graph import Equipment
from model.words import money_label


@dataclass(frozen=True, slots=True)
class Option:
    """One way to address a fault, with its money."""

    action: Action
    money: tuple[MoneyTerm, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Rival:
    """Another fault of the same equipment that would explain the same, with its probability."""

    facts: FaultFacts
    probability: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate with all that it rests on: one action on one fault of one equipment.

    ``row`` is (fault, equipment) in ``belief``; ``money`` sums to ``score``, exactly, by ``score_of``.
    ``real`` is the probability that whoever goes finds one of what the action is about: the fault or its
    ``rivals``. ``options`` are all ways to address the fault; ``told`` is what people said for it; ``wasted``
    is what the impact rests on, in the order and units of ``evidence.WASTES``.
    """

    building: str
    equipment: Equipment
    owner: Equipment
    fault: Fault
    facts: FaultFacts
    action: Action
    row: tuple[int, int]
    belief: Belief
    chances: Probabilities
    probability: float
    impact: Impact
    money: tuple[MoneyTerm, ...]
    score: float
    real: float
    cost: float
    chance: float
    rivals: tuple[Rival, ...]
    options: tuple[Option, ...]
    wasted: tuple[float, ...]
    told: Told | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Building, equipment and fault: what an answer is about."""
        return self.building, self.equipment.id, self.fault.id


def score_of(money: Iterable[MoneyTerm]) -> float:
    """The score: the exactly rounded sum of its terms [currency a day]."""
    return fsum(term.per_day for term in money)


def money_terms(table: Table, way: int) -> tuple[MoneyTerm, ...]:
    """Terms of p V - C - W (1 - p) of a way [currency a day]; one-off costs are spread over the horizon."""
    return tuple(MoneyTerm(name, money_label(name), value) for name, value in table.money(way).items())


def proposal_of(
    table: Table,
    row: int,
    way: int,
    *,
    beliefs: Mapping[str, Belief],
    chances: Mapping[str, Probabilities],
    topology: Topology,
    felt: Felt | None = None,
) -> Proposal:
    """The candidate that ``way`` of ``table`` is, on ``row`` of one building."""
    craft, rows = table.craft, table.rows
    number, column = int(rows.fault[row]), int(rows.column[row])
    fault, facts = craft.faults[number], craft.facts[number]
    identifier = rows.equipment[int(rows.place[row])]
    owner = topology.owner_of(fault.kind, identifier)
    equipment = owner
    if fault.kind == "sensor":
        equipment = Equipment(id=identifier, kind="sensor", name=identifier)
    money = money_terms(table, way)
    place = number - craft.first_of_kind[fault.kind], column
    others = [other for other in table.rivals(row).tolist() if other != row]
    return Proposal(
        building=topology.building.id,
        equipment=equipment,
        owner=owner,
        fault=fault,
        facts=facts,
        action=craft.actions[int(table.ways.action[way])],
        row=place,
        belief=beliefs[fault.kind],
        chances=chances[fault.kind],
        probability=float(rows.probability[row]),
        impact=table.impacts.of(row),
        money=money,
        score=score_of(money),
        real=float(table.ways.real[way]),
        cost=float(table.ways.cost[way]),
        chance=float(table.ways.chance[way]),
        rivals=tuple(
            sorted(
                (Rival(craft.facts[int(rows.fault[o])], float(rows.probability[o])) for o in others),
                key=lambda rival: -rival.probability,
            )
        ),
        options=_options(table, row),
        wasted=tuple(rows.waste[row].tolist()),
        told=felt.told.get(owner.id)
        if felt is not None and chances[fault.kind].complained[place] > 0
        else None,
    )


def _options(table: Table, row: int) -> tuple[Option, ...]:
    ways = range(int(table.ways.first[row]), int(table.ways.first[row + 1]))
    options = []
    for way in ways:
        if np.isfinite(table.ways.score[way]):
            money = money_terms(table, way)
            action = table.craft.actions[int(table.ways.action[way])]
            options.append(Option(action, money, score_of(money)))
    return tuple(options)
