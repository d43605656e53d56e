"""Prices and carbon of buildings from step to step, and what comfort and air are worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from model.catalogue.costs import load_costs
from model.recommendation import Interval
from simulator.buildings.plan import Plan
from simulator.calendars.holidays import is_holiday
from simulator.clock import DAY_MS, HOUR_MS, local_ms
from simulator.layout import Index
from simulator.record import FLOAT, Array, Times
from simulator.tariffs.tariff import Tariff, UnknownTariffError, country_of, load_tariffs, tariff_of

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of one step, each (B,): money per kWh, per m3; kg of carbon dioxide per kWh."""

    electricity: Array
    gas: Array
    heat: Array
    water: Array
    electricity_carbon: Array
    gas_carbon: Array


@dataclass(frozen=True, slots=True)
class Rates:
    """Prices of T steps: of electricity and its carbon (T, B), of what does not change (B,)."""

    electricity: Array  # [money/kWh] (T, B)
    electricity_carbon: Array  # [kg/kWh] (T, B)
    gas: Array  # [money/kWh]
    heat: Array  # [money/kWh]
    water: Array  # [money/m3]
    gas_carbon: Array  # [kg/kWh]
    demand_charge: Array  # [money/kW month]

    def row(self, index: int) -> Prices:
        """The prices of step ``index``."""
        return Prices(
            electricity=self.electricity[index],
            gas=self.gas,
            heat=self.heat,
            water=self.water,
            electricity_carbon=self.electricity_carbon[index],
            gas_carbon=self.gas_carbon,
        )


@dataclass(frozen=True, slots=True)
class Worth:
    """What is not on a bill, in the money of a building; intervals are [low, likely, high].

    ``degree_hour`` of one person one kelvin outside of comfort, ``ppm_hour`` of one person in air one ppm
    of carbon dioxide staler than 1000; ``demand_per_kw_month``; ``per_usd`` turns dollars into that money.
    """

    currency: str
    per_usd: float
    demand_per_kw_month: float
    degree_hour: float
    ppm_hour: float
    degree_hour_interval: Interval
    ppm_hour_interval: Interval


def rates(plans: Sequence[Plan], time_ms: Times, *, currency: str | None = None) -> Rates:
    """Prices of ``plans`` at ``time_ms`` (T,), in each building's own money or all in ``currency``.

    Raises UnknownTariffError for a country, tariff or currency that there is none of.
    """
    schemes = sorted({(plan.country, plan.tariff, plan.holidays, plan.timezone) for plan in plans})
    scheme_of = [schemes.index((plan.country, plan.tariff, plan.holidays, plan.timezone)) for plan in plans]
    price = np.empty((len(time_ms), len(schemes)), dtype=FLOAT)
    carbon = np.empty_like(price)
    fixed = np.empty((5, len(schemes)))
    for column, (country, name, holidays, timezone) in enumerate(schemes):
        place, tariff = country_of(country), tariff_of(country, name)
        factor = _exchange(country, currency)
        wall = local_ms(time_ms, timezone)
        prices = np.array([tariff.energy, *(period.energy for period in tariff.periods)]) * factor
        price[:, column] = prices[period_at(tariff, wall, holidays)]
        carbon[:, column] = np.array(place.carbon)[wall % DAY_MS // HOUR_MS]
        money = np.array([place.gas, place.heat, place.water, tariff.demand]) * factor
        fixed[:, column] = [*money, load_tariffs().gas_carbon]
    gas, heat, water, demand, gas_carbon = fixed[:, scheme_of].astype(FLOAT)
    return Rates(price[:, scheme_of], carbon[:, scheme_of], gas, heat, water, gas_carbon, demand)


def worth_of(plan: Plan, *, currency: str | None = None) -> Worth:
    """What comfort, air and demand are worth in ``plan``'s own money or in ``currency``."""
    place, costs = country_of(plan.country), load_costs()
    factor = _exchange(plan.country, currency)
    per_usd = place.currency.per_usd * factor
    degree = costs.comfort_value_per_person_kelvin_hour
    stale, ppm = costs.air_quality_value_per_person_hour, load_tariffs().stale_air
    return Worth(
        currency=currency or place.currency.id,
        per_usd=per_usd,
        demand_per_kw_month=tariff_of(plan.country, plan.tariff).demand * factor,
        degree_hour=degree.likely * per_usd,
        ppm_hour=stale.likely / ppm.likely * per_usd,
        degree_hour_interval=Interval(degree.low * per_usd, degree.likely * per_usd, degree.high * per_usd),
        ppm_hour_interval=Interval(
            stale.low / ppm.high * per_usd,
            stale.likely / ppm.likely * per_usd,
            stale.high / ppm.low * per_usd,
        ),
    )


def period_at(tariff: Tariff, wall_ms: Times, holidays: str) -> Index:
    """Which price holds at ``wall_ms`` (T,) of a local clock: 0 the usual one, else the period's number."""
    found = np.zeros(len(wall_ms), dtype=np.int64)
    days, place = np.unique(wall_ms // DAY_MS, return_inverse=True)
    hour = (wall_ms % DAY_MS) / HOUR_MS
    months = (days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)) % 12 + 1
    working = _working(int(days[0]), int(days[-1]) + 1 - int(days[0]), holidays)[days - days[0]]
    for number, period in enumerate(tariff.periods, start=1):
        holds = np.isin(months, list(period.months))
        if period.days != "all":
            holds &= working == (period.days == "weekdays")
        found[holds[place] & (hour >= period.begins) & (hour < period.ends)] = number
    return found


@lru_cache(maxsize=1024)
def _working(first: int, count: int, holidays: str) -> NDArray[np.bool_]:
    days = [_EPOCH + timedelta(days=first + number) for number in range(count)]
    return np.array([day.weekday() < 5 and not is_holiday(day, holidays) for day in days])


def _exchange(country: str, currency: str | None) -> float:
    own = country_of(country).currency
    if currency is None or currency == own.id:
        return 1.0
    known = {each.currency.id: each.currency for each in load_tariffs().countries.values()}
    if currency not in known:
        raise UnknownTariffError(f"no currency {currency!r}; known: {', '.join(sorted(known))}")
    return known[currency].per_usd / own.per_usd
