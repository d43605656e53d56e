"""A portfolio without physics, people who do as they are told, and policies of a few lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from model.catalogue import load_costs
from model.site.graph import Building, Equipment, Site
from simulator.arena.lived import Lived
from simulator.arena.policy import LOOK_CLOSER, REPAIR, Best, Complaint, Heard, Policy, Suggestion
from simulator.arena.world import live_world
from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import Fault
from simulator.people.habits import Habits, Spread, Triangle, load_habits
from simulator.people.hours import WorkingHours
from simulator.people.managers import FacilityManager, Staff
from simulator.people.people import People
from simulator.people.trade import Trade, Work
from simulator.published import Published

# Monday, 5 January 2026, in universal time.
START = 1_767_571_200_000
ALWAYS = {"accepted": 1.0, "snoozed": 0.0, "dismissed": 0.0, "ignored": 0.0}
_HOUR = Triangle(1.0, 1.0, 1.0)

TRADE = Trade(
    works={
        "damper": Work(_HOUR, "mechanic"),
        "valve": Work(_HOUR, "mechanic"),
        "loop": Work(_HOUR, "controls_technician"),
        "motor": Work(_HOUR, "mechanic", Triangle(50.0, 50.0, 50.0), Triangle(3.0, 3.0, 3.0)),
        "weather": Work(_HOUR, "mechanic"),
    },
    mended_by={"damper": frozenset({"damper", "too_much_air"})},
    rates={
        skill: load_costs().labour_rate_per_hour(skill).likely
        for skill in ("mechanic", "controls_technician")
    },
    seen_on={"weather": frozenset({"air_handler"})},
)


def site(buildings: int = 2) -> Site:
    """Buildings b1, b2, ..., each with an air handler and two boxes that it feeds."""
    boxes = tuple(Equipment(f"VAV-{n}", "vav_box", f"VAV-{n}", fed_by=("AHU-1",)) for n in (1, 2))
    equipment = (
        Equipment("AHU-1", "air_handler", "AHU-1"),
        *boxes,
        Equipment("WEATHER", "weather_station", "Weather"),
    )
    return Site(
        "fake",
        "Fake",
        "UTC",
        "USD",
        tuple(Building(f"b{n + 1}", f"B{n + 1}", equipment) for n in range(buildings)),
    )


def fault(
    name: str, kind: str = "damper", *, equipment: str = "AHU-1", building: str = "b1", **more: Any
) -> Fault:
    """A fault that is there from the start."""
    given = {"severity": 1.0, "onset_ms": START} | more
    return Fault(name, kind, building, equipment, **given)


@dataclass
class FakePortfolio:
    """Time passes and nothing else happens; faults are as they are given."""

    broken: Sequence[Fault] = ()
    buildings: int = 2
    now_ms: int = START
    healed: list[tuple[str, int]] = field(default_factory=list)

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(self.broken)

    def site(self) -> Site:
        return site(self.buildings)

    def advance(self, until_ms: int) -> Published:
        assert until_ms >= self.now_ms, "time runs backwards"
        self.now_ms = until_ms
        return Published(np.zeros(0, dtype=np.int64), ())

    def active(self, time_ms: int | None = None) -> list[Fault]:
        at = self.now_ms if time_ms is None else time_ms
        return [each for each in self.broken if each.active(at)]

    def break_down(self, fault: Fault) -> None:
        assert fault.id not in {each.id for each in self.broken}, "a fault arose twice"
        self.broken = [*self.broken, fault]

    def heal(self, fault_id: str, at_ms: int | None = None) -> bool:
        when = self.now_ms if at_ms is None else max(at_ms, self.now_ms)
        for number, each in enumerate(self.broken):
            if each.id == fault_id and each.active(when):
                self.broken = [
                    *self.broken[:number],
                    replace(each, healed_ms=when),
                    *self.broken[number + 1 :],
                ]
                self.healed.append((fault_id, when))
                return True
        return False


@dataclass(frozen=True)
class Costs:
    """The truth of a fake portfolio: money a day by the fault's id (before it came back), discomfort too."""

    daily: dict[str, float]
    discomfort: dict[str, float] = field(default_factory=dict)

    def __call__(self, portfolio: Any) -> list[Any]:
        return [
            FakeCosted(
                each,
                self.daily.get(each.id.partition("+")[0], 0.0),
                self.discomfort.get(each.id.partition("+")[0], 0.0),
            )
            for each in portfolio.active()
        ]


@dataclass(frozen=True)
class FakeCosted:
    fault: Fault
    daily_cost: float
    discomfort: float

    @property
    def borne(self) -> float:
        return self.daily_cost


def habits(**changes: dict[str, Any]) -> Habits:
    """People who always look, accept, mend for good and say so at once, but for ``changes`` by section."""
    shipped = load_habits()
    now, sure = Spread(0.01, 0.0), 1.0
    obedient: dict[str, dict[str, Any]] = {
        "managers": {"looks_at": sure, "away_week": 0.0, "away_day": 0.0},
        "answers": {"delay_hours": now, "real": ALWAYS, "false": ALWAYS},
        "done": {"without_doing": 0.0, "after_nothing_found": 0.0, "not_said": 0.0, "delay_hours": now},
        "technicians": {
            "start_hours": now,
            "travel_hours": Triangle(0.1, 0.1, 0.1),
            "holds": sure,
            "holds_otherwise": sure,
        },
        "parts": {"in_van": sure},
        "occupants": {"complaints_per_degree_hour": 0.0, "false_per_person_day": 0.0},
    }
    sections = {
        name: replace(getattr(shipped, name), **(values | changes.get(name, {})))
        for name, values in obedient.items()
    }
    return replace(shipped, **sections)


def people(kept: Habits, *portfolios: tuple[str, ...]) -> People:
    """A manager m1, m2, ... for each of ``portfolios``, at work from eight."""
    managers = tuple(
        FacilityManager(f"m{number + 1}", mine, WorkingHours("UTC"), first_hour=8.0, patience=1.0)
        for number, mine in enumerate(portfolios)
    )
    travel = {building: 0.1 for mine in portfolios for building in mine}
    return People(Staff(managers, travel), kept, TRADE)


def suggestion(
    fault_id: str = "damper",
    equipment: str = "AHU-1",
    building: str = "b1",
    action: str = REPAIR,
    probability: float | None = None,
) -> Suggestion:
    return Suggestion(
        f"{building}/{equipment}/{fault_id}", building, equipment, fault_id, action, probability
    )


class Scripted:
    """Shows what ``says`` makes of the look's number (from 0), and remembers what it hears."""

    def __init__(self, says: Callable[[int], Suggestion | None], name: str = "scripted") -> None:
        self.name = name
        self.says = says
        self.looks = 0
        self.heard: list[Heard] = []
        self.complaints: list[Complaint] = []

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        self.managers = managers

    def take_in(self, published: Published) -> None:
        pass

    def hear_complaint(self, complaint: Complaint) -> None:
        self.complaints.append(complaint)

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        self.looks += 1
        return self.says(self.looks - 1)

    def hear(self, manager: str, heard: Heard) -> None:
        self.heard.append(heard)


class Worst:
    """Sees the truth and picks at random among all equipment, the right place now and then."""

    def __init__(self, seed: int, name: str = "random") -> None:
        self.name = name
        self._rng = np.random.default_rng(seed)

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        mine = {manager.id: manager.buildings for manager in site.managers}
        self._choices = {
            manager: [
                Suggestion(f"{b.id}/{e.id}/{kind}", b.id, e.id, kind, REPAIR)
                for b in site.buildings
                if b.id in mine[manager]
                for e in b.equipment
                for kind in ("damper", "valve")
            ]
            for manager in managers
        }

    def take_in(self, published: Published) -> None:
        pass

    def hear_complaint(self, complaint: Complaint) -> None:
        pass

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        choices = self._choices[manager]
        return choices[int(self._rng.integers(len(choices)))]

    def hear(self, manager: str, heard: Heard) -> None:
        pass


def nothing() -> Scripted:
    return Scripted(lambda _: None, "nothing")


def everything() -> Scripted:
    """Sends somebody to look at every equipment in turn, all the time."""
    places = [
        (building, each) for building in ("b1", "b2") for each in ("AHU-1", "VAV-1", "VAV-2", "WEATHER")
    ]
    return Scripted(
        lambda look: suggestion("", places[look % 8][1], places[look % 8][0], LOOK_CLOSER), "everything"
    )


def live(
    policy: Policy,
    broken: Sequence[Fault] = (),
    costs: Costs | None = None,
    kept: Habits | None = None,
    *,
    days: int = 14,
    seed: int = 1,
    portfolio: FakePortfolio | None = None,
) -> Lived:
    """One world with one manager of two buildings."""
    world = FakePortfolio(broken) if portfolio is None else portfolio
    staff = people(kept or habits(), ("b1", "b2"))
    return live_world(world, costs or Costs({}), policy, staff, seed=seed, days=days)


__all__ = [
    "DAY_MS",
    "HOUR_MS",
    "START",
    "Best",
    "Costs",
    "FakePortfolio",
    "Scripted",
    "Worst",
    "everything",
    "fault",
    "habits",
    "live",
    "nothing",
    "people",
    "site",
    "suggestion",
]
