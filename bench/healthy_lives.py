"""Healthy buildings with all that people do on purpose live on, and each manager looks once a day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bench.healthy_claims import Action, Claims
from model.beliefs.answers import Answer
from model.ranking.candidates import Proposal
from model.round import Judged, Looked, ShownBefore, look
from model.site.graph import Manager, Site
from simulator.arena.policies.informed import Informed
from simulator.buildings.draw import draw_plans
from simulator.buildings.plan import Plan
from simulator.faults.scenario import healthy
from simulator.portfolio import Portfolio

DAY_MS = 24 * 3_600_000
# The last readings of a whole hour are in; a minute later an hour would begin of which nothing is known.
_BEFORE_THE_HOUR_MS = 5 * 60_000
# So many days are counted together, and kept.
_STRETCH_DAYS = 10
SEASONS = ("2023-01-09", "2023-04-10", "2023-07-10", "2023-10-16")


@dataclass(frozen=True, slots=True)
class Life:
    """``buildings`` of a seed that live ``days`` days from the date ``season`` on.

    ``answered``: whoever is shown an action goes there, and says on the next day that it is not real;
    otherwise nobody ever answers, and what is shown may stand before all that comes after it.
    """

    seed: int
    buildings: int
    season: str
    days: int
    climates: tuple[str, ...] | None = None
    answered: bool = False
    keep: Path | None = None


@dataclass
class _Watch:
    """The managers of one site, one a building; ``together`` looks after all of them."""

    informed: Informed
    managers: tuple[Manager, ...]
    together: Manager
    answered: bool = False
    before: dict[str, ShownBefore | None] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site, *, answered: bool) -> "_Watch":
        managers = tuple(m for m in site.managers if m.buildings == (m.id,))
        everything = tuple(manager.id for manager in managers)
        return cls(Informed(site), managers, Manager("together", "all of them", everything), answered)

    def looks(self, now_ms: int) -> Iterator[tuple[Judged, Proposal | None, bool]]:
        """Each building with what is shown of it, and whether that is new; judged side by side."""
        if self.answered:
            self._answer(now_ms)
        self.informed.judged(self.together, now_ms)
        for manager in self.managers:
            judged = self.informed.attendant.of(manager.buildings)
            looked = self._look(manager, judged, now_ms)
            before, shown = self.before.get(manager.id), _shown(looked)
            self.before[manager.id] = shown
            new = shown is not None and (before is None or before.key != shown.key)
            for each in judged:
                yield each, looked.shown, new

    def _answer(self, now_ms: int) -> None:
        for manager, was in self.before.items():
            if was is not None:
                about = (was.recommendation, manager, was.building, was.equipment, was.fault, was.action)
                self.informed.answers.append(Answer(*about, "dismissed", now_ms, reason="not_real"))

    def _look(self, manager: Manager, judged: Sequence[Judged], now_ms: int) -> Looked:
        return look(
            manager,
            self.informed.site,
            judged,
            before=self.before.get(manager.id),
            answers=self.informed.answers,
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


def live(plans: Sequence[Plan], life: Life) -> Iterator[Claims]:
    """Let healthy buildings live, and count what is claimed of them, a stretch of days at a time."""
    start = dt.datetime.fromisoformat(life.season).replace(tzinfo=dt.UTC)
    start_ms = int(start.timestamp() * 1000)
    portfolio = Portfolio(plans, start_ms=start_ms, scenario=healthy(oddities=True))
    watches = [_Watch.of(site, answered=life.answered) for site in portfolio.sites()]
    places = {p.id: f"{p.id} ({p.kind}, {p.climate}, {life.season[5:7]}, seed {p.seed[0]})" for p in plans}
    claims = Claims()
    for day in range(1, life.days + 1):
        now_ms = start_ms + day * DAY_MS - _BEFORE_THE_HOUR_MS
        published = portfolio.advance(now_ms)
        for watch in watches:
            watch.informed.take_in(published)
            for judged, shown, new in watch.looks(now_ms):
                place = places[judged.building.id]
                action = _action(shown, place, day) if shown is not None and new else None
                claims.take_in(place, judged, shown.fault.id if shown else None, action)
        if day % _STRETCH_DAYS == 0 or day == life.days:
            yield claims
            claims = Claims()


def _action(shown: Proposal, place: str, day: int) -> Action:
    return Action(shown.fault.id, place, shown.equipment.id, shown.action.id, day, shown.probability)


def lived(life: Life) -> Claims:
    """What is claimed in one life; kept as it goes on where the life says so."""
    together = Claims()
    for claims in live(draw_plans(life.seed, life.buildings, climates=life.climates), life):
        together.add(claims)
        if life.keep is not None:
            claims.keep(life.keep)
    return together


def claims_of_lives(lives: Sequence[Life], processes: int = 1) -> Claims:
    """What is claimed in all of them."""
    together = Claims()
    if processes == 1:
        for life in lives:
            together.add(lived(life))
        return together
    with ProcessPoolExecutor(processes) as pool:
        for found in pool.map(lived, lives):
            together.add(found)
    return together


def claims_of(seeds: Sequence[int], buildings: int, days: int, *, processes: int = 1) -> Claims:
    """What is claimed of ``buildings`` of each seed on ``days`` days of each of four seasons."""
    return claims_of_lives([Life(s, buildings, season, days) for s in seeds for season in SEASONS], processes)
