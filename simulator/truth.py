"""What is really broken and what a day of waiting costs: a twin without that fault, all else equal."""

from dataclasses import dataclass

import numpy as np

from simulator.clock import DAY_MS
from simulator.cost import Tariff
from simulator.faults import Fault
from simulator.portfolio import Portfolio, live


@dataclass(frozen=True, slots=True)
class ActiveFault:
    """A fault at a time: ``energy_cost`` in money a day, ``discomfort`` in degree-hours by people a day.

    ``daily_cost`` is both in money. Negative when the fault saves more than it harms: a lying sensor that
    lets rooms grow cold, say.
    """

    fault: Fault
    energy_cost: float
    discomfort: float
    daily_cost: float


def truth(
    portfolio: Portfolio, time_ms: int | None = None, tariff: Tariff | None = None
) -> list[ActiveFault]:
    """The faults active at ``time_ms`` (default: now), the costliest first, with what a day with them costs.

    For each fault a twin of its building lives 24 hours without it from the last kept midnight, under the
    same weather, people, noise and other faults. LookupError for a time more than eight days past.
    """
    rates = tariff or Tariff()
    active = portfolio.active(time_ms)
    if not active:
        return []
    setting = portfolio.setting
    moment = portfolio.morning(portfolio.now_ms if time_ms is None else time_ms)
    ids = [plan.id for plan in setting.plans]
    count = len(ids)
    rows = np.array([*range(count), *(ids.index(fault.building) for fault in active)], dtype=np.int64)
    effects = setting.effects(active).take(rows)
    for twin, fault in enumerate(active):
        without = setting.effects([other for other in active if other.id != fault.id])
        lone = without.take(rows[count + twin : count + twin + 1])
        for name in effects.__dataclass_fields__:
            getattr(effects, name)[count + twin] = getattr(lone, name)[0]
    twins = np.arange(len(rows), dtype=np.int64)
    begin = type(moment)(moment.time_ms, moment.state.take(rows), moment.rng)
    _, lived = live(
        setting, begin, moment.time_ms + DAY_MS, lambda _: effects, rows=rows, costs=True, tariff=rates
    )
    energy = lived.energy_cost[rows[count:]] - lived.energy_cost[twins[count:]]
    cold = lived.discomfort[rows[count:]] - lived.discomfort[twins[count:]]
    found = [
        ActiveFault(fault, float(money), float(degrees), float(money + rates.discomfort * degrees))
        for fault, money, degrees in zip(active, energy, cold, strict=True)
    ]
    return sorted(found, key=lambda entry: -entry.daily_cost)
