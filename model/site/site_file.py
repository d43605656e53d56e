"""A site as its owner writes it down, in YAML: ``docs/site-file.md`` says how."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from model.catalogue.costs import load_cost_facts
from model.site.described_design import read_amount
from model.site.described_equipment import UnitDefaults, read_equipment, read_id, read_units
from model.site.described_export import read_export, read_timezone
from model.site.described_schedule import read_schedule
from model.site.graph import Building, Equipment, Manager, Site, TrendExport
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
_DEFAULT_MANAGER = "Facility manager"


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
    return Site(
        id=identity,
        name=fields["name"].text() if "name" in fields else identity,
        timezone=read_timezone(fields["timezone"]),
        currency=_currency(fields["currency"]) if "currency" in fields else "USD",
        buildings=buildings,
        managers=_managers(fields.get("managers"), tuple(ids), identity),
        tariff=_tariff(fields["tariff"]) if "tariff" in fields else {},
        export=read_export(fields["readings"]) if "readings" in fields else TrendExport(),
    )


def _named(entry: Described) -> Iterator[tuple[str, Described]]:
    """Yield id and entry of ``{id: {...}}`` or of ``[{id: ..., ...}]``."""
    if entry.is_list:
        for item in entry.entries():
            children = item.items()
            if "id" not in children:
                raise item.error("lacks id")
            yield read_id(children["id"]), item
    else:
        for name, item in entry.items().items():
            inner = item.items().get("id")
            if inner is not None and inner.text() != name:
                raise inner.error(f"contradicts the key {name!r}; keep one of them")
            read_id(replace(item, node=_scalar(item, name)))
            yield name, item


def _scalar(entry: Described, text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, entry.node.start_mark, entry.node.end_mark)


def _buildings(root: Described, fields: Mapping[str, Described]) -> list[tuple[str, Described]]:
    if ("building" in fields) == ("buildings" in fields):
        raise root.error("needs either 'building:' with one building or 'buildings:' with several")
    if "buildings" in fields:
        found = list(_named(fields["buildings"]))
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
    for name, item in _named(fields["equipment"]):
        if name in entries:
            raise item.error(f"equipment {name!r} stands in line {entries[name].line} already")
        described, sources = read_equipment(name, item, units)
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


def _managers(entry: Described | None, buildings: tuple[str, ...], site: str) -> tuple[Manager, ...]:
    if entry is None:
        return (Manager(site, _DEFAULT_MANAGER, buildings),)
    managers: list[Manager] = []
    for identity, item in _named(entry):
        fields = item.fields(("id", "name", "buildings"))
        theirs = fields["buildings"].texts() if "buildings" in fields else buildings
        for name in theirs:
            if name not in buildings:
                hint = nearest(name, buildings) or f"; buildings here: {', '.join(buildings)}"
                raise fields["buildings"].error(f"no building {name!r}{hint}")
        if identity in {manager.id for manager in managers}:
            raise item.error(f"manager {identity!r} stands twice")
        managers.append(Manager(identity, fields["name"].text() if "name" in fields else identity, theirs))
    if not managers:
        raise entry.error("needs at least one manager; leave the key out for one who has every building")
    return tuple(managers)


def _currency(entry: Described) -> str:
    code = entry.text()
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise entry.error(f"{code!r} is no currency code, such as USD or EUR")
    return code


def _tariff(entry: Described) -> dict[str, float]:
    facts = load_cost_facts()
    return {key: value.number() for key, value in entry.fields(tuple(facts)).items()}
