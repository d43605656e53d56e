"""The site of a portfolio as a site file, or what to say beside a Brick model; see ``docs/site-file.md``."""

from typing import Any

import yaml

from model.site.described.design import DESIGN
from model.site.graph import Building, Equipment, Schedule, Site

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_READINGS = {"layout": "long", "time": "time", "timezone": "UTC", "device": "device", "building": "building"}
_UNITS = {
    "air_flow": " m3/s",
    "water_flow": " m3/s",
    "power": " W",
    "volume": " m3",
    "area": " m2",
}


def site_yaml(site: Site) -> str:
    """The text of a site file that reads back as ``site``; readings are a long export.

    Points without a role have no place in a site file.
    """
    document = {
        "site": site.id,
        "name": site.name,
        "timezone": site.timezone,
        "currency": site.currency,
        "readings": _READINGS,
        "managers": {m.id: {"name": m.name, "buildings": list(m.buildings)} for m in site.managers},
        "buildings": {building.id: _building(building) for building in site.buildings},
        **_prices(site),
    }
    return _dump(document)


def overrides_yaml(site: Site, building: Building) -> str:
    """The text of the file beside the Brick model of ``building``: hours, people, design numbers, managers.

    With it ``plantroom import`` knows all of the building that a site file would tell.
    """
    known = {item.id: _around(item) for item in building.equipment}
    document = {
        "site": site.id,
        "name": site.name,
        "currency": site.currency,
        "readings": _READINGS,
        "managers": {m.id: {"name": m.name} for m in site.managers if building.id in m.buildings},
        "buildings": {building.id: _whole(building)},
        "equipment": {name: said for name, said in known.items() if said},
        **_prices(site),
    }
    return _dump(document)


def _dump(document: dict[str, Any]) -> str:
    return yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)


class _Plain(yaml.CSafeDumper):
    """YAML without anchors, for people."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _prices(site: Site) -> dict[str, Any]:
    return {"tariff": dict(site.tariff)} if site.tariff else {}


def _building(building: Building) -> dict[str, Any]:
    equipment = {item.id: _equipment(item) for item in building.equipment}
    return {**_whole(building), "equipment": equipment}


def _whole(building: Building) -> dict[str, Any]:
    described: dict[str, Any] = {"name": building.name}
    if building.people is not None:
        described["people"] = building.people
    if building.area_m2 is not None:
        described["area"] = f"{building.area_m2} m2"
    if building.schedule is not None and building.schedule.hours:
        described["occupied"] = _hours(building.schedule)
    return described


def _hours(schedule: Schedule) -> dict[str, str]:
    return {_DAYS[day]: _span(*span) for day, span in sorted(schedule.hours.items())}


def _span(start: float, end: float) -> str:
    if (start, end) == (0.0, 24.0):
        return "always"
    return f"{int(start):02d}:{round(start % 1 * 60):02d}-{int(end):02d}:{round(end % 1 * 60):02d}"


def _equipment(item: Equipment) -> dict[str, Any]:
    described: dict[str, Any] = {"kind": item.kind, "name": item.name}
    if item.fed_by:
        described["fed_by"] = list(item.fed_by)
    points = {
        point.role: {"source": point.source.partition("/")[2], "unit": point.unit}
        for point in item.points
        if point.role is not None
    }
    return {**described, **_around(item), "points": points}


def _around(item: Equipment) -> dict[str, Any]:
    """Where it stands and what is known of it by design."""
    described: dict[str, Any] = {}
    if item.location is not None:
        described["location"] = item.location
    if item.design:
        described["design"] = {
            key: f"{value}{_UNITS.get(DESIGN[key] or '', '')}" for key, value in item.design.items()
        }
    return described
