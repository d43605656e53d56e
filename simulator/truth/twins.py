"""What is really broken and what a day of waiting costs: a twin without that fault, the rest equal."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from simulator.block import Block, course_of
from simulator.buildings.devices import list_devices
from simulator.clock import DAY_MS
from simulator.faults import Fault, fault_kind
from simulator.layout import Index
from simulator.portfolio import Portfolio
from simulator.tariffs import Worth, worth_of
from simulator.truth.toll import Sums, Toll
from simulator.world import Moment, World, live

MONTH_DAYS = 30.4


@dataclass(frozen=True, slots=True)
class ActiveFault:
    """A fault at a time, and what a day of waiting costs: the day with it less the day without.

    Money for energy, the day's share of the demand charge, water, wear, risk; ``carbon_kg``; ``discomfort``
    in degree-hours by people; ``stale_air`` in ppm-hours by people. ``daily_cost`` is all of it in money.
    Negative when the fault saves more than it harms: a lying sensor that lets rooms grow cold, say.

    ``borne`` is its part of what all faults of its building cost together, the day with them all less the day
    with none [money]: where two mask each other, or are worse together, the parts still add up to the whole.
    """

    fault: Fault
    energy_cost: float
    demand_cost: float
    water_cost: float
    carbon_kg: float
    discomfort: float
    stale_air: float
    wear: float
    risk: float
    daily_cost: float
    borne: float


def truth(
    portfolio: Portfolio, days: float = 1.0, *, among: Collection[str] | None = None
) -> list[ActiveFault]:
    """The faults that are active now, the costliest first, with what a day of waiting costs.

    For each fault a twin of its building lives the coming ``days`` without it, under the same weather,
    people, noise, orders and other faults; what arises later befalls neither. ``among``: the buildings that
    are asked about, all when None.
    """
    found = [each for block in portfolio.blocks for each in _truth_of(block, days, among)]
    return sorted(found, key=lambda each: (-each.daily_cost, each.fault.id))


def _truth_of(block: Block, days: float, among: Collection[str] | None) -> list[ActiveFault]:
    active = [fault for fault in block.active() if among is None or fault.building in among]
    if not active:
        return []
    rows = {plan.id: row for row, plan in enumerate(block.world.plans)}
    homes = list(dict.fromkeys(fault.building for fault in active))
    here = {home: frozenset(f.id for f in active if f.building == home) for home in homes}
    several = [home for home in homes if len(here[home]) > 1]
    # Each building as it is, then without each fault in turn, then without any where there are several.
    twins = [
        *((home, frozenset[str]()) for home in homes),
        *((fault.building, frozenset({fault.id})) for fault in active),
        *((home, here[home]) for home in several),
    ]
    toll = _live_twins(
        block,
        active,
        np.array([rows[home] for home, _ in twins], dtype=np.int64),
        [without for _, without in twins],
        round(days * DAY_MS),
    )
    worth = {home: worth_of(block.world.plans[rows[home]]) for home in homes}
    day = [_Day(toll, homes.index(home), twin, days) for twin, (home, _) in enumerate(twins)]
    found = [
        _priced(fault, of, worth[fault.building], fault.severity_at(block.now_ms))
        for fault, of in zip(active, day[len(homes) :], strict=False)
    ]
    together = {
        home: _money(of, worth[home]) for home, of in zip(several, day[-len(several) :], strict=False)
    }
    return _shared_out(found, together)


def _shared_out(found: Sequence[ActiveFault], together: Mapping[str, float]) -> list[ActiveFault]:
    """Each with its part of what those of its building cost ``together`` [money], wear and risk beside it.

    What they cost less, or more, together than one by one is shared by what each costs by itself.
    """
    shared = []
    for building, of in groupby(sorted(found, key=_building), key=_building):
        here = list(of)
        if building not in together:
            shared += here
            continue
        apart = sum(each.daily_cost for each in here)
        missing = together[building] + sum(each.wear + each.risk for each in here) - apart
        size = sum(abs(each.daily_cost) for each in here)
        for each in here:
            part = abs(each.daily_cost) / size if size > 0 else 1 / len(here)
            shared.append(replace(each, borne=each.daily_cost + missing * part))
    return shared


def _building(each: ActiveFault) -> str:
    return each.fault.building


def _live_twins(
    block: Block, active: Sequence[Fault], rows: Index, without: Sequence[Collection[str]], stretch_ms: int
) -> Toll:
    """The toll of copies of the buildings ``rows``, each with its faults but those of ``without``."""
    original = block.world
    # All but the name is the original's: its seed gives the twin the same people, noise and orders.
    plans = [replace(original.plans[row], id=f"{number}") for number, row in enumerate(rows.tolist())]
    layout, taken = original.layout.take(rows)
    world = World(
        tuple(plans),
        layout,
        original.fleet.take(taken),
        original.weather,
        original.step_ms,
        original.interval_ms,
    )
    course = course_of(world, list_devices(plans, layout), None, oddities=block.oddities)
    course.add(
        *(
            _moved(fault, f"{number}")
            for number, row in enumerate(rows.tolist())
            for fault in active
            if fault.building == original.plans[row].id and fault.id not in without[number]
        )
    )
    toll = Toll(plans, original.step_ms)
    moment = block.moment
    begin = Moment(moment.time_ms, moment.state.take(taken))
    live(world, begin, moment.time_ms + stretch_ms, course, watchers=[toll])
    return toll


def _moved(fault: Fault, building: str) -> Fault:
    # The whole building is an equipment too, and has the building's name.
    whole = fault.equipment == fault.building
    return replace(fault, building=building, equipment=building if whole else fault.equipment)


@dataclass(frozen=True, slots=True)
class _Day:
    """A mean day of a stretch of ``days``: what the building ``with_it`` took more than its twin."""

    toll: Toll
    with_it: int
    without: int
    days: float

    def more(self, sums: Sums) -> float:
        return float(sums[self.with_it] - sums[self.without]) / self.days


def _money(day: _Day, worth: Worth) -> float:
    """Energy, demand, water and what people feel, a day [money]."""
    toll = day.toll
    # A month's charge is for its highest peak; each day bears its share of its own peak's.
    demand = day.more(toll.peak_kw) * day.days * worth.demand_per_kw_month / MONTH_DAYS
    felt = day.more(toll.discomfort) * worth.degree_hour + day.more(toll.stale_air) * worth.ppm_hour
    return day.more(toll.energy_cost) + demand + day.more(toll.water_cost) + felt


def _priced(fault: Fault, day: _Day, worth: Worth, severity: float) -> ActiveFault:
    kind, toll = fault_kind(fault.kind), day.toll
    wear = kind.wear_per_day * severity * worth.per_usd
    risk = kind.risk.per_day * severity * worth.per_usd
    cost = _money(day, worth) + wear + risk
    return ActiveFault(
        fault=fault,
        energy_cost=day.more(toll.energy_cost),
        demand_cost=day.more(toll.peak_kw) * day.days * worth.demand_per_kw_month / MONTH_DAYS,
        water_cost=day.more(toll.water_cost),
        carbon_kg=day.more(toll.carbon_kg),
        discomfort=day.more(toll.discomfort),
        stale_air=day.more(toll.stale_air),
        wear=wear,
        risk=risk,
        daily_cost=cost,
        borne=cost,
    )
