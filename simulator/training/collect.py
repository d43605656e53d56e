"""Drawn buildings at some days of their lives, as they are judged, and what was broken then."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.round import Judged
from model.site.graph import Site
from simulator.arena.policies.informed import Informed
from simulator.buildings.devices import devices_of
from simulator.buildings.draw import draw_plans
from simulator.buildings.plan import Plan
from simulator.clock import DAY_MS
from simulator.faults import Fault, fault_kind
from simulator.faults.chance import candidates
from simulator.faults.scenario import healthy
from simulator.people.grounds import Grounds, roles_of
from simulator.people.trade import trade_at
from simulator.portfolio import Portfolio

SNAPSHOTS = (1, 3, 7, 14)
_STARTS = ("2023-01-09", "2023-04-10", "2023-07-10", "2023-10-16")
# Of every three lots one stays whole: most equipment is healthy, and laws are learned from it.
_WHOLE_EVERY = 3
_FAULTS_EACH = 4
_SEVERITY = (0.4, 1.0)
_ONSET_DAYS = 2.0
_PURPOSE = 83
# Younger or smaller than these, a fault is neither there nor not.
_LEAST_AGE_DAYS = 0.9
_LEAST_SEVERITY = 0.25


@dataclass(frozen=True, slots=True)
class Lot:
    """Buildings ``first`` to ``first + count`` of a seed that live ``days`` from ``start``, whole or not."""

    seed: int
    first: int
    count: int
    days: int
    start: str
    whole: bool

    @property
    def start_ms(self) -> int:
        """The first moment."""
        return int(dt.datetime.fromisoformat(self.start).replace(tzinfo=dt.UTC).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class _Claim:
    building: str
    equipment: str
    fault: str


def lots_of(seeds: Sequence[int], buildings: int, days: int, each: int = 8) -> list[Lot]:
    """``buildings`` in all, spread over the seeds and the seasons, ``each`` of them in a lot."""
    lots: list[Lot] = []
    for first in range(0, buildings, each):
        number = len(lots)
        lots.append(
            Lot(
                seeds[number % len(seeds)],
                first,
                min(each, buildings - first),
                days,
                _STARTS[(number // _WHOLE_EVERY + number) % len(_STARTS)],
                number % _WHOLE_EVERY == _WHOLE_EVERY - 1,
            )
        )
    return lots


@dataclass(frozen=True, slots=True)
class Seen:
    """A building as judged on a ``day`` of its life, with its faults, ``grown`` ones and ``young`` ones."""

    judged: Judged
    day: int
    group: str
    plan: Plan
    grounds: Grounds
    grown: tuple[Fault, ...]
    young: tuple[Fault, ...]

    def real(self, equipment: str, fault: str) -> bool | None:
        """Whether a fault of an equipment is there; None for what is neither true nor false."""
        claim = _Claim(self.judged.building.id, equipment, fault)
        if self.grounds.suspects(claim, self.grown):
            return True
        symptoms = {
            symptom for each in (*self.grown, *self.young) for symptom in fault_kind(each.kind).symptoms
        }
        return None if fault in symptoms or self.grounds.suspects(claim, self.young) else False


def watched(lot: Lot) -> Iterator[Seen]:
    """Let a lot live, and show each of its buildings on the days of ``SNAPSHOTS``."""
    yield from _seen(lot, *_begun(lot))


def _begun(lot: Lot) -> tuple[Portfolio, list["Watch"]]:
    plans = draw_plans(lot.seed, lot.count, first=lot.first)
    portfolio = Portfolio(plans, start_ms=lot.start_ms, scenario=healthy(oddities=True))
    for fault in () if lot.whole else _broken(plans, lot):
        portfolio.break_down(fault)
    return portfolio, [Watch.of(site, plans) for site in portfolio.sites()]


def _seen(lot: Lot, portfolio: Portfolio, watches: Sequence["Watch"]) -> Iterator[Seen]:
    for day in [day for day in SNAPSHOTS if day < lot.days] + [lot.days]:
        now_ms = lot.start_ms + day * DAY_MS
        published = portfolio.advance(now_ms)
        active = portfolio.active(now_ms)
        for watch in watches:
            watch.informed.take_in(published)
            for judged in watch.judged(now_ms):
                here = judged.building.id
                faults = [fault for fault in active if fault.building == here]
                yield Seen(
                    judged,
                    day,
                    f"{lot.seed}/{here}",
                    watch.plans[here],
                    watch.grounds,
                    tuple(fault for fault in faults if _is_there(fault, now_ms)),
                    tuple(fault for fault in faults if not _is_there(fault, now_ms)),
                )


@dataclass(frozen=True, slots=True)
class Watch:
    """A site with those who know what a claim leads to."""

    informed: Informed
    grounds: Grounds
    plans: Mapping[str, Plan]

    @classmethod
    def of(cls, site: Site, plans: Sequence[Plan]) -> "Watch":
        here = {building.id for building in site.buildings}
        devices = [device for plan in plans if plan.id in here for device in devices_of(plan)]
        own = {plan.id: plan for plan in plans if plan.id in here}
        return cls(Informed(site), Grounds.of(site, trade_at(site), roles_of(devices)), own)

    def judged(self, now_ms: int) -> list[Judged]:
        whole = max(self.informed.site.managers, key=lambda manager: len(manager.buildings))
        return self.informed.judged(whole, now_ms)


def _broken(plans: Sequence[Plan], lot: Lot) -> Iterator[Fault]:
    """Some faults in each building, kinds drawn alike so that rare ones are learned, on equipment apart."""
    for plan in plans:
        rng = np.random.default_rng([*plan.seed, _PURPOSE])
        possible = candidates(plan, devices_of(plan))
        kinds = sorted({each.kind.id for each in possible})
        broken: set[str] = set()
        for number, kind in enumerate(rng.permutation(kinds)[:_FAULTS_EACH]):
            ours = [each for each in possible if each.kind.id == kind and each.equipment not in broken]
            severity = float(rng.uniform(*_SEVERITY))
            onset_ms = lot.start_ms + int(rng.uniform(0, _ONSET_DAYS) * DAY_MS)
            if not ours:
                continue
            chosen = ours[int(rng.integers(len(ours)))]
            broken.add(chosen.equipment)
            sensor, other = (*chosen.sensors, None, None)[:2]
            yield Fault(
                f"{plan.id}-taught-{number}",
                chosen.kind.id,
                plan.id,
                chosen.equipment,
                severity,
                onset_ms,
                sensor=sensor,
                swapped_with=other,
            )


def _is_there(fault: Fault, now_ms: int) -> bool:
    old = now_ms - fault.onset_ms >= _LEAST_AGE_DAYS * DAY_MS
    return old and fault.severity_at(now_ms) >= _LEAST_SEVERITY
