"""The bill of a building for a month: energy by period, the demand's peak, gas, heat and water."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.plan import Plan
from simulator.clock import local_ms
from simulator.record import Array, Times
from simulator.tariffs.rates import period_at
from simulator.tariffs.tariff import country_of, tariff_of


@dataclass(frozen=True, slots=True)
class Line:
    """One line: so much of a ``unit`` at a price, rounded to the currency's smallest coin."""

    name: str
    quantity: float
    unit: str
    price: float
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill; its total is the exact sum of its lines."""

    building: str
    currency: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> Decimal:
        """What there is to pay."""
        return sum((line.amount for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class Metered:
    """What a building took in at each of T steps (T,): power [W], water [m3/s], heat of a network [W]."""

    electricity: Array
    gas: Array
    water: Array
    heat: Array | None = None


def bill_of(plan: Plan, time_ms: Times, metered: Metered, seconds: float) -> Bill:
    """The bill for the steps that end at ``time_ms`` (T,), each ``seconds`` long, taken as one month.

    Demand is the largest mean power over the tariff's minutes. Raises ValueError where the steps do not
    match in number, and UnknownTariffError.
    """
    series = (metered.electricity, metered.gas, metered.water, metered.heat)
    counts = {len(time_ms), *(len(each) for each in series if each is not None)}
    if len(counts) != 1:
        raise ValueError(f"times and metered values must be as many, are {sorted(counts)}")
    place, tariff = country_of(plan.country), tariff_of(plan.country, plan.tariff)
    # A step belongs to the time over which it runs, not to the moment at which it ends.
    begun = time_ms - round(seconds * 1000)
    power = metered.electricity.astype(np.float64) / 1000
    periods = period_at(tariff, local_ms(begun, plan.timezone), plan.holidays)
    energy = np.bincount(periods, weights=power, minlength=len(tariff.periods) + 1) * seconds / 3600
    names = [("electricity", tariff.energy), *((each.name, each.energy) for each in tariff.periods)]
    entries = [
        (name if number == 0 else f"electricity, {name}", float(kwh), "kWh", price)
        for number, ((name, price), kwh) in enumerate(zip(names, energy, strict=True))
        if kwh or number == 0
    ]
    if tariff.demand:
        entries.append(("demand", peak_kw(power, begun, tariff.minutes), "kW", tariff.demand))
    in_kwh, in_m3 = seconds / 3.6e6, seconds
    entries.append(("gas", _sum(metered.gas) * in_kwh, "kWh", place.gas))
    if metered.heat is not None:
        entries.append(("heat", _sum(metered.heat) * in_kwh, "kWh", place.heat))
    entries.append(("water", _sum(metered.water) * in_m3, "m3", place.water))
    entries.append(("standing charge", 1.0, "month", tariff.standing))
    coin = Decimal(1).scaleb(-place.currency.digits)
    lines = [
        Line(name, quantity, unit, price, Decimal(quantity * price).quantize(coin))
        for name, quantity, unit, price in entries
    ]
    return Bill(plan.id, place.currency.id, tuple(lines))


def peak_kw(power: NDArray[np.float64], begun_ms: Times, minutes: int) -> float:
    """The largest mean of ``power`` [kW] (T,) over whole ``minutes`` of the clock, 0 without a step."""
    if not len(power):
        return 0.0
    _, slot = np.unique(begun_ms // (minutes * 60_000), return_inverse=True)
    means = np.bincount(slot, weights=power) / np.bincount(slot)
    return float(means.max())


def _sum(values: Array) -> float:
    return float(values.sum(dtype=np.float64))
