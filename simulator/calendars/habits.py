"""How buildings of a kind are lived in, read from ``habits.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from model.catalogue.entry import Entry, parse, read_resource

FILE = "habits.yaml"
HOLIDAYS = ("closed", "sunday", "open")

_OPTIONAL = ("people_by_hour", "water_by_hour")


@dataclass(frozen=True, slots=True)
class Habits:
    """Habits of one kind of building; each field bears the key of the file, whose head says what it means."""

    kind: str
    holidays: str
    school_holidays: bool
    arriving: float
    leaving: float
    lunch: float
    people: tuple[float, ...]
    evenings: float
    mornings: float
    odd_hours: tuple[float, float]
    odd_people: tuple[float, float]
    night_water: float
    water: float
    people_by_hour: tuple[float, ...] | None = None
    water_by_hour: tuple[float, ...] | None = None


class UnknownKindError(LookupError):
    """A kind of building that ``habits.yaml`` does not have."""


def habits_of(kind: str) -> Habits:
    """The habits of ``kind``. Raises UnknownKindError, naming those there are."""
    known = all_habits()
    if kind not in known:
        raise UnknownKindError(f"no habits of {kind!r}; known: {', '.join(known)}")
    return known[kind]


@cache
def all_habits() -> Mapping[str, Habits]:
    """Habits of every kind. Raises CatalogueError for a slip in the file."""
    return parse_habits(read_resource("simulator.calendars", FILE))


def parse_habits(text: str, file: str = FILE) -> Mapping[str, Habits]:
    """Read ``text`` as habits. Raises CatalogueError, naming the line."""
    entries = parse(text, file).items()
    return MappingProxyType({kind: _habits(kind, entry) for kind, entry in entries.items()})


def _habits(kind: str, entry: Entry) -> Habits:
    names = [name for name in Habits.__dataclass_fields__ if name != "kind" and name not in _OPTIONAL]
    keys = entry.fields(names, _OPTIONAL)
    return Habits(
        kind=kind,
        holidays=keys["holidays"].one_of(HOLIDAYS, "way to keep holidays"),
        school_holidays=_flag(keys["school_holidays"]),
        arriving=keys["arriving"].number(0.1, 8),
        leaving=keys["leaving"].number(0.1, 8),
        lunch=keys["lunch"].number(-0.5, 1),
        people=_numbers(keys["people"], 7, 0, 1),
        evenings=keys["evenings"].number(0, 1),
        mornings=keys["mornings"].number(0, 1),
        odd_hours=_span(keys["odd_hours"], 0, 8),
        odd_people=_span(keys["odd_people"], 0, 1),
        night_water=keys["night_water"].number(0, 1),
        water=keys["water"].number(0, 2),
        people_by_hour=_numbers(keys["people_by_hour"], 24, 0, 1) if "people_by_hour" in keys else None,
        water_by_hour=_numbers(keys["water_by_hour"], 24, 0, 1) if "water_by_hour" in keys else None,
    )


def _flag(entry: Entry) -> bool:
    if entry.node.value not in {"true", "false"}:
        raise entry.error("must be true or false")
    return bool(entry.node.value == "true")


def _span(entry: Entry, low: float, high: float) -> tuple[float, float]:
    first, second = _numbers(entry, 2, low, high)
    if second < first:
        raise entry.error("must be [least, most]")
    return first, second


def _numbers(entry: Entry, count: int, low: float, high: float) -> tuple[float, ...]:
    numbers = tuple(each.number(low, high) for each in entry.entries())
    if len(numbers) != count:
        raise entry.error(f"needs {count} numbers, has {len(numbers)}")
    return numbers
