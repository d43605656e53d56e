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
from dataclasses import dataclass, field

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
    """Building-days looked at, and what was claimed on them by fault; ``where`` counts days by equipment."""

    building_days: int = 0
    shown: Counter[str] = field(default_factory=Counter)
    believed: Counter[str] = field(default_factory=Counter)
    buildings: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    where: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    surest: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def take_in(self, place: str, judged: Judged, shown: str | None) -> None:
        """Count one look at one building; ``place`` names it, and its season."""
        self.building_days += 1
        if shown is not None:
            self.shown[shown] += 1
        claimed = [p for p in judged.proposals if p.probability > BELIEVED]
        self.believed.update({p.fault.id for p in claimed})
        for proposal in claimed:
            fault = proposal.fault.id
            self.buildings[fault].add(place)
            self.where[fault][f"{place} {proposal.equipment.id}"] += 1
            self.surest[fault] = max(self.surest[fault], proposal.probability)


@dataclass
class _Watch:
    """The managers of one site, one a building, who never answer."""

    informed: Informed
    managers: tuple[Manager, ...]
    before: dict[str, ShownBefore | None] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site) -> "_Watch":
        return cls(Informed(site), tuple(m for m in site.managers if m.buildings == (m.id,)))

    def looks(self, now_ms: int) -> Iterator[tuple[Judged, str | None]]:
        for manager in self.managers:
            judged = self.informed.judged(manager, now_ms)
            looked = self._look(manager, judged, now_ms)
            self.before[manager.id] = _shown(looked)
            for each in judged:
                yield each, looked.shown.fault.id if looked.shown else None

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
            for judged, shown in watch.looks(now_ms):
                plan = by_id[judged.building.id]
                claims.take_in(f"{plan.id} ({plan.kind}, {plan.climate}, {season[5:7]})", judged, shown)


def main() -> None:
    """Look at what is claimed where nothing is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--buildings", type=int, default=12, help="of each seed and season")
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--seeds", type=int, nargs="+", default=[41])
    parser.add_argument("--seasons", nargs="+", default=list(SEASONS), help="first days, YYYY-MM-DD")
    parser.add_argument("--climates", nargs="+", default=None)
    parser.add_argument("--examples", type=int, default=3, help="of each fault")
    asked = parser.parse_args()
    claims = Claims()
    for seed in asked.seeds:
        plans = draw_plans(seed, asked.buildings, climates=asked.climates)
        for season in asked.seasons:
            live(plans, season, asked.days, claims)
    table = Table("fault", "shown", "believed", "buildings", "surest", "for example, with days believed")
    for fault, believed in claims.believed.most_common():
        table.add_row(
            fault,
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
        f"an action shown on {claims.shown.total()}, {claims.believed.total()} faults believed"
    )


if __name__ == "__main__":
    main()
