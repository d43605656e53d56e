"""The kinds of oddity, read from ``kinds.yaml`` and checked when they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from model.catalogue.entry import Entry, parse, read_resource
from simulator.faults.effects import Orders
from simulator.faults.fields import reaches

# Four weeks less a day: what is under way began in this window of draws or the one before, in any timezone.
LONGEST_HOURS = 648.0
PLACES = ("building", "air_handler", "zone")
_REQUIRED = ("says", "on", "per_year", "starts")
_OPTIONAL = ("lasts", "orders", "steps", "either", "share", "together")

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class OddityKind:
    """An entry of ``kinds.yaml``.

    ``per_year`` and place of kind ``on``; ``weekdays`` (0 Monday), ``hours`` and ``months`` of its start in
    local time; ``lasts`` [h]; ``orders``: range of each field of ``Orders``, or ``steps``: values by hour.
    """

    id: str
    says: str
    on: str
    per_year: float
    weekdays: frozenset[int]
    hours: Range
    months: frozenset[int]
    lasts: Range
    orders: Mapping[str, Range]
    steps: tuple[Mapping[str, float], ...]
    either: bool
    share: float
    together: bool


@cache
def oddity_kinds() -> Mapping[str, OddityKind]:
    """All kinds by their id, in the order of the file."""
    return read_kinds(read_resource("simulator.oddities", "kinds.yaml"), "oddities/kinds.yaml")


def read_kinds(text: str, file: str) -> Mapping[str, OddityKind]:
    """Read kinds from YAML. Raises CatalogueError, which names file, line and key."""
    return {name: _kind(name, entry) for name, entry in parse(text, file).items().items()}


def _kind(name: str, entry: Entry) -> OddityKind:
    found = entry.fields(_REQUIRED, _OPTIONAL)
    if ("orders" in found) == ("steps" in found) or ("orders" in found) != ("lasts" in found):
        raise entry.error("needs either orders and lasts, or steps")
    on = found["on"].one_of(PLACES, "place")
    starts = found["starts"].fields([], ["weekdays", "hours", "months"])
    rate = found["per_year"].fields(["value", "source"])
    rate["source"].text()
    steps = tuple(
        {field: value.number(0.0, 1.0) for field, value in _orders(step, on).items()}
        for step in (found["steps"].entries() if "steps" in found else ())
    )
    ranges = _orders(found["orders"], on) if "orders" in found else {}
    return OddityKind(
        id=name,
        says=found["says"].text(),
        on=on,
        per_year=rate["value"].number(0.0, 1000.0),
        weekdays=_numbers(starts.get("weekdays"), range(7)),
        hours=_pair(starts["hours"], 24.0) if "hours" in starts else (0.0, 23.0),
        months=_numbers(starts.get("months"), range(1, 13)),
        lasts=_pair(found["lasts"], LONGEST_HOURS) if "lasts" in found else (len(steps), len(steps)),
        orders={field: _pair(value, 20.0) for field, value in ranges.items()},
        steps=steps,
        either="either" in found,
        share=found["share"].number(0.0, 1.0) if "share" in found else 1.0,
        together="together" in found,
    )


def _orders(entry: Entry, on: str) -> Mapping[str, Entry]:
    orders = entry.items()
    known = [field.name for field in fields(Orders)]
    for name, value in orders.items():
        if name not in known:
            raise value.error(f"{name!r} is no field of Orders; known: {', '.join(known)}")
        level = Orders.level_of(name)
        if on != level and not (on in {"building", "air_handler"} and reaches(on, level)):  # type: ignore[arg-type]
            raise value.error(f"cannot be ordered of a {on}")
    return orders


def _numbers(entry: Entry | None, known: range) -> frozenset[int]:
    if entry is None:
        return frozenset(known)
    return frozenset(int(number.number(known[0], known[-1])) for number in entry.entries())


def _pair(entry: Entry, high: float) -> Range:
    numbers = [number.number(0.0, high) for number in entry.entries()]
    if len(numbers) != 2 or numbers[0] > numbers[1]:
        raise entry.error("must be [least, most]")
    return numbers[0], numbers[1]
