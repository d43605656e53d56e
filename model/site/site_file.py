"""A site as its owner writes it down, in YAML: ``docs/site-file.md`` says how."""

from collections.abc import Mapping
from pathlib import Path

from model.site.described.design import read_amount
from model.site.described.equipment import (
    UnitDefaults,
    read_equipment,
    read_id,
    read_kind,
    read_units,
)
from model.site.described.export import read_export, read_timezone
from model.site.described.schedule import read_schedule
from model.site.described.site import named, read_managers, read_money
from model.site.graph import Building, Equipment, Site, TrendExport
from model.site.yaml_lines import Described, SiteError, nearest, read_yaml

_SITE_KEYS = (
    "site",
    "name",
    "timezone",
    "currency",
    "units",
    "managers",
    "tariff",
    "readings",
    "building",
    "buildings",
)
_BUILDING_KEYS = ("id", "name", "people", "area", "occupied", "units", "equipment")


def load_site(path: Path) -> Site:
    """Read a site file.

    Raises SiteError, which names file, line and key, what was wrong and what is accepted there.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SiteError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SiteError(f"{path}: is no UTF-8 text (byte {error.start}); save it as UTF-8") from error
    return parse_site(text, path.name)


def parse_site(text: str, file: str) -> Site:
    """Read the text of a site file; ``file`` is its name in errors. Raises SiteError."""
    root = read_yaml(text, file)
    fields = root.fields(_SITE_KEYS, ("site", "timezone"))
    units = read_units(fields.get("units"), UnitDefaults("", {}))
    buildings = tuple(_building(name, entry, units) for name, entry in _buildings(root, fields))
    ids = {building.id: building for building in buildings}
    if len(ids) < len(buildings):
        raise fields["buildings"].error("has the same building id twice")
    identity = read_id(fields["site"])
    currency, tariff = read_money(fields)
    return Site(
        id=identity,
        name=fields["name"].text() if "name" in fields else identity,
        timezone=read_timezone(fields["timezone"]),
        currency=currency,
        buildings=buildings,
        managers=read_managers(fields.get("managers"), tuple(ids), identity),
        tariff=tariff,
        export=read_export(fields["readings"]) if "readings" in fields else TrendExport(),
    )


def _buildings(root: Described, fields: Mapping[str, Described]) -> list[tuple[str, Described]]:
    if ("building" in fields) == ("buildings" in fields):
        raise root.error("needs either 'building:' with one building or 'buildings:' with several")
    if "buildings" in fields:
        found = list(named(fields["buildings"]))
        if not found:
            raise fields["buildings"].error("needs at least one building")
        return found
    entry = fields["building"]
    inner = entry.items().get("id")
    return [(read_id(inner) if inner is not None else read_id(fields["site"]), entry)]


def _building(identity: str, entry: Described, outer: UnitDefaults) -> Building:
    fields = entry.fields(_BUILDING_KEYS, ("equipment",))
    units = read_units(fields.get("units"), outer)
    equipment: list[Equipment] = []
    entries: dict[str, Described] = {}
    places: dict[str, Described] = {}
    over_boxes = _feeders_of_boxes(fields["equipment"])
    for name, item in named(fields["equipment"]):
        if name in entries:
            raise item.error(f"equipment {name!r} stands in line {entries[name].line} already")
        described, sources = read_equipment(name, item, units, feeds_boxes=name in over_boxes)
        for source, place in sources.items():
            if source in places:
                raise place.error(f"{source!r} has a role already, in line {places[source].line}")
        places |= sources
        entries[name] = item
        equipment.append(described)
    if not places:
        raise fields["equipment"].error(f"building {identity!r} has no point; give one equipment its points")
    _check_feeds(equipment, entries)
    return Building(
        id=identity,
        name=fields["name"].text() if "name" in fields else identity,
        equipment=tuple(equipment),
        people=fields["people"].number(0.0) if "people" in fields else None,
        area_m2=read_amount("area", fields["area"], units.system) if "area" in fields else None,
        schedule=read_schedule(fields["occupied"]) if "occupied" in fields else None,
    )


def _feeders_of_boxes(entry: Described) -> frozenset[str]:
    found: set[str] = set()
    for _, item in named(entry):
        fields = item.items()
        if {"kind", "fed_by"} <= fields.keys() and read_kind(fields["kind"]) == "vav_box":
            found.update(fields["fed_by"].texts())
    return frozenset(found)


def _check_feeds(equipment: list[Equipment], entries: Mapping[str, Described]) -> None:
    feeders = {item.id: item.fed_by for item in equipment}
    for item in equipment:
        for feeder in item.fed_by:
            if feeder not in feeders:
                hint = nearest(feeder, feeders) or f"; equipment here: {', '.join(feeders)}"
                raise (
                    entries[item.id]
                    .items()["fed_by"]
                    .error(f"no equipment {feeder!r} in this building{hint}")
                )
        upstream, ahead = set[str](), list(item.fed_by)
        while ahead:
            name = ahead.pop()
            if name not in upstream:
                upstream.add(name)
                ahead += feeders[name]
        if item.id in upstream:
            raise (entries[item.id].items()["fed_by"].error("goes in a circle: nothing can feed itself"))
