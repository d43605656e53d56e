"""What energy, water and carbon cost in a country, read from ``tariffs.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from model.catalogue.entry import Entry, parse, read_resource
from model.recommendation import Interval

FILE = "tariffs.yaml"
DAYS = ("all", "weekdays", "weekends")

_MOST = 1e4  # a price above this is a slip, whatever the currency


@dataclass(frozen=True, slots=True)
class Period:
    """Hours of the local day [from, to) and months in which energy has a price of its own [money/kWh]."""

    name: str
    energy: float
    begins: float
    ends: float
    days: str
    months: frozenset[int]


@dataclass(frozen=True, slots=True)
class Tariff:
    """How electricity is billed: [money/kWh], [money/kW and month] over ``minutes``, [money/month]."""

    energy: float
    demand: float
    minutes: int
    standing: float
    periods: tuple[Period, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: what a US dollar is in it, and digits after the point."""

    id: str
    per_usd: float
    digits: int


@dataclass(frozen=True, slots=True)
class Country:
    """Prices of a country [money/kWh, money/m3] and the carbon of its electricity [kg/kWh] by local hour."""

    currency: Currency
    gas: float
    heat: float
    water: float
    carbon: tuple[float, ...]
    tariffs: Mapping[str, Tariff]
    source: str


@dataclass(frozen=True, slots=True)
class Tariffs:
    """All that ``tariffs.yaml`` says."""

    countries: Mapping[str, Country]
    gas_carbon: float
    stale_air: Interval


class UnknownTariffError(LookupError):
    """A country or a tariff that ``tariffs.yaml`` does not have."""


def country_of(country: str) -> Country:
    """The prices of ``country``. Raises UnknownTariffError, naming those there are."""
    known = load_tariffs().countries
    if country not in known:
        raise UnknownTariffError(f"no prices of {country!r}; known: {', '.join(known)}")
    return known[country]


def tariff_of(country: str, tariff: str) -> Tariff:
    """The electricity tariff ``tariff`` of ``country``. Raises UnknownTariffError."""
    known = country_of(country).tariffs
    if tariff not in known:
        raise UnknownTariffError(f"no tariff {tariff!r} in {country!r}; known: {', '.join(known)}")
    return known[tariff]


@cache
def load_tariffs() -> Tariffs:
    """The file that ships with the code. Raises CatalogueError for a slip in it."""
    return parse_tariffs(read_resource("simulator.tariffs", FILE))


def parse_tariffs(text: str, file: str = FILE) -> Tariffs:
    """Read ``text`` as tariffs. Raises CatalogueError, naming the line."""
    root = parse(text, file).fields(["currencies", "stale_air", "gas_carbon", "countries"])
    currencies = _currencies(root["currencies"])
    countries = {name: _country(entry, currencies) for name, entry in root["countries"].items().items()}
    return Tariffs(
        MappingProxyType(countries),
        root["gas_carbon"].sourced(0, 1).value.likely,
        root["stale_air"].sourced(1, 1e5).value,
    )


def _currencies(entry: Entry) -> Mapping[str, Currency]:
    found = {}
    for name, each in entry.items().items():
        if name == "source":
            each.text()
            continue
        keys = each.fields(["per_usd", "digits"])
        found[name] = Currency(name, keys["per_usd"].number(1e-3, 1e5), round(keys["digits"].number(0, 3)))
    return found


def _country(entry: Entry, currencies: Mapping[str, Currency]) -> Country:
    keys = entry.fields(["currency", "gas", "heat", "water", "carbon", "source", "tariffs"])
    carbon = keys["carbon"].fields(["mean", "by_hour"])
    course = [each.number(0, 10) for each in carbon["by_hour"].entries()]
    if len(course) != 24 or not any(course):
        raise carbon["by_hour"].error(f"needs 24 numbers, has {len(course)}")
    scale = carbon["mean"].number(0, 2) * 24 / sum(course)
    return Country(
        currency=currencies[keys["currency"].one_of(currencies, "currency")],
        gas=keys["gas"].number(0, _MOST),
        heat=keys["heat"].number(0, _MOST),
        water=keys["water"].number(0, _MOST),
        carbon=tuple(scale * factor for factor in course),
        tariffs={name: _tariff(each) for name, each in keys["tariffs"].items().items()},
        source=keys["source"].text(),
    )


def _tariff(entry: Entry) -> Tariff:
    keys = entry.fields(["energy", "source"], ["demand", "minutes", "standing", "periods"])
    minutes = round(keys["minutes"].number(5, 60)) if "minutes" in keys else 15
    if 60 % minutes:
        raise keys["minutes"].error("must divide an hour")
    return Tariff(
        energy=keys["energy"].number(0, _MOST),
        demand=keys["demand"].number(0, _MOST) if "demand" in keys else 0.0,
        minutes=minutes,
        standing=keys["standing"].number(0, 1e6) if "standing" in keys else 0.0,
        periods=tuple(_period(each) for each in keys["periods"].entries()) if "periods" in keys else (),
        source=keys["source"].text(),
    )


def _period(entry: Entry) -> Period:
    keys = entry.fields(["name", "energy", "from", "to", "days"], ["months"])
    begins = keys["from"].number(0, 24)
    months = frozenset(range(1, 13))
    if "months" in keys:
        months = frozenset(round(each.number(1, 12)) for each in keys["months"].entries())
    return Period(
        name=keys["name"].text(),
        energy=keys["energy"].number(0, _MOST),
        begins=begins,
        ends=keys["to"].number(begins, 24),
        days=keys["days"].one_of(DAYS, "kind of day"),
        months=months,
    )
