"""What the weather of a place is like, read from ``climates.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from zoneinfo import available_timezones

from model.catalogue.entry import Entry, parse, read_resource

FILE = "climates.yaml"

Months = tuple[float, ...]
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Climate:
    """One climate; each field bears the key of the file, whose head says what it means."""

    id: str
    name: str
    timezone: str
    latitude: float
    longitude: float
    elevation: float
    temperature: Months
    daily_range: Months
    dew_point: Months
    cloud: Months
    wind: Months
    spread: Pair
    dew_follows: Pair
    dew_spread: Pair
    heat_waves: Pair
    cold_snaps: Pair
    source: str


class UnknownClimateError(LookupError):
    """A climate that ``climates.yaml`` does not have."""


def climate(name: str) -> Climate:
    """The climate ``name``. Raises UnknownClimateError, naming those there are."""
    known = climates()
    if name not in known:
        raise UnknownClimateError(f"no climate {name!r}; known: {', '.join(known)}")
    return known[name]


@cache
def climates() -> Mapping[str, Climate]:
    """All climates by their id. Raises CatalogueError for a slip in the file."""
    return parse_climates(read_resource("simulator.climate", FILE))


def parse_climates(text: str, file: str = FILE) -> Mapping[str, Climate]:
    """Read ``text`` as climates. Raises CatalogueError, naming the line."""
    return MappingProxyType(
        {name: _climate(name, entry) for name, entry in parse(text, file).items().items()}
    )


def _climate(name: str, entry: Entry) -> Climate:
    keys = entry.fields([key for key in Climate.__dataclass_fields__ if key != "id"])
    found = Climate(
        id=name,
        name=keys["name"].text(),
        timezone=keys["timezone"].one_of(available_timezones(), "timezone"),
        latitude=keys["latitude"].number(-66, 66),
        longitude=keys["longitude"].number(-180, 180),
        elevation=keys["elevation"].number(-430, 5000),
        temperature=_numbers(keys["temperature"], 12, -50, 45),
        daily_range=_numbers(keys["daily_range"], 12, 1, 30),
        dew_point=_numbers(keys["dew_point"], 12, -55, 30),
        cloud=_numbers(keys["cloud"], 12, 0.02, 0.98),
        wind=_numbers(keys["wind"], 12, 0.3, 20),
        spread=_pair(keys["spread"], 0.2, 12),
        dew_follows=_pair(keys["dew_follows"], 0, 1.5),
        dew_spread=_pair(keys["dew_spread"], 0, 10),
        heat_waves=_pair(keys["heat_waves"], 0, 15),
        cold_snaps=_pair(keys["cold_snaps"], 0, 15),
        source=keys["source"].text(),
    )
    for month, (air, dew) in enumerate(zip(found.temperature, found.dew_point, strict=True), start=1):
        if dew >= air:
            raise keys["dew_point"].error(f"month {month}: {dew:g} is not below the air's {air:g}")
    return found


def _numbers(entry: Entry, count: int, low: float, high: float) -> tuple[float, ...]:
    numbers = tuple(each.number(low, high) for each in entry.entries())
    if len(numbers) != count:
        raise entry.error(f"needs {count} numbers, has {len(numbers)}")
    return numbers


def _pair(entry: Entry, low: float, high: float) -> Pair:
    first, second = _numbers(entry, 2, low, high)
    return first, second
