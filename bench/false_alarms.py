"""What is claimed of buildings in which nothing is broken: python -m bench.false_alarms [--buildings N]

Healthy buildings of all types and climates, drawn anew, with all that people do on purpose and that is no
fault, live some days of each season; each manager looks once a day, as in the arena. Prints, by fault, the
building-days on which it was believed over a half and on which its action was shown, with examples. A look
at what rules assume that buildings do not keep; nothing is fitted to it.
"""

import argparse
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from rich.console import Console
from rich.table import Table

from model.round import Judged, Looked, ShownBefore, look
from model.site.graph import Manager, Site
from simulator.arena.policies.informed import Informed
from simulator.buildings.draw import draw_plans
from simulator.buildings.plan import Plan
from simulator.faults.scenario import healthy
from simulator.portfolio import Portfolio

DAY_MS = 24 * 3_600_000
BELIEVED = 0.5
SEASONS = ("2023-01-09", "2023-04-10", "2023-07-10", "2023-10-16")


@dataclass
class Claims:
    """Building-days looked at, and what was claimed on them by fault; ``where`` counts days by equipment.

    ``begun`` counts actions: what is shown again on the next look is the same one.
    """

    building_days: int = 0
    shown: Counter[str] = field(default_factory=Counter)
    begun: Counter[str] = field(default_factory=Counter)
    believed: Counter[str] = field(default_factory=Counter)
    buildings: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    where: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    surest: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def building_years(self) -> float:
        """How long was looked."""
        return self.building_days / 365

    def take_in(self, place: str, judged: Judged, shown: str | None, *, new: bool) -> None:
        """Count one look at one building; ``place`` names it and its season, ``new``: not shown before."""
        self.building_days += 1
        if shown is not None:
            self.shown[shown] += 1
            self.begun[shown] += new
        claimed = list(_claimed(judged))
        self.believed.update({fault for fault, _, _ in claimed})
        for fault, equipment, probability in claimed:
            self.buildings[fault].add(place)
            self.where[fault][f"{place} {equipment}"] += 1
            self.surest[fault] = max(self.surest[fault], probability)

    def add(self, other: "Claims") -> None:
        """Take in what was counted elsewhere."""
        self.building_days += other.building_days
        for name in ("shown", "begun", "believed"):
            getattr(self, name).update(getattr(other, name))
        for fault, places in other.buildings.items():
            self.buildings[fault] |= places
        for fault, counted in other.where.items():
            self.where[fault].update(counted)
        for fault, p in other.surest.items():
            self.surest[fault] = max(self.surest[fault], p)


def _claimed(judged: Judged) -> Iterator[tuple[str, str, float]]:
    """Fault, equipment and probability of all that is believed."""
    for kind, belief in judged.beliefs.items():
        probability = judged.chances[kind].probability
        for row, column in np.argwhere(probability > BELIEVED):
            yield belief.faults[row], belief.equipment[column], float(probability[row, column])


@dataclass
class _Watch:
    """The managers of one site, one a building, who never answer; ``together`` looks after all of them."""

    informed: Informed
    managers: tuple[Manager, ...]
    together: Manager
    before: dict[str, ShownBefore | None] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site) -> "_Watch":
        managers = tuple(m for m in site.managers if m.buildings == (m.id,))
        everything = tuple(manager.id for manager in managers)
        return cls(Informed(site), managers, Manager("together", "all of them", everything))

    def looks(self, now_ms: int) -> Iterator[tuple[Judged, str | None, bool]]:
        """Each building with what is shown of it, and whether that is new; judged side by side."""
        self.informed.judged(self.together, now_ms)
        for manager in self.managers:
            judged = self.informed.attendant.of(manager.buildings)
            looked = self._look(manager, judged, now_ms)
            before, shown = self.before.get(manager.id), _shown(looked)
            self.before[manager.id] = shown
            new = shown is not None and (before is None or before.key != shown.key)
            for each in judged:
                yield each, shown.fault if shown else None, new

    def _look(self, manager: Manager, judged: Sequence[Judged], now_ms: int) -> Looked:
        return look(
            manager,
            self.informed.site,
            judged,
            before=self.before.get(manager.id),
            answers=(),
            coverage=self.informed.coverage(manager, judged, now_ms),
            outcome=None,
            blind=self.informed.blind(manager.id),
            now_ms=now_ms,
            newest_ms=self.informed.newest_ms(manager.buildings),
        )


def _shown(looked: Looked) -> ShownBefore | None:
    shown, found = looked.shown, looked.choice.recommendation
    if shown is None or found is None:
        return None
    return ShownBefore(found.id, shown.building, shown.equipment.id, shown.fault.id, shown.action.id)


def live(plans: Sequence[Plan], season: str, days: int, claims: Claims) -> None:
    """Let healthy buildings live from the date ``season`` on, and count what is claimed of them."""
    start = dt.datetime.fromisoformat(season).replace(tzinfo=dt.UTC)
    start_ms = int(start.timestamp() * 1000)
    portfolio = Portfolio(plans, start_ms=start_ms, scenario=healthy(oddities=True))
    watches = [_Watch.of(site) for site in portfolio.sites()]
    by_id = {plan.id: plan for plan in plans}
    for day in range(1, days + 1):
        now_ms = start_ms + day * DAY_MS
        published = portfolio.advance(now_ms)
        for watch in watches:
            watch.informed.take_in(published)
            for judged, shown, new in watch.looks(now_ms):
                plan = by_id[judged.building.id]
                place = f"{plan.id} ({plan.kind}, {plan.climate}, {season[5:7]})"
                claims.take_in(place, judged, shown, new=new)


def claims_of(
    seeds: Sequence[int],
    buildings: int,
    days: int,
    *,
    seasons: Sequence[str] = SEASONS,
    climates: Sequence[str] | None = None,
    processes: int = 1,
) -> Claims:
    """What is claimed of ``buildings`` of each seed on ``days`` days of each season."""
    asked = [(seed, buildings, season, days, climates) for seed in seeds for season in seasons]
    together = Claims()
    if processes == 1:
        for one in asked:
            together.add(_season(one))
        return together
    with ProcessPoolExecutor(processes) as pool:
        for found in pool.map(_season, asked):
            together.add(found)
    return together


def _season(asked: tuple[int, int, str, int, Sequence[str] | None]) -> Claims:
    seed, buildings, season, days, climates = asked
    claims = Claims()
    live(draw_plans(seed, buildings, climates=climates), season, days, claims)
    return claims


def main() -> None:
    """Look at what is claimed where nothing is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--buildings", type=int, default=12, help="of each seed and season")
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--seeds", type=int, nargs="+", default=[41])
    parser.add_argument("--seasons", nargs="+", default=list(SEASONS), help="first days, YYYY-MM-DD")
    parser.add_argument("--climates", nargs="+", default=None)
    parser.add_argument("--examples", type=int, default=3, help="of each fault")
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    claims = claims_of(
        asked.seeds, asked.buildings, asked.days, seasons=asked.seasons, climates=asked.climates,
        processes=asked.processes,
    )  # fmt: skip
    table = Table(
        "fault", "actions", "days shown", "believed", "buildings", "surest", "for example, with days believed"
    )
    for fault, believed in claims.believed.most_common():
        table.add_row(
            fault,
            str(claims.begun[fault]),
            str(claims.shown[fault]),
            str(believed),
            str(len(claims.buildings[fault])),
            f"{claims.surest[fault]:.2f}",
            "\n".join(f"{days} {where}" for where, days in claims.where[fault].most_common(asked.examples)),
        )
    console = Console(width=170)
    console.print(table)
    console.print(
        f"of {claims.building_days} building-days without a fault: "
        f"an action shown on {claims.shown.total()}, {claims.believed.total()} faults believed; "
        f"{claims.begun.total() / claims.building_years:.1f} actions a building and year"
    )


if __name__ == "__main__":
    main()
