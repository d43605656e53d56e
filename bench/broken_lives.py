"""What is believed, day by day, of buildings in which one thing breaks, and of their twins."""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from bench.broken_buildings import Case, plans_of
from model.round import Judged
from model.site.graph import Site
from simulator.arena.policies.informed import Informed
from simulator.buildings.devices import devices_of
from simulator.clock import DAY_MS
from simulator.faults import fault_kinds
from simulator.faults.scenario import healthy
from simulator.people.grounds import Grounds, roles_of
from simulator.people.trade import trade_at
from simulator.portfolio import Portfolio

BELIEVED = 0.5
BREAKS_ON = 2
# So many broken buildings live at a time, for memory.
_TOGETHER = 48


@dataclass(frozen=True, slots=True)
class Claim:
    """What could be believed of an equipment of a building."""

    building: str
    equipment: str
    fault: str
    probability: float = 0.0
    judged: bool = False


@dataclass(slots=True)
class Seen:
    """One case: by day the surest right claim; what else was believed on any day, there and in its twin.

    ``judged``: whether any right claim was ever judged; what is believed stands as "fault equipment".
    """

    kind: str
    building: str
    where: str
    equipment: str
    begins: str
    season: str
    probability: list[float] = field(default_factory=list)
    right: str = ""
    judged: bool = False
    others: dict[str, float] = field(default_factory=dict)
    twin: dict[str, float] = field(default_factory=dict)

    @property
    def days_to_belief(self) -> int | None:
        """Days from its break until it is believed, None when it never is."""
        after = self.probability[BREAKS_ON:]
        return next((day for day, p in enumerate(after, start=1) if p >= BELIEVED), None)

    @property
    def confused(self) -> dict[str, float]:
        """What is wrongly believed and was not of the twin."""
        return {claim: p for claim, p in self.others.items() if claim not in self.twin}


def claims(judged: Judged) -> Iterator[Claim]:
    """All that could be believed of a building, with what is."""
    for kind, belief in judged.beliefs.items():
        probability = judged.chances[kind].probability
        for row, column in np.ndindex(*probability.shape):
            yield Claim(
                judged.building.id,
                belief.equipment[column],
                belief.faults[row],
                float(probability[row, column]),
                bool(belief.judged_ms[row, column] > 0),
            )


def live(cases: Sequence[Case], days: int) -> list[Seen]:
    """Let cases that begin on one day live side by side; what was seen of each."""
    plans = plans_of(cases)
    start_ms = cases[0].start_ms
    portfolio = Portfolio(plans, start_ms=start_ms, scenario=healthy(oddities=False))
    for case in cases:
        portfolio.break_down(case.fault)
    watches = [_Watch.of(site, portfolio) for site in portfolio.sites()]
    seen = {case.fault.building: _seen(case) for case in cases}
    believed: dict[str, dict[str, float]] = {}
    for day in range(1, days + 1):
        published = portfolio.advance(start_ms + day * DAY_MS)
        for watch in watches:
            watch.informed.take_in(published)
            for each in watch.judged(start_ms + day * DAY_MS):
                _look(each, watch.grounds, cases, seen, believed)
    for case in cases:
        seen[case.fault.building].others = believed[case.fault.building]
        seen[case.fault.building].twin = believed[case.home]
    return list(seen.values())


@dataclass(frozen=True, slots=True)
class _Watch:
    """One site with those who know what a claim leads to."""

    informed: Informed
    grounds: Grounds

    @classmethod
    def of(cls, site: Site, portfolio: Portfolio) -> "_Watch":
        here = {building.id for building in site.buildings}
        devices = [device for plan in portfolio.plans if plan.id in here for device in devices_of(plan)]
        return cls(Informed(site), Grounds.of(site, trade_at(site), roles_of(devices)))

    def judged(self, now_ms: int) -> list[Judged]:
        whole = max(self.informed.site.managers, key=lambda manager: len(manager.buildings))
        return self.informed.judged(whole, now_ms)


def _seen(case: Case) -> Seen:
    plan = case.plan
    where = f"{plan.kind}, {plan.climate}, {case.begins[5:7]}"
    sensor = f" {case.fault.sensor.partition('.')[2]}" if case.fault.sensor else ""
    whole = case.fault.equipment == case.fault.building
    return Seen(
        case.fault.kind,
        plan.id,
        where,
        ("building" if whole else case.fault.equipment) + sensor,
        case.begins,
        case.season,
    )


def _look(
    judged: Judged,
    grounds: Grounds,
    cases: Sequence[Case],
    seen: dict[str, Seen],
    believed: dict[str, dict[str, float]],
) -> None:
    here = judged.building.id
    faults = [case.fault for case in cases if case.fault.building == here]
    best, others = Claim(here, "", ""), believed.setdefault(here, {})
    for claim in claims(judged):
        if faults and grounds.suspects(claim, faults):
            seen[here].judged |= claim.judged
            best = max(best, claim, key=lambda each: each.probability)
        elif claim.probability >= BELIEVED:
            named = f"{claim.fault} {claim.equipment}"
            others[named] = max(others.get(named, 0.0), claim.probability)
    if faults:
        seen[here].probability.append(best.probability)
        seen[here].right = f"{best.fault} {best.equipment}"


def _counted(parts: Sequence[list[Case]]) -> Iterator[list[Case]]:
    """The parts one after the other, told of as they end."""
    for number, part in enumerate(parts, start=1):
        yield part
        print(f"{number} of {len(parts)} parts lived", file=sys.stderr, flush=True)


def run(cases: Sequence[Case], days: int, processes: int = 1) -> list[Seen]:
    """All cases, those that begin on one day together; in the order of ``cases``' kinds."""
    # Buildings of one place are judged side by side, which costs far less than each alone.
    ordered = sorted(cases, key=lambda case: (case.begins, case.plan.climate, case.plan.seed))
    groups = [list(group) for _, group in groupby(ordered, key=lambda case: case.begins)]
    parts = [group[at : at + _TOGETHER] for group in groups for at in range(0, len(group), _TOGETHER)]
    if processes == 1 or len(parts) == 1:
        found = [live(part, days) for part in _counted(parts)]
    else:
        with ProcessPoolExecutor(processes) as pool:
            found = list(pool.map(live, parts, [days] * len(parts)))
    order = {kind: at for at, kind in enumerate(fault_kinds())}
    return sorted((each for part in found for each in part), key=lambda each: order[each.kind])
