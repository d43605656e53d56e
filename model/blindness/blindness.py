"""What faults cost that nobody can see: behind a sensor that cannot be trusted, or for want of points."""

from collections.abc import Iterable
from functools import cache
from math import exp, log, sqrt

from model.catalogue import Costs, FaultFacts, load_faults
from model.faults import FAULTS
from model.recommendation import Interval

_DAYS = 365.0
# 10th to 90th percentile of a normal: 2.56 standard deviations.
_SPAN = 2.563
# The catalogue's rates tell the energy of an equipment to a factor of this.
_SIZE_DOUBT = 2.0
# What may be nothing is in doubt by a factor, not without end.
_LOWEST_OF_HIGHEST = 0.01
# Faults of what an equipment feeds that lean on its sensors too.
_BEHIND = {
    "air_handler": ("air_handler", "vav_box"),
    "weather_station": ("air_handler", "rooftop_unit", "hot_water_plant", "chilled_water_plant"),
}


@cache
def hidden_share(role: str, kind: str) -> float:
    """Share of the equipment's own energy [1] that faults leaning on a role's sensor waste on the average.

    The sum, over the faults that cannot be claimed without that sensor, of how often the fault is there times
    what it then wastes. An air handler's role also carries the faults of the boxes behind it, a weather
    station's those of all that look at the weather.
    """
    facts = load_faults()
    of = {f.id for kind in _BEHIND.get(kind, (kind,)) for f in FAULTS.get(kind, ())}
    leaning = [facts[fault] for fault in sorted(of) if role in facts[fault].leans_on]
    return sum(f.prior.value.likely * max(f.wasted_share.value.likely, 0.0) for f in leaning)


def hidden_cost(
    hidden: Iterable[tuple[FaultFacts, float, int]], costs: Costs, *, energy_doubt: float = _SIZE_DOUBT
) -> Interval | None:
    """Cost a year, on the average, of faults that nobody sees [currency]; None where they cost nothing known.

    ``hidden``: each fault with the energy of a usual day of all equipment that may have it [kWh electric
    equivalent], and how many these are. Each part is how often the fault is there times what it then costs:
    the share of the energy that it wastes, its wear, and what may come of it. What people feel is not in it,
    as nobody knows how many would. The parts' doubts are independent, but for the price of energy.
    """
    size = 2 * log(energy_doubt) / _SPAN
    wasted: list[tuple[float, float]] = []
    beside: list[tuple[float, float]] = []
    for facts, energy, count in hidden:
        prior, share = facts.prior.value, facts.wasted_share.value
        wasted.append(_part(energy * _DAYS, size, prior, share))
        if facts.wear_per_day is not None:
            per_year = count * _DAYS * costs.currency_per_usd
            beside.append(_part(per_year, 0.0, prior, facts.wear_per_day.value))
        if facts.risk is not None:
            money = count * costs.currency_per_usd
            beside.append(_part(money, 0.0, prior, facts.risk.per_year, facts.risk.cost))
    price = costs.electricity_price_per_kwh
    energy_money = price.likely * sum(likely for likely, _ in wasted)
    total = energy_money + sum(likely for likely, _ in beside)
    if total <= 0:
        return None
    doubt = sum((price.likely * likely * spread) ** 2 for likely, spread in wasted)
    doubt += sum((likely * spread) ** 2 for likely, spread in beside) + (energy_money * _spread(price)) ** 2
    factor = exp(_SPAN / 2 * sqrt(doubt) / total)
    return Interval(total / factor, total, total * factor)


def _part(amount: float, spread: float, *factors: Interval) -> tuple[float, float]:
    """Product of an amount with factors in doubt: its likely value, and the spread of its logarithm."""
    likely = amount
    for factor in factors:
        likely *= max(factor.likely, 0.0)
    if likely <= 0:
        return 0.0, 0.0
    return likely, sqrt(spread**2 + sum(_spread(factor) ** 2 for factor in factors))


def _spread(interval: Interval) -> float:
    """Standard deviation of the logarithm of a quantity that lies in an interval."""
    high = max(interval.high, 0.0)
    low = max(interval.low, _LOWEST_OF_HIGHEST * high)
    return log(high / low) / _SPAN if low > 0 else 0.0
