"""The technicians of one manager: who goes, when, how long it takes and what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.clock import DAY_MS
from simulator.people.fate import fate
from simulator.people.habits import TechnicianHabits
from simulator.people.hours import WorkingHours

CONTRACTOR = "contractor"


@dataclass(frozen=True, slots=True)
class Errand:
    """Somebody with a ``skill`` is to go to a building, at earliest at ``from_ms``; ``key`` names it."""

    key: str
    building: str
    skill: str
    from_ms: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who goes on an errand, and when he is there."""

    errand: Errand
    technician: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Trip:
    """``cost`` is for getting there and labour, no parts; ``arrives_ms`` to ``ends_ms`` on site."""

    technician: str
    arrives_ms: int
    ends_ms: int
    hours: float
    cost: float


@dataclass(slots=True)
class Crew:
    """Each technician does one thing at a time; a skill that none has comes from a contractor.

    ``travel``: hours to each building, one way. ``rates``: price of an hour by skill.
    """

    hours: WorkingHours
    travel: Mapping[str, float]
    rates: Mapping[str, float]
    habits: TechnicianHabits
    busy_until: dict[str, int] = field(default_factory=dict)

    def arrival(self, seed: int, errand: Errand) -> Arrival:
        """Who could be there first, and when [UTC ms]."""
        team = [f"{errand.skill}-{n + 1}" for n in range(round(self.habits.team.get(errand.skill, 0.0)))]
        from_ms = errand.from_ms
        if not team:
            wait = self.habits.contractor.wait_days.at(fate(seed, "contractor", errand.key))
            at_ms = self._work(from_ms + round(wait * DAY_MS), self.travel[errand.building])
            return Arrival(errand, CONTRACTOR, at_ms)
        start = self.habits.start_hours.at(fate(seed, "start", errand.key))
        technician = min(team, key=lambda each: self.busy_until.get(each, 0))
        leaves = max(self._work(from_ms, start), self.busy_until.get(technician, 0))
        return Arrival(errand, technician, self._work(leaves, self.travel[errand.building]))

    def go(self, arrival: Arrival, hours: float) -> Trip:
        """Work ``hours`` on site, and have the technician back afterwards."""
        errand, technician = arrival.errand, arrival.technician
        ends_ms = self._work(arrival.at_ms, hours)
        self.busy_until[technician] = self._work(ends_ms, self.travel[errand.building])
        cost = self.cost(errand.building, errand.skill, hours)
        return Trip(technician, arrival.at_ms, ends_ms, hours, cost)

    def cost(self, building: str, skill: str, hours: float) -> float:
        """What a visit with ``hours`` of work costs, without parts."""
        habits = self.habits
        paid = (hours + 2 * self.travel[building]) * self.rates[skill]
        if round(habits.team.get(skill, 0.0)) > 0:
            return paid + habits.call_out_cost
        return paid * habits.contractor.price_factor + habits.contractor.call_out_cost

    def _work(self, from_ms: int, hours: float) -> int:
        habits = self.habits
        return self.hours.after(from_ms, hours, first_hour=habits.first_hour, hours_a_day=habits.hours_a_day)
