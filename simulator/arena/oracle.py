"""The right answer: what the truth finds best to mend now, and the policy that shows it."""

from collections.abc import Iterable, Sequence

from model.site.graph import Site
from simulator.arena.living import Costed
from simulator.arena.policy import REPAIR, Best, Complaint, Heard, Suggestion
from simulator.people.crew import Crew
from simulator.people.habits import PartHabits
from simulator.people.trade import Trade
from simulator.published import Published


def expected_cost(building: str, kind: str, trade: Trade, crew: Crew, parts: PartHabits) -> float:
    """What mending a fault of ``kind`` is expected to cost: visits, work and parts [money]."""
    work = trade.works[kind]
    cost = crew.cost(building, work.skill, work.hours.mean) + work.parts.mean
    if work.parts.mean > 0 and work.lead_days.mean > 0:
        again = crew.cost(building, work.skill, crew.habits.look_closer_hours)
        cost += (1 - parts.in_van) * again
    return cost


def best_of(
    truths: Iterable[Costed], trade: Trade, crew: Crew, parts: PartHabits, horizon_days: float
) -> Best | None:
    """Most value per day net of visit and work, spread over the horizon; None when nothing is above zero."""
    best: Best | None = None
    for each in truths:
        fault = each.fault
        cost = expected_cost(fault.building, fault.kind, trade, crew, parts)
        per_day = each.daily_cost - cost / horizon_days
        if per_day > (0.0 if best is None else best.per_day):
            best = Best(fault.id, fault.kind, fault.building, fault.equipment, per_day)
    return best


class Oracle:
    """Shows what the truth finds best. It meets the same people, and rests what they want to rest."""

    name = "oracle"

    def __init__(self) -> None:
        self._best: dict[str, Best | None] = {}

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        del site
        self._best = dict.fromkeys(managers)

    def see(self, manager: str, best: Best | None) -> None:
        self._best[manager] = best

    def take_in(self, published: Published) -> None:
        """It needs no readings."""

    def hear_complaint(self, complaint: Complaint) -> None:
        """It knows better."""

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        del now_ms
        best = self._best[manager]
        if best is None:
            return None
        identifier = f"{manager}/{best.fault}"
        return Suggestion(identifier, best.building, best.equipment, best.kind, REPAIR, 1.0)

    def hear(self, manager: str, heard: Heard) -> None:
        """What is answered is no longer best; the world sees to that."""
