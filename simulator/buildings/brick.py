"""A simulated building as a Brick model in Turtle, as an integrator would deliver it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from model.site.graph import Building, Equipment, Point, Site
from model.site.yaml_lines import read_yaml
from simulator.buildings.devices import Device

_CLASSES: Mapping[str, str] = {
    "air_handler": "AHU",
    "vav_box": "Variable_Air_Volume_Box_With_Reheat",
    "fan_coil": "Fan_Coil_Unit",
    "rooftop_unit": "Rooftop_Unit",
    "hot_water_plant": "Hot_Water_System",
    "chilled_water_plant": "Chilled_Water_System",
    "weather_station": "Weather_Station",
    "electricity_meter": "Building_Electrical_Meter",
    "gas_meter": "Building_Gas_Meter",
    "heat_meter": "Thermal_Power_Meter",
    "water_meter": "Building_Water_Meter",
    "lighting": "Lighting_System",
    "domestic_hot_water": "Domestic_Hot_Water_System",
}
# Pint name -> QUDT.
_UNITS: Mapping[str, str] = {
    "degF": "DEG_F",
    "degC": "DEG_C",
    "percent": "PERCENT",
    "1": "UNITLESS",
    "inH2O": "IN_H2O",
    "Pa": "PA",
    "ft**3/min": "FT3-PER-MIN",
    "m**3/hour": "M3-PER-HR",
    "gallon/min": "GAL_US-PER-MIN",
    "liter/second": "L-PER-SEC",
    "kW": "KiloW",
    "kWh": "KiloW-HR",
    "ppm": "PPM",
    "m**3": "M3",
}
_HEAD = """\
@prefix brick: <https://brickschema.org/schema/Brick#> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix own: <https://example.org/classes#> .
"""
_BASE = "https://example.org/"
_SQUARE_FOOT = 0.09290304  # [m2]
_METERS = frozenset(("electricity_meter", "gas_meter", "heat_meter", "water_meter"))


@cache
def _extension() -> Mapping[str, str]:
    """Class that Brick does not have -> the class of Brick that it narrows."""
    text = resources.files("simulator.buildings").joinpath("brick_extension.yaml").read_text(encoding="utf-8")
    return {name: item.text() for name, item in read_yaml(text, "brick_extension.yaml").items().items()}


def brick_models(site: Site, devices: Iterable[Device]) -> Iterator[tuple[str, str]]:
    """Each building of ``site`` with the text of its Brick file, in Turtle.

    One file a building, as the ids of equipment are unique there alone. ``devices`` tell what make of
    equipment each is; those of other sites are passed over.
    """
    makes: dict[str, dict[str, str]] = {}
    for device in devices:
        makes.setdefault(device.building, {})[device.id] = device.make
    for building in site.buildings:
        yield building.id, brick_turtle(site, building, makes[building.id])


def brick_turtle(site: Site, building: Building, makes: Mapping[str, str]) -> str:
    """The Turtle of one building; ``makes``: equipment id -> make of device (a key of ``points.yaml``).

    Brick does not say hours, people and design: those stand beside it, as ``docs/site-file.md`` has it.
    """
    place = _iri("buildings", building.id)
    lines = [
        _HEAD,
        f"{_iri('sites', site.id)} a brick:Site ; rdfs:label {_text(site.name)} ; brick:hasPart {place} .",
        f"{place} a brick:Building ; rdfs:label {_text(building.name)}"
        + (
            ""
            if building.area_m2 is None
            else f" ; brick:areaSquareFeet {round(building.area_m2 / _SQUARE_FOOT, 1)}"
        )
        + " .",
    ]
    used = {point.brick_class or "" for item in building.equipment for point in item.points}
    lines += [
        f"own:{name} a owl:Class ; rdfs:subClassOf brick:{_extension()[name]} ."
        for name in sorted(used & _extension().keys())
    ]
    links = _links(building)
    lines += _rooms(building)
    for item in building.equipment:
        lines += _equipment(building, item, makes[item.id], links[item.id])
    return "\n".join(lines) + "\n"


def _links(building: Building) -> dict[str, dict[str, list[str]]]:
    """Return equipment id -> relation -> what it stands in that relation to."""
    kinds = {item.id: item.kind for item in building.equipment}
    links: dict[str, dict[str, list[str]]] = {name: {} for name in kinds}
    for item in building.equipment:
        here = _iri(building.id, item.id)
        if item.location is not None:
            links[item.id].setdefault("feeds", []).append(_zone(building, item))
        if item.kind in _METERS and not item.fed_by:
            links[item.id].setdefault("meters", []).append(_iri("buildings", building.id))
        for feeder in item.fed_by:
            if item.kind == "heat_meter":
                links[item.id].setdefault("meters", []).append(_iri(building.id, feeder))
            elif kinds[feeder] in _METERS:
                relation = "hasSubMeter" if item.kind in _METERS else "meters"
                links[feeder].setdefault(relation, []).append(here)
            else:
                links[feeder].setdefault("feeds", []).append(here)
    return links


def _rooms(building: Building) -> Iterator[str]:
    """Zones, and the floors that hold them where a location says so: "Level 2, north"."""
    floors: dict[str, list[str]] = {}
    for item in building.equipment:
        if item.location is None:
            continue
        zone = _zone(building, item)
        floor, _, side = item.location.partition(", ")
        if floor.startswith("Level "):
            floors.setdefault(floor, []).append(zone)
        label = side if floor in floors else item.location
        yield f"{zone} a brick:HVAC_Zone ; rdfs:label {_text(label)} ."
    for floor, zones in floors.items():
        yield (
            f"{_iri(building.id, floor.replace(' ', '-'))} a brick:Floor ; rdfs:label {_text(floor)} ; "
            f"brick:hasPart {', '.join(zones)} ."
        )


def _equipment(
    building: Building, item: Equipment, make: str, links: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    said = [
        f"{_iri(building.id, item.id)} a brick:{_CLASSES[make]}",
        f"rdfs:label {_text(item.name)}",
        f"brick:hasLocation {_iri('buildings', building.id)}",
    ]
    said += [f"brick:{relation} {', '.join(things)}" for relation, things in links.items()]
    points = {_point_iri(building, point): point for point in item.points}
    if points:
        said.append(f"brick:hasPoint {', '.join(points)}")
    yield " ;\n    ".join(said) + " ."
    for iri, point in points.items():
        unit = "" if point.unit is None else f" ; brick:hasUnit unit:{_UNITS[point.unit]}"
        prefix = "own" if point.brick_class in _extension() else "brick"
        yield f"{iri} a {prefix}:{point.brick_class}{unit} ."


def _point_iri(building: Building, point: Point) -> str:
    device, _, name = point.source.partition("/")
    return _iri(f"{building.id}/{device}", name)


def _zone(building: Building, item: Equipment) -> str:
    return _iri(building.id, f"{item.id}-zone")


def _iri(path: str, name: str) -> str:
    return f"<{_BASE}{path}#{name}>"


def _text(words: str) -> str:
    """A literal; JSON escapes as Turtle does."""
    return json.dumps(words)
