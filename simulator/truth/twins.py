"""What is really broken and what a day of waiting costs: a twin without that fault, the rest equal."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

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
    ids = {plan.id: row for row, plan in enumerate(block.world.plans)}
    # First each building as it is, then a twin for each fault.
    homes = sorted({ids[fault.building] for fault in active})
    rows = np.array([*homes, *(ids[fault.building] for fault in active)], dtype=np.int64)
    if not active:
        return []
    toll = _live_twins(block, active, rows, len(homes), round(days * DAY_MS))
    found = []
    for twin, fault in enumerate(active, start=len(homes)):
        home = homes.index(ids[fault.building])
        worth = worth_of(block.world.plans[rows[twin]])
        day = _Day(toll, home, twin, days)
        found.append(_priced(fault, day, worth, fault.severity_at(block.now_ms)))
    return found


def _live_twins(block: Block, active: Sequence[Fault], rows: Index, homes: int, stretch_ms: int) -> Toll:
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
            for place, fault in enumerate(active)
            if fault.building == original.plans[row].id and place != number - homes
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


def _priced(fault: Fault, day: _Day, worth: Worth, severity: float) -> ActiveFault:
    kind, toll = fault_kind(fault.kind), day.toll
    energy, water = day.more(toll.energy_cost), day.more(toll.water_cost)
    # A month's charge is for its highest peak; each day bears its share of its own peak's.
    demand = day.more(toll.peak_kw) * day.days * worth.demand_per_kw_month / MONTH_DAYS
    discomfort, stale_air = day.more(toll.discomfort), day.more(toll.stale_air)
    wear = kind.wear_per_day * severity * worth.per_usd
    risk = kind.risk.per_day * severity * worth.per_usd
    felt = discomfort * worth.degree_hour + stale_air * worth.ppm_hour
    return ActiveFault(
        fault=fault,
        energy_cost=energy,
        demand_cost=demand,
        water_cost=water,
        carbon_kg=day.more(toll.carbon_kg),
        discomfort=discomfort,
        stale_air=stale_air,
        wear=wear,
        risk=risk,
        daily_cost=energy + demand + water + felt + wear + risk,
    )
