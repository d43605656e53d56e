"""Public and school holidays of a region, from the rules in ``holidays.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from types import MappingProxyType

from model.catalogue.entry import Entry, parse, read_resource
from simulator.calendars.rules import Rule, read_rule

FILE = "holidays.yaml"


class UnknownRegionError(LookupError):
    """A region that ``holidays.yaml`` does not have."""


@dataclass(frozen=True, slots=True)
class Region:
    """Rules of one region: holidays by name, and stretches without school (first, last)."""

    name: str
    source: str
    days: tuple[tuple[str, Rule], ...]
    school: tuple[tuple[Rule, Rule], ...]


def is_holiday(day: date, region: str) -> bool:
    """Whether offices of ``region`` are closed on ``day``. Raises UnknownRegionError."""
    return day in _holidays(region, day.year)


def is_school_holiday(day: date, region: str) -> bool:
    """Whether there is no school in ``region`` on ``day``, weekends apart. Raises UnknownRegionError."""
    return is_holiday(day, region) or day in _schoolless(region, day.year)


def holidays_of(region: str, year: int) -> Mapping[date, str]:
    """The holidays of ``year`` with their names. Raises UnknownRegionError."""
    return MappingProxyType(_holidays(region, year))


@cache
def regions() -> Mapping[str, Region]:
    """All regions. Raises CatalogueError for a slip in the file."""
    return parse_regions(read_resource("simulator.calendars", FILE))


def parse_regions(text: str, file: str = FILE) -> Mapping[str, Region]:
    """Read ``text`` as regions. Raises CatalogueError, naming the line."""
    return MappingProxyType({name: _region(entry) for name, entry in parse(text, file).items().items()})


def _region(entry: Entry) -> Region:
    keys = entry.fields(["name", "source", "days", "school"])
    days = []
    for day in keys["days"].entries():
        days.append((day.items()["name"].text() if "name" in day.items() else "", read_rule(day)))
        if not days[-1][0]:
            raise day.error("lacks a name")
    school = []
    for stretch in keys["school"].entries():
        parts = stretch.fields(["name", "from", "to"])
        school.append((read_rule(parts["from"]), read_rule(parts["to"])))
    return Region(keys["name"].text(), keys["source"].text(), tuple(days), tuple(school))


def _of(region: str) -> Region:
    known = regions()
    if region not in known:
        raise UnknownRegionError(f"no holidays of {region!r}; known: {', '.join(known)}")
    return known[region]


@lru_cache(maxsize=512)
def _holidays(region: str, year: int) -> dict[date, str]:
    rules = _of(region).days
    kept: dict[date, str] = {}
    # New Year's Day of the year after may be kept in this one, and moved days make way for the others.
    fixed = {rule.falls(around) for around in (year, year + 1) for _, rule in rules}
    for around in (year, year + 1):
        for name, rule in rules:
            day = rule.kept(around, fixed | kept.keys())
            if day.year == year:
                kept[day] = name
    return dict(sorted(kept.items()))


@lru_cache(maxsize=512)
def _schoolless(region: str, year: int) -> frozenset[date]:
    days: set[date] = set()
    for first_rule, last_rule in _of(region).school:
        for begun in (year - 1, year):
            first = first_rule.falls(begun)
            last = last_rule.falls(begun)
            if last < first:
                last = last_rule.falls(begun + 1)
            days.update(first + timedelta(days=number) for number in range((last - first).days + 1))
    return frozenset(day for day in days if day.year == year)
