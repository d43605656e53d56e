"""Claims: what the model believes of drawn buildings, day by day, beside what is broken in them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from model.attending.carrying_on import LEARNED
from model.blindness.missing_roles import missing_roles
from model.healthy.learning.packing import unpack_learning
from model.ranking.table import table_of
from model.round import Judged
from model.training.examples import Examples, LawSums
from simulator.arena.agenda import arising
from simulator.buildings.devices import list_devices
from simulator.buildings.draw import draw_plans
from simulator.buildings.places import PLACES
from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import Fault
from simulator.faults.scenario import healthy
from simulator.layout import Layout
from simulator.people.grounds import Grounds
from simulator.portfolio import Portfolio
from simulator.training.collect import Watch

_YEAR = dt.datetime(2023, 1, 2, tzinfo=dt.UTC)
_PURPOSE = 83
# The buildings of every fifth seed stay whole: laws are learned from them.
_WHOLE_EVERY = 5
# When somebody looks (UTC): a morning, an afternoon or an evening, by where the buildings stand.
_LOOK_HOUR = 15
# Under these chances nothing is lost by not learning from a row.
_LEAST_PROBABILITY, _LEAST_SCORE = 0.03, 2.0
# Younger than this, a fault is neither there nor not.
_LEAST_AGE_DAYS = 0.25


@dataclass(frozen=True, slots=True)
class Life:
    """``count`` buildings of a seed, and of its season and climate, that live ``days``; whole or not."""

    seed: int
    count: int
    days: int
    whole: bool

    @property
    def start_ms(self) -> int:
        """The first moment: a Monday of the seed."""
        week = int(np.random.default_rng([self.seed, _PURPOSE]).integers(52))
        return int((_YEAR + dt.timedelta(weeks=week)).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Collected:
    """What a life showed: examples of claims, and what whole buildings showed of laws."""

    examples: Examples
    laws: Mapping[str, LawSums] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Claim:
    building: str
    equipment: str
    fault: str


def lives_of(seeds: Sequence[int], buildings: int, days: int) -> list[Life]:
    """``buildings`` in all, spread over the seeds; those of a seed live side by side."""
    each, more = divmod(buildings, len(seeds))
    return [
        Life(seed, each + (number < more), days, seed % _WHOLE_EVERY == 0)
        for number, seed in enumerate(seeds)
        if each + (number < more)
    ]


def live(life: Life) -> Collected:
    """Let buildings live, and look at them every afternoon."""
    plans = draw_plans(life.seed, life.count, climates={climate_of(life)})
    devices = list_devices(plans, Layout.of([plan.shape for plan in plans]))
    scenario = healthy(oddities=True) if life.whole else arising(plans, devices, life.start_ms, life.days)
    portfolio = Portfolio(plans, start_ms=life.start_ms, scenario=scenario)
    watches = [Watch.of(site, plans) for site in portfolio.sites()]
    parts: list[Examples] = []
    for day in range(life.days):
        now_ms = life.start_ms + day * DAY_MS + _LOOK_HOUR * HOUR_MS
        published = portfolio.advance(now_ms)
        active = portfolio.active(now_ms)
        for watch in watches:
            watch.informed.take_in(published)
            for judged in watch.judged(now_ms):
                faults = [fault for fault in active if fault.building == judged.building.id]
                found = list(_claims(judged, watch.grounds, faults))
                group = group_of(life.seed, judged.building.id)
                parts.append(_examples(found, day, group))
    laws = _laws(watches, life.seed) if life.whole else {}
    return Collected(Examples.together(parts), laws)


def group_of(seed: int, building: str) -> str:
    """The name of a building among those of all seeds."""
    return f"{seed}/{building}"


def climate_of(life: Life) -> str:
    """One climate for all buildings of a life, as a site has it."""
    names = sorted(PLACES.shares)
    shares = np.array([PLACES.shares[name] for name in names])
    drawn = np.random.default_rng([life.seed, _PURPOSE, 1])
    return names[int(drawn.choice(len(names), p=shares / shares.sum()))]


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of beliefs beside what is true: ``real`` are the faults that it leads to.

    ``card``: it would be worth a card, were there no other.
    """

    claim: _Claim
    kind: str
    prior: float
    score: float
    others: float
    probability: float
    card: bool
    missing: int
    real: tuple[Fault, ...]


def _claims(judged: Judged, grounds: Grounds, faults: Sequence[Fault]) -> Iterator[_Found]:
    """Every fault of every equipment of which something is believed; too young ones are left out."""
    now_ms = judged.as_of_ms
    grown = [fault for fault in faults if now_ms - fault.onset_ms >= _LEAST_AGE_DAYS * DAY_MS]
    young = [fault for fault in faults if fault not in grown]
    cards = _cards(judged)
    for kind, belief in judged.beliefs.items():
        chances = judged.chances[kind]
        told = (chances.probability > _LEAST_PROBABILITY) | (belief.score > _LEAST_SCORE)
        for row, column in np.argwhere(told & (belief.judged_ms > 0)).tolist():
            at = row, column
            claim = _Claim(judged.building.id, belief.equipment[column], belief.faults[row])
            real = grounds.suspects(claim, grown)
            if not real and grounds.suspects(claim, young):
                continue
            yield _Found(
                claim,
                kind,
                prior=float(chances.prior[at]),
                score=float(belief.score[at]),
                others=float(chances.explained[at] + chances.answered[at]),
                probability=float(chances.probability[at]),
                card=cards.get((claim.equipment, claim.fault), False),
                missing=missing_roles(judged.building, claim.equipment, claim.fault),
                real=real,
            )


def _cards(judged: Judged) -> dict[tuple[str, str], bool]:
    """Whether each logged fault of each equipment would be worth a card if nothing else were."""
    craft, rows = judged.craft, judged.rows
    table = table_of(rows, judged.impacts, craft)
    good = (table.ways.score[table.best] > 0) & (table.ways.real[table.best] >= craft.costs.probability_floor)
    dear = judged.impacts.money.sum(axis=1) >= craft.costs.smallest_value_per_day
    return {rows.key(row, craft)[1:]: bool(good[row] and dear[row]) for row in range(len(rows))}


def _examples(found: Sequence[_Found], day: int, group: str) -> Examples:
    return Examples.of(
        {
            "fault": [each.claim.fault for each in found],
            "kind": [each.kind for each in found],
            "prior": [each.prior for each in found],
            "score": [each.score for each in found],
            "others": [each.others for each in found],
            "probability": [each.probability for each in found],
            "card": [each.card for each in found],
            "missing": [each.missing for each in found],
            "real": [bool(each.real) for each in found],
            "day": [day] * len(found),
            "place": [each.claim.equipment for each in found],
            "group": [group] * len(found),
        }
    )


def _laws(watches: Sequence[Watch], seed: int) -> dict[str, LawSums]:
    found: dict[str, LawSums] = {}
    for watch in watches:
        for building in watch.informed.site.buildings:
            stored = watch.informed.attendant.rolling.newest(building.id, LEARNED, 2**62)
            for learning in unpack_learning(stored[1]).values() if stored is not None else ():
                for law, sums in learning.known.items():
                    found.setdefault(law, LawSums(law)).add(sums, group_of(seed, building.id))
    return found
