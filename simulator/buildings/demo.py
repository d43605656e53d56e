"""The buildings of the demo, always the same, read from ``demo.yaml``."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

from model.site.yaml_lines import Described, read_yaml
from simulator.buildings.devices import device_names, devices_of
from simulator.buildings.measures import MEASURES
from simulator.buildings.plan import Plan
from simulator.buildings.points import POINTS, STYLES
from simulator.buildings.types import DAYS, TYPES
from simulator.climate.climate import climate
from simulator.layout import Shape

_KEYS = ("name", "kind", "built", "units", "style", "resets_static", "hours", "lacking")


@cache
def _read() -> tuple[tuple[Plan, ...], frozenset[tuple[str, str]]]:
    """The buildings, and pairs of make and point that are published."""
    text = resources.files("simulator.buildings").joinpath("demo.yaml").read_text(encoding="utf-8")
    root = read_yaml(text, "demo.yaml")
    keys = ("climate", "boxes", "buildings", "published")
    fields = root.fields(keys, keys)
    place = climate(fields["climate"].text())
    shape = Shape(tuple(int(item.number(1)) for item in fields["boxes"].entries()))
    plans = tuple(_plan(item, place.id, place.timezone, shape) for item in fields["buildings"].entries())
    published = {
        (make, item.one_of([point.id for point in POINTS[make]], "point"))
        for make, entry in fields["published"].fields(tuple(device_names()["short"])).items()
        for item in entry.entries()
    }
    return plans, frozenset(published)


def _plan(entry: Described, climate_id: str, timezone: str, shape: Shape) -> Plan:
    fields = entry.fields(_KEYS, _KEYS[:-1])
    lacking = entry.items()["lacking"].items()
    return Plan(
        seed=(0, 0),
        id=fields["name"].text().lower().replace(" ", "-"),
        name=fields["name"].text(),
        kind=fields["kind"].one_of(TYPES, "kind of building"),
        built=int(fields["built"].number(1900, 2100)),
        climate=climate_id,
        timezone=timezone,
        units=fields["units"].one_of(MEASURES.systems, "system of units"),
        style=fields["style"].one_of(STYLES, "naming style"),
        shape=shape,
        hours={
            day: span for name, item in fields["hours"].items().items() for day, span in _days(name, item)
        },
        resets_static=fields["resets_static"].flag(),
        lacking=frozenset((device, name) for device, item in lacking.items() for name in item.texts()),
    )


def _days(name: str, entry: Described) -> Iterator[tuple[int, tuple[float, float]]]:
    start, end = (item.number(0, 24) for item in entry.entries())
    return ((day, (start, end)) for day in DAYS[name])


def demo_plans(seed: int = 7, count: int = 3) -> list[Plan]:
    """``count`` buildings: an office, a school and a laboratory, and again with a number behind the name."""
    patterns, published = _read()
    plans = []
    for row in range(count):
        pattern, number = patterns[row % len(patterns)], row // len(patterns) + 1
        suffix = f" {number}" if number > 1 else ""
        absent = {
            (device.id, point.id)
            for device in devices_of(pattern)
            for point in device.points
            if (device.make, point.id) not in published
        }
        plans.append(
            replace(
                pattern,
                seed=(seed, row),
                id=pattern.id + suffix.replace(" ", "-"),
                name=pattern.name + suffix,
                lacking=pattern.lacking | absent,
            )
        )
    return plans
