"""Where policy and people meet: what is brought to the policy, what it shows, what becomes of it."""

from collections.abc import Sequence
from dataclasses import replace

from model.catalogue import load_costs
from model.site.graph import Site
from simulator.arena.desk import Desk
from simulator.arena.dispatch import Dispatch, Order
from simulator.arena.ledger import Ledger, Loss
from simulator.arena.lived import Lived, Look
from simulator.arena.living import Living, Truth
from simulator.arena.oracle import best_of, expected_cost
from simulator.arena.policy import Complaint, Policy, Seeing, Suggestion
from simulator.arena.rooms import Rooms
from simulator.faults import UNHEALED, Fault
from simulator.people.answering import Response, Subject, Trust, respond
from simulator.people.crew import Crew
from simulator.people.fate import fate
from simulator.people.grounds import Grounds
from simulator.people.people import People
from simulator.people.repairs import origin_of
from simulator.people.trade import looks_closer


class Table:
    """The people of one world, and the one policy that they ask."""

    def __init__(
        self,
        portfolio: Living,
        truth: Truth,
        policy: Policy,
        people: People,
        *,
        site: Site,
        seed: int,
        horizon_days: float,
    ) -> None:
        staff, habits, trade = people.staff, people.habits, people.trade
        self.ledger = Ledger(portfolio, truth, staff)
        self._portfolio = portfolio
        self._policy = policy
        self._staff = staff
        self._habits = habits
        self._seed = seed
        self._horizon_days = horizon_days
        self._grounds = Grounds.of(site, trade, people.roles)
        self._dispatch = Dispatch(portfolio, self._grounds, habits, seed)
        self._rooms = Rooms.of(site)
        self._per_usd = load_costs(site.tariff).currency_per_usd
        self._looks: list[Look] = []
        self._complaints: list[Complaint] = []
        self._complained = 0
        self._desks = {
            manager.id: Desk(
                manager,
                Crew(manager.hours, staff.travel, trade.rates, habits.technicians),
                Trust(habits.answers, habits.answers.trust.likely),
                habits.answers,
            )
            for manager in staff.managers
        }

    def complain(self, day_ms: int) -> None:
        """Draw the complaints of the day that begins."""
        people = self._habits.occupants
        self._complaints += self._rooms.complaints(self._seed, self.ledger.active(), day_ms, people)

    def deliver(self, now_ms: int) -> None:
        """Bring the policy what has been said until now, and go on with repairs whose parts are in."""
        due = [each for each in self._complaints if each.at_ms <= now_ms]
        self._complaints = [each for each in self._complaints if each.at_ms > now_ms]
        for complaint in sorted(due, key=lambda each: (each.at_ms, each.id)):
            if self._rooms.still_felt(complaint, self._portfolio):
                desk = self._desks[self._staff.of(complaint.building).id]
                desk.complained_of.add((complaint.building, complaint.equipment))
                self._complained += 1
                self._policy.hear_complaint(complaint)
        for name, desk in self._desks.items():
            for rest in desk.ready(now_ms):
                self._dispatch.go_on(desk, rest, now_ms)
            for heard in desk.due(now_ms):
                self._policy.hear(name, heard)

    def look(self, manager: str, now_ms: int) -> None:
        """Let a manager who is free look at the one thing, and do with it what she does."""
        desk = self._desks[manager]
        if now_ms < desk.busy_until:
            return
        mine = [each for each in self.ledger.active() if each.fault.building in desk.manager.buildings]
        in_hand = desk.in_hand()
        # A fault that somebody is about to mend, or that she wants to hear no more of now, is no choice.
        alive = [e for e in mine if e.fault.healed_ms >= UNHEALED and e.fault.id not in in_hand]
        resting = desk.standing(now_ms)
        open_now = [e for e in alive if not any(self._grounds.suspects(s, [e.fault]) for s in resting)]
        habits, horizon = self._habits.parts, self._horizon_days
        best = best_of(open_now, self._grounds.trade, desk.crew, habits, horizon)
        if isinstance(self._policy, Seeing):
            self._policy.see(manager, best)
        shown = self._policy.choose(manager, now_ms)
        meant: Sequence[Fault] = ()
        look = Look(manager, now_ms, shown, best, right=best is None and shown is None)
        if shown is not None:
            meant = self._grounds.meant(shown, [each.fault for each in mine])
            names = {fault.id for fault in meant}
            place = best is not None and (best.building, best.equipment) == (shown.building, shown.equipment)
            look = replace(
                look,
                real=bool(meant),
                meant=tuple(sorted({origin_of(name) for name in names})),
                first=shown.id not in desk.ids_seen,
                right=best is not None and (best.fault in names or (place and looks_closer(shown.action))),
                shown_per_day=self._per_day(desk, shown, [e for e in alive if e.fault.id in names]),
            )
        look = replace(look, change=desk.changed(look, {each.fault.id for each in alive}))
        known = shown is not None and shown.key in desk.keys_seen
        desk.looked(look, tuple(fault.id for fault in meant))
        if shown is not None:
            response = self._answer(desk, shown, now_ms, real=look.real, known=known)
            look = replace(look, said=response.said, reason=response.reason)
        self._looks.append(look)

    def lived(self, start_ms: int, end_ms: int) -> Lived:
        """What became of it all."""
        faults = [fault for fault in self._portfolio.faults if fault.onset_ms < end_ms]
        return Lived(
            policy=self._policy.name,
            seed=self._seed,
            start_ms=start_ms,
            end_ms=end_ms,
            horizon_days=self._horizon_days,
            managers=tuple(self._desks),
            looks=tuple(self._looks),
            visits=tuple(self._dispatch.visits),
            faults=tuple(self.ledger.life(fault, end_ms, self._cost(fault)) for fault in faults),
            days=tuple(self.ledger.days),
            complaints=self._complained,
            per_usd=self._per_usd,
        )

    def _cost(self, fault: Fault) -> float:
        crew = self._desks[self._staff.of(fault.building).id].crew
        return expected_cost(fault.building, fault.kind, self._grounds.trade, crew, self._habits.parts)

    def _per_day(self, desk: Desk, shown: Suggestion, meant: Sequence[Loss]) -> float:
        """What doing what is shown saves a day by the truth, net of its cost over the horizon."""
        if not meant:
            hours = self._habits.technicians.look_closer_hours
            return -desk.crew.cost(shown.building, "mechanic", hours) / self._horizon_days
        return sum(each.daily_cost - self._cost(each.fault) / self._horizon_days for each in meant)

    def _answer(self, desk: Desk, shown: Suggestion, now_ms: int, *, real: bool, known: bool) -> Response:
        if desk.rests(shown, now_ms):
            return Response("ignored")
        manager, habits = desk.manager, self._habits
        occasion = desk.occasion(shown)
        event = f"{manager.id}/{shown.key}#{occasion}"
        order = Order(desk, shown, event)
        if shown.key in desk.untold:
            desk.say(shown, "done", None, now_ms + self._dispatch.delay_ms(order))
            return Response("done")
        place, _, _ = shown.equipment.partition("/")
        complained = (shown.building, place) in desk.complained_of
        subject = Subject(manager.id, shown.key, occasion, real, known or complained, shown.probability)
        odds = manager.patience * desk.trust.now(now_ms)
        response = respond(self._seed, subject, odds, habits.answers)
        said_ms = now_ms + response.delay_ms
        if response.said == "ignored":
            return response
        desk.busy_until = said_ms
        desk.say(shown, response.said, response.reason, said_ms)
        if response.said == "accepted":
            if fate(self._seed, "without doing", event) < habits.done.without_doing:
                desk.say(shown, "done", None, said_ms + self._dispatch.delay_ms(order))
            else:
                self._dispatch.send(order, said_ms)
        return response
