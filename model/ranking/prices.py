"""What one more kilowatt-hour costs and emits: by source of heat and cold, and by the hours of the tariff."""

from dataclasses import dataclass

from model.catalogue import Costs
from model.recommendation import Interval
from model.site.graph import Building, Schedule

_WORKING_DAYS = range(5)
_DAY_HOURS = 24.0
_WEEK_HOURS = 168.0
_OFFICE_HOURS = Schedule(dict.fromkeys(_WORKING_DAYS, (7.0, 19.0)), declared=False)
_MONTHS_PER_DAY = 12 / 365


@dataclass(frozen=True, slots=True)
class Prices:
    """Money of one more kWh of ``heat``, ``cold`` and ``fuel`` burnt, and the carbon dioxide of each [kg].

    ``demand``: money a day of one more kW at all hours.
    """

    heat: Interval
    cold: Interval
    fuel: Interval
    demand: Interval
    heat_carbon: float
    cold_carbon: float
    fuel_carbon: float
    electricity_carbon: float


def prices_of(costs: Costs) -> Prices:
    """Prices of a site: heat and cold by the shares that its networks, heat pumps and boilers make."""
    network, pump, resistance = costs.district_heat_share, costs.heat_pump_share, costs.electric_heat_share
    burnt = max(1.0 - network - pump - resistance, 0.0)
    power = costs.electricity_price_per_kwh
    heat = _blend(
        (network, costs.district_heat_price_per_kwh),
        (pump, over(power, costs.heat_pump_cop)),
        (resistance, power),
        (burnt, over(costs.gas_price_per_kwh, costs.boiler_efficiency)),
    )
    cooled = costs.district_cooling_share
    cold = _blend(
        (cooled, costs.district_cooling_price_per_kwh), (1 - cooled, over(power, costs.chiller_cop))
    )
    # A network's heat bought for nothing stands in the same waste as gas burnt for nothing.
    bought = network / (network + burnt) if network + burnt > 0 else 0.0
    fuel = _blend((bought, costs.district_heat_price_per_kwh), (1 - bought, costs.gas_price_per_kwh))
    grid = costs.electricity_carbon_kg_per_kwh.likely
    gas, warm = costs.gas_carbon_kg_per_kwh.likely, costs.district_heat_carbon_kg_per_kwh.likely
    per_kw = costs.demand_charge_per_kw_month * _MONTHS_PER_DAY
    return Prices(
        heat=heat,
        cold=cold,
        fuel=fuel,
        demand=times(costs.demand_coincidence, per_kw),
        heat_carbon=network * warm
        + pump * grid / costs.heat_pump_cop.likely
        + resistance * grid
        + burnt * gas / costs.boiler_efficiency.likely,
        cold_carbon=grid / costs.chiller_cop.likely,
        fuel_carbon=bought * warm + (1 - bought) * gas,
        electricity_carbon=grid,
    )


def electricity_at(time: str, building: Building, costs: Costs) -> Interval:
    """Price of a kWh spread over the "occupied", the "unoccupied" or all hours ("always") of a week."""
    usual, dear = costs.electricity_price_per_kwh, costs.electricity_peak_price_per_kwh
    if dear <= 0:
        return usual
    share = _dear_share(time, building.schedule or _OFFICE_HOURS, costs)
    return Interval(*(price + share * (dear - price) for price in (usual.low, usual.likely, usual.high)))


def in_share(building: Building) -> float:
    """Share of a week [1] in which people are in, by the building's schedule, else by office hours."""
    schedule = building.schedule or _OFFICE_HOURS
    return sum(stop - begin for begin, stop in schedule.hours.values()) / _WEEK_HOURS


def _dear_share(time: str, schedule: Schedule, costs: Costs) -> float:
    start, end = costs.electricity_peak_start_hour, costs.electricity_peak_end_hour
    spans = ((start, end),) if start <= end else ((0.0, end), (start, _DAY_HOURS))
    occupied = sum(stop - begin for begin, stop in schedule.hours.values())
    both = sum(
        max(min(stop, last) - max(begin, first), 0.0)
        for day, (begin, stop) in schedule.hours.items()
        for first, last in spans
        if day in _WORKING_DAYS
    )
    dear = sum(last - first for first, last in spans) * len(_WORKING_DAYS)
    counted = {
        "occupied": (both, occupied),
        "unoccupied": (dear - both, _WEEK_HOURS - occupied),
        "always": (dear, _WEEK_HOURS),
    }
    part, whole = counted[time]
    return part / whole if whole > 0 else 0.0


def times(interval: Interval, factor: float) -> Interval:
    """An interval times a number that is not negative."""
    return Interval(interval.low * factor, interval.likely * factor, interval.high * factor)


def over(price: Interval, efficiency: Interval) -> Interval:
    """Price of what is made, from the price of what it is made of."""
    return Interval(
        price.low / efficiency.high, price.likely / efficiency.likely, price.high / efficiency.low
    )


def _blend(*parts: tuple[float, Interval]) -> Interval:
    return Interval(
        sum(share * price.low for share, price in parts),
        sum(share * price.likely for share, price in parts),
        sum(share * price.high for share, price in parts),
    )
