"""Sending technicians: visits, what they mend, and what is said of them afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.arena.desk import Desk, Unfinished
from simulator.arena.living import Living
from simulator.arena.policy import Repair, Suggestion
from simulator.arena.visits import Found, announced, find, job_of
from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import Fault
from simulator.people.crew import Arrival, Errand, Trip
from simulator.people.fate import fate
from simulator.people.grounds import Grounds
from simulator.people.habits import Habits
from simulator.people.repairs import come_back
from simulator.people.trade import looks_closer


@dataclass(frozen=True, slots=True)
class Order:
    """What a manager took on; ``event`` names this one time."""

    desk: Desk
    suggestion: Suggestion
    event: str


@dataclass(slots=True)
class Dispatch:
    """Turns what managers take on into visits, and keeps these. Repairs heal the portfolio at their end."""

    portfolio: Living
    grounds: Grounds
    habits: Habits
    seed: int
    visits: list[Repair] = field(default_factory=list)

    def send(self, order: Order, from_ms: int) -> None:
        """Have somebody do what is suggested; the manager is busy until that visit is over."""
        desk, suggestion, habits = order.desk, order.suggestion, self.habits.technicians
        known = self.grounds.suspects(suggestion, self.portfolio.active(from_ms))
        hours, skill = announced(suggestion, self.grounds.trade, habits)
        if known:
            skill = job_of(self.seed, known, self.grounds.trade, self.habits).skill
        errand = Errand(order.event, suggestion.building, skill, from_ms)
        arrival = desk.crew.arrival(self.seed, errand)
        active = self.portfolio.active(arrival.at_ms)
        found = find(self.seed, suggestion, active, self.grounds, habits, event=order.event)
        if found.faults:
            trip = self._mend(order, arrival, found)
        else:
            wasted = 0.0 if looks_closer(suggestion.action) else hours * habits.wasted_share
            trip = desk.crew.go(arrival, max(habits.look_closer_hours, wasted))
            self._keep(order, trip, "not_found" if found.hidden else "nothing_there")
            desk.trust.visited(trip.ends_ms, mended=False)
            self._say(order, trip.ends_ms, honest="not_real")
        desk.busy_until = max(desk.busy_until, trip.ends_ms)

    def go_on(self, desk: Desk, rest: Unfinished, now_ms: int) -> None:
        """Finish a repair whose part is in, or with the skill that was missing."""
        order = Order(desk, rest.suggestion, rest.event)
        arrival = desk.crew.arrival(
            self.seed, Errand(f"{rest.event}/again", rest.building, rest.skill, now_ms)
        )
        trip = desk.crew.go(arrival, rest.hours)
        broken = [fault for fault in self.portfolio.active(arrival.at_ms) if fault.id in rest.faults]
        self._heal(order, trip, broken, rest.parts_cost, expected=rest.expected)
        self._say_mended(order, trip.ends_ms)

    def delay_ms(self, order: Order) -> int:
        """How long after the work she says what came of it."""
        event = "done delay", order.desk.manager.id, order.event
        return round(self.habits.done.delay_hours.at(fate(self.seed, *event)) * HOUR_MS)

    def _mend(self, order: Order, arrival: Arrival, found: Found) -> Trip:
        desk, suggestion = order.desk, order.suggestion
        job = job_of(self.seed, found.faults, self.grounds.trade, self.habits)
        looking = self.habits.technicians.look_closer_hours
        if job.wait_days > 0 or job.skill != arrival.errand.skill:
            trip = desk.crew.go(arrival, looking)
            self._keep(order, trip, "to_be_continued")
            desk.say(suggestion, "dismissed", "cannot_now", trip.ends_ms)
            desk.unfinished.append(
                Unfinished(
                    suggestion,
                    order.event,
                    suggestion.building,
                    job.skill,
                    job.hours,
                    job.parts_cost,
                    tuple(fault.id for fault in found.faults),
                    trip.ends_ms + round(job.wait_days * DAY_MS),
                    found.expected,
                )
            )
            return trip
        surprise = looks_closer(suggestion.action) or not found.expected
        trip = desk.crew.go(arrival, job.hours + (looking if surprise else 0.0))
        self._heal(order, trip, found.faults, job.parts_cost, expected=found.expected)
        if found.expected or not suggestion.fault:
            self._say_mended(order, trip.ends_ms)
        else:
            self._say(order, trip.ends_ms, honest="wrong_cause")
        return trip

    def _heal(
        self, order: Order, trip: Trip, faults: Sequence[Fault], parts_cost: float, *, expected: bool
    ) -> None:
        mended = [fault for fault in faults if self.portfolio.heal(fault.id, trip.ends_ms)]
        known = {fault.id for fault in self.portfolio.faults}
        for fault in mended:
            again = come_back(
                self.seed, fault, trip.ends_ms, expected=expected, habits=self.habits.technicians
            )
            if again is not None and again.id not in known:
                self.portfolio.break_down(again)
        names = tuple(fault.id for fault in mended)
        outcome = "mended" if names else "nothing_there"
        self._keep(order, trip, outcome, mended=names, parts_cost=parts_cost)
        order.desk.trust.visited(trip.ends_ms, mended=bool(names))

    def _keep(
        self, order: Order, trip: Trip, outcome: str, *, mended: tuple[str, ...] = (), parts_cost: float = 0.0
    ) -> None:
        self.visits.append(
            Repair(
                manager=order.desk.manager.id,
                suggestion=order.suggestion,
                begun_ms=trip.arrives_ms,
                ended_ms=trip.ends_ms,
                cost=trip.cost + parts_cost,
                mended=mended,
                outcome=outcome,
                technician=trip.technician,
                hours=trip.hours,
            )
        )

    def _say_mended(self, order: Order, at_ms: int) -> None:
        if fate(self.seed, "not said", order.desk.manager.id, order.event) < self.habits.done.not_said:
            order.desk.untold.add(order.suggestion.key)
        else:
            order.desk.say(order.suggestion, "done", None, at_ms + self.delay_ms(order))

    def _say(self, order: Order, at_ms: int, *, honest: str) -> None:
        share = self.habits.done.after_nothing_found
        done = fate(self.seed, "done anyway", order.desk.manager.id, order.event) < share
        said, reason = ("done", None) if done else ("dismissed", honest)
        order.desk.say(order.suggestion, said, reason, at_ms + self.delay_ms(order))
