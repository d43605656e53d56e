"""The site of a portfolio as a site file, in the format of ``docs/site-file.md``."""

from typing import Any

import yaml

from model.site.graph import Building, Equipment, Schedule, Site
from model.site.roles import KINDS

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DESIGN_UNITS = {"supply_air_flow": " m3/s", "area": " m2"}


def site_yaml(site: Site) -> str:
    """The text of a site file that reads back as ``site``; readings are a long export.

    It holds what the model has a kind and a role for; the rest has no place in a site file.
    """
    document: dict[str, Any] = {
        "site": site.id,
        "name": site.name,
        "timezone": site.timezone,
        "currency": site.currency,
        "readings": {
            "layout": "long",
            "time": "time",
            "timezone": "UTC",
            "device": "device",
            "building": "building",
        },
        "managers": {m.id: {"name": m.name, "buildings": list(m.buildings)} for m in site.managers},
        "buildings": {building.id: _building(building) for building in site.buildings},
    }
    if site.tariff:
        document["tariff"] = dict(site.tariff)
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=110)


def _building(building: Building) -> dict[str, Any]:
    described: dict[str, Any] = {"name": building.name}
    if building.people is not None:
        described["people"] = building.people
    if building.area_m2 is not None:
        described["area"] = f"{building.area_m2} m2"
    if building.schedule is not None and building.schedule.hours:
        described["occupied"] = _hours(building.schedule)
    described["equipment"] = {item.id: _equipment(item) for item in building.equipment if item.kind in KINDS}
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
    if item.location is not None:
        described["location"] = item.location
    if item.design:
        described["design"] = {
            key: f"{value}{_DESIGN_UNITS.get(key, '')}" for key, value in item.design.items()
        }
    described["points"] = {
        point.role: {"source": point.source.partition("/")[2], "unit": point.unit}
        for point in item.points
        if point.role is not None
    }
    return described
