"""Impact: what faults cost a day, in money and people, as intervals; all rows at once."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from model.beliefs.evidence import WASTES
from model.frames.windows import Flags, Floats
from model.ranking.craft import Craft
from model.ranking.prices import Prices, prices_of
from model.ranking.rows import Rows
from model.recommendation import Interval
from model.trained.savings import widenings

CONSEQUENCES = (
    "heating",
    "cooling",
    "electricity",
    "demand",
    "fuel",
    "carbon",
    "energy",
    "blindness",
    "comfort",
    "air",
    "water",
    "wear",
    "risk",
    "compliance",
)
_AT = {name: at for at, name in enumerate(CONSEQUENCES)}
_WASTE = {name: at for at, name in enumerate(WASTES)}
_HOURS, _WATTS, _SECONDS = 24.0, 1000.0, 86_400.0
# 10th to 90th percentile of a normal: 2.56 standard deviations.
_SPAN = 2.563
_SHARE_DOUBT, _UNSEEN_DOUBT, _FELT_DOUBT, _COUNTED_DOUBT = (
    np.log(factor) * 2 / _SPAN for factor in (3.0, 3.0, 1.5, 1.3)
)
# A price known to be anything from nothing on is in doubt by a factor, not without end.
_LOWEST_OF_HIGHEST = 0.01


@dataclass(frozen=True, slots=True)
class Impact:
    """Cost per day by consequence (currency), the whole as an interval, who feels it, what it emits [kg]."""

    by_consequence: tuple[tuple[str, float], ...]
    value: Interval
    people: float
    kelvin: float
    carbon_kg: float

    @property
    def likely(self) -> float:
        """Sum of the consequences: what a day of waiting costs now."""
        return self.value.likely


@dataclass(frozen=True, eq=False, slots=True)
class Impacts:
    """Impact of N rows: ``money`` (N, C), likely cost a day by ``CONSEQUENCES``.

    ``low`` and ``high`` of its sum (N,). ``worth`` (N, C): the same as a mean over the horizon, for waste
    that pauses with its season. ``people`` who feel it, ``kelvin`` by how much, ``carbon_kg`` a day (N,).
    """

    money: Floats
    worth: Floats
    low: Floats
    high: Floats
    people: Floats
    kelvin: Floats
    carbon_kg: Floats

    def of(self, row: int) -> Impact:
        """One row as a record."""
        values = self.money[row].tolist()
        parts = tuple((name, value) for name, value in zip(CONSEQUENCES, values, strict=True) if value > 0)
        total = float(self.money[row].sum())
        return Impact(
            parts,
            Interval(float(self.low[row]), total, float(self.high[row])),
            float(self.people[row]),
            float(self.kelvin[row]),
            float(self.carbon_kg[row]),
        )


def impacts_of(rows: Rows, craft: Craft, *, learned: bool = True) -> Impacts:
    """Cost per day of each row: from its waste over the last days, else from the catalogue.

    Without ``learned`` the intervals are those of quantities and prices alone.
    """
    costs, prices = craft.costs, prices_of(craft.costs)
    wasted = np.maximum(rows.waste.T, 0.0, order="C")
    waste = {name: wasted[at] for name, at in _WASTE.items()}
    uncosted = np.where(craft.costed[rows.fault], 0.0, craft.wasted_share[rows.fault])
    power, usual = rows.electricity, costs.electricity_price_per_kwh
    kwh = {
        name: waste[f"{name}_w"] * _HOURS / _WATTS for name in ("heating", "cooling", "electricity", "fuel")
    }
    peak = np.where(craft.daytime[rows.fault], waste["electricity_w"] / _WATTS, 0.0)
    carbon = _carbon(kwh, prices)
    share = uncosted * rows.energy
    hidden = rows.hidden * rows.energy
    doubt = _spread(rows.flow_doubt)
    sums = _Sums(len(rows))
    sums.add("heating", kwh["heating"], _row(prices.heat), doubt)
    sums.add("cooling", kwh["cooling"], _row(prices.cold), doubt)
    sums.add("electricity", kwh["electricity"], power, doubt)
    sums.add("demand", peak, _row(prices.demand), doubt)
    sums.add("fuel", kwh["fuel"], _row(prices.fuel), doubt)
    sums.add("carbon", carbon, _row(costs.carbon_price_per_kg), doubt)
    sums.add("energy", share, _row(usual), _SHARE_DOUBT)
    sums.add("blindness", hidden, _row(usual), _SHARE_DOUBT)
    sums.add("blindness", rows.unseen, np.ones((1, 3)), _UNSEEN_DOUBT)
    felt, stale = waste["discomfort"] * _HOURS, waste["stale_air"] * _HOURS
    there = costs.attendance
    felt_doubt = np.hypot(_FELT_DOUBT, np.log(there.high / there.low) / _SPAN)
    comfort, air = costs.comfort_value_per_person_kelvin_hour, costs.air_quality_value_per_person_hour
    sums.add("comfort", felt * there.likely, _row(comfort), felt_doubt)
    sums.add("air", stale * there.likely, _row(air), felt_doubt)
    water = waste["water_m3_s"] * _SECONDS
    sums.add("water", water, _row(costs.water_price_per_m3), _COUNTED_DOUBT)
    strokes = waste["strokes"] * _HOURS
    sums.add("wear", strokes, _row(costs.actuator_wear_value_per_stroke), _COUNTED_DOUBT)
    sums.add("wear", np.ones(len(rows)), craft.wear[rows.fault], 0.0)
    sums.add("risk", np.ones(len(rows)), craft.risk[rows.fault], 0.0)
    broken = craft.compliance[rows.fault].astype(np.float64)
    sums.add("compliance", broken, _row(costs.compliance_value_per_day), 0.0)
    low, high = _widened(sums, craft.sensor[rows.fault]) if learned else sums.interval()
    who = (waste["discomfort"] > 0) | (waste["stale_air"] > 0)
    people = np.where(who, rows.people, 0.0)
    kelvin = np.where(who & (people > 0), waste["discomfort"] / np.maximum(people, 1e-9), 0.0)
    yearly = np.ones(len(CONSEQUENCES))
    yearly[_AT["heating"]] = costs.heating_waste_share_of_year.likely
    yearly[_AT["cooling"]] = costs.cooling_waste_share_of_year.likely
    return Impacts(
        sums.money, sums.money * yearly, low, high, people, kelvin, carbon + share * prices.electricity_carbon
    )


def _widened(sums: "_Sums", sensor: Flags) -> tuple[Floats, Floats]:
    """Ends of the whole (N,), moved by what was learned of savings that were stated and then known."""
    low, high = sums.interval()
    seen = sums.money.copy()
    seen[:, _AT["blindness"]] = 0.0
    moved = _learned_ends()[sensor.astype(np.int64), seen.argmax(axis=1)]
    return low * moved[:, 0], high * moved[:, 1]


@cache
def _learned_ends() -> Floats:
    """What ends are multiplied by (2, C, 2): beside sensors and of sensors, by consequence, low and high."""
    return np.array(
        [[(w.low, w.high) for w in widenings(CONSEQUENCES, sensor=mended)] for mended in (False, True)]
    )


def _carbon(kwh: dict[str, Floats], prices: Prices) -> Floats:
    return np.asarray(
        kwh["heating"] * prices.heat_carbon
        + kwh["cooling"] * prices.cold_carbon
        + kwh["electricity"] * prices.electricity_carbon
        + kwh["fuel"] * prices.fuel_carbon
    )


def _row(price: Interval) -> Floats:
    return np.array([[price.low, price.likely, price.high]])


def _spread(factor: Floats) -> Floats:
    """Standard deviation of the logarithm of a quantity known to a ``factor`` (10th and 90th percentile)."""
    spread: Floats = np.log(factor) * 2 / _SPAN
    return spread


class _Sums:
    """Sums of lognormal parts: their doubts, of price and of quantity, are taken as independent."""

    def __init__(self, rows: int) -> None:
        # A consequence's column lies together: that is how it is filled and read.
        self.money: Floats = np.zeros((len(CONSEQUENCES), rows)).T
        self._doubt: Floats = np.zeros(rows)

    def add(self, consequence: str, quantity: Floats, price: Floats, doubt: Floats | float) -> None:
        """Add ``quantity`` (N,) at ``price`` (N or 1, 3); ``doubt``: spread of the quantity's logarithm."""
        if not quantity.any() or not price.any():
            return
        likely = quantity * price[:, 1]
        lowest = np.maximum(price[:, 0], _LOWEST_OF_HIGHEST * price[:, 2])
        with np.errstate(invalid="ignore", divide="ignore"):
            span = np.nan_to_num(np.log(price[:, 2] / lowest)) / _SPAN
        self.money[:, _AT[consequence]] += likely
        self._doubt += likely * likely * (span**2 + doubt**2)

    def interval(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Low and high of the sum (N,)."""
        total = self.money.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            relative = np.where(total > 0, np.sqrt(self._doubt) / total, 0.0)
        factor = np.exp(_SPAN / 2 * relative)
        return total / factor, total * factor
