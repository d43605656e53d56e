"""Candidates: every action that the beliefs propose, each with its money a day, term by term."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import fsum

import numpy as np

from model.belief import Belief
from model.catalogue import Action, Costs, FaultFacts, actions_for, load_faults
from model.causes import Probabilities
from model.faults import FAULTS, Fault
from model.impact import Impact, impact_of, place_of
from model.recommendation import MoneyTerm
from model.site.graph import Equipment
from model.topology import Topology
from model.words import money_label

# Under this nothing is even written to the log.
_LEAST_PROBABILITY = 0.1


@dataclass(frozen=True, slots=True)
class Option:
    """One way to address a fault, with its money."""

    action: Action
    money: tuple[MoneyTerm, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate with all that it rests on: one action on one fault of one equipment.

    ``row`` is (fault, equipment) in ``belief``; ``money`` sums to ``score``, exactly, by ``score_of``.
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
    options: tuple["Option", ...]

    def by(self, action: str) -> "Proposal":
        """The same fault addressed by another of its actions; itself where the action is unknown."""
        for option in self.options:
            if option.action.id == action:
                return replace(self, action=option.action, money=option.money, score=option.score)
        return self

    @property
    def key(self) -> tuple[str, str, str]:
        """Building, equipment and fault: what an answer is about."""
        return self.building, self.equipment.id, self.fault.id


def score_of(money: Iterable[MoneyTerm]) -> float:
    """The score: the exactly rounded sum of its terms [currency a day]."""
    return fsum(term.per_day for term in money)


def propose(
    beliefs: Mapping[str, Belief],
    chances: Mapping[str, Probabilities],
    topology: Topology,
    costs: Costs,
    sensors: Mapping[str, Equipment],
) -> list[Proposal]:
    """Every candidate of a building worth logging, best score first; of each fault its best action.

    ``sensors``: the sensors as equipment, by id.
    """
    proposals = []
    for kind, belief in beliefs.items():
        rows = np.argwhere(chances[kind].probability >= _LEAST_PROBABILITY)
        for at, column in rows:
            fault = FAULTS[kind][at]
            identifier = belief.equipment[column]
            owner = topology.by_id[identifier.rpartition("/")[0] if kind == "sensor" else identifier]
            if kind == "sensor" and not _speaks(owner, identifier.rpartition("/")[2]):
                continue
            proposals.append(
                _best_action(
                    fault,
                    (int(at), int(column)),
                    equipment=sensors[identifier] if kind == "sensor" else owner,
                    owner=owner,
                    belief=belief,
                    chances=chances[kind],
                    topology=topology,
                    costs=costs,
                )
            )
    return sorted(proposals, key=lambda p: (-p.score, p.key))


def _speaks(owner: Equipment, role: str) -> bool:
    """Whether the sensor was ever heard: one that never was is a blind spot, not a fault."""
    return any(point.role == role for point in owner.points)


def _best_action(
    fault: Fault,
    row: tuple[int, int],
    *,
    equipment: Equipment,
    owner: Equipment,
    belief: Belief,
    chances: Probabilities,
    topology: Topology,
    costs: Costs,
) -> Proposal:
    facts = load_faults()[fault.id]
    probability = float(chances.probability[row])
    place = place_of(owner, topology.building, costs)
    impact = impact_of(belief, *row, facts=facts, costed=fault.costed, costs=costs, place=place)
    options = []
    for action in actions_for(fault.id):
        money = money_terms(probability, impact, action, facts, costs)
        options.append(Option(action, money, score_of(money)))
    best = max(options, key=lambda option: option.score)
    return Proposal(
        building=topology.building.id,
        equipment=equipment,
        owner=owner,
        fault=fault,
        facts=facts,
        action=best.action,
        row=row,
        belief=belief,
        chances=chances,
        probability=probability,
        impact=impact,
        money=best.money,
        score=best.score,
        options=tuple(options),
    )


def money_terms(
    probability: float, impact: Impact, action: Action, facts: FaultFacts, costs: Costs
) -> tuple[MoneyTerm, ...]:
    """Terms of p V - C - W (1 - p) [currency a day]; one-off costs are spread over the horizon."""
    chance = probability * action.addresses[facts.id]
    days = costs.horizon_days
    labour, parts = action.labour, action.parts
    rate = costs.labour_rate_per_hour(labour.skill).likely
    gains = [
        MoneyTerm(name, money_label(name), chance * value)
        for name, value in impact.by_consequence
        if value != 0
    ]
    spent = {
        "labour": labour.hours.likely * labour.people * rate,
        "parts": parts.likely * parts.cost.likely * costs.currency_per_usd,
        "visit": costs.visit_cost.likely,
        "wasted_visit": (1 - probability) * costs.wasted_visit_price.likely,
    }
    return (
        *gains,
        *(MoneyTerm(name, money_label(name), -cost / days) for name, cost in spent.items() if cost > 0),
    )
