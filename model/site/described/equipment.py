"""Equipment and its points, as a site file describes them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.site.described.design import read_design
from model.site.graph import Equipment, Point
from model.site.roles import KINDS, QUANTITIES, ROLES, Role
from model.site.units import UnitError, conversion, role_conversion
from model.site.yaml_lines import Described, nearest

# What people call them.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "air_handler": ("ahu", "air_handling_unit", "doas", "makeup_air_unit"),
    "rooftop_unit": ("rtu", "packaged_unit", "packaged_heat_pump"),
    "fan_coil": ("fcu", "fan_coil_unit"),
    "vav_box": ("vav", "cav_box", "terminal_unit", "fan_powered_box"),
    "hot_water_plant": ("boiler_plant", "heating_plant", "boiler", "heat_pump"),
    "chilled_water_plant": ("chiller_plant", "cooling_plant", "chiller", "cooling_tower"),
    "weather_station": ("outdoor_sensor",),
    "electricity_meter": ("meter", "electric_meter", "electrical_meter", "power_meter"),
    "gas_meter": ("natural_gas_meter",),
    "heat_meter": ("thermal_meter", "btu_meter"),
    "water_meter": ("cold_water_meter",),
    "lighting": ("lights", "lighting_system"),
    "domestic_hot_water": ("dhw", "water_heater", "service_hot_water"),
}
KIND_NAMES: Mapping[str, str] = {
    **{kind: kind for kind in sorted(KINDS)},
    **{name: kind for kind, names in _NAMES.items() for name in names},
}
# A rooftop unit that feeds boxes is judged as the air handler that it is: roles go by that one's names.
_OF_AN_AIR_HANDLER: Mapping[str, str] = {
    "heating_command": "heating_valve_command",
    "cooling_command": "cooling_valve_command",
}
_POINT_KEYS = ("source", "device", "unit", "full_scale", "invert", "words")
_EQUIPMENT_KEYS = ("id", "kind", "name", "device", "units", "fed_by", "location", "design", "points")
_ID = re.compile(r"[^\s/+#$]{1,64}")


@dataclass(frozen=True, slots=True)
class UnitDefaults:
    """The units of points that declare none.

    ``system`` is "imperial", "SI", or "" where the file says nothing; ``by_quantity`` goes over it.
    """

    system: str
    by_quantity: Mapping[str, str]

    def declared(self, role: Role) -> str | None:
        """Return the unit declared for the role's quantity, or None for the system's default."""
        return self.by_quantity.get(role.quantity.id)


def read_id(entry: Described) -> str:
    """Return an id that can stand in a topic."""
    name = entry.text()
    if not _ID.fullmatch(name):
        better = re.sub(r"[\s/+#$]+", "-", name)[:64]
        raise entry.error(
            f"{name!r} cannot be an id (no spaces, '/', '+', '#', '$'; 64 letters): say {better!r}"
        )
    return name


def read_units(entry: Described | None, outer: UnitDefaults) -> UnitDefaults:
    """Read a ``units:`` entry: a system, or units by quantity with an optional ``system``."""
    if entry is None:
        return outer
    if not entry.is_mapping:
        return UnitDefaults(_system(entry), {})
    fields = entry.fields(("system", *QUANTITIES))
    system = _system(fields.pop("system")) if "system" in fields else outer.system
    own = dict(outer.by_quantity)
    for name, unit in fields.items():
        try:
            conversion(unit.text(), QUANTITIES[name])
        except UnitError as error:
            raise unit.error(str(error)) from error
        own[name] = unit.text()
    return UnitDefaults(system, own)


def _system(entry: Described) -> str:
    names = {"imperial": "imperial", "SI": "SI", "si": "SI", "metric": "SI"}
    return names[entry.one_of(names, "system of units")]


def read_equipment(
    identity: str, entry: Described, outer: UnitDefaults, *, feeds_boxes: bool = False
) -> tuple[Equipment, Mapping[str, Described]]:
    """Read one equipment; also return where each of its sources stands in the file.

    ``feeds_boxes``: VAV boxes of the file are fed by it, which makes a rooftop unit an air handler.
    """
    fields = entry.fields(_EQUIPMENT_KEYS, ("kind",))
    kind = read_kind(fields["kind"])
    names = fields["points"].items() if "points" in fields else {}
    if kind == "rooftop_unit" and (feeds_boxes or _is_built_up(names)):
        kind = "air_handler"
    units = read_units(fields.get("units"), outer)
    device = read_id(fields["device"]) if "device" in fields else identity
    points: list[Point] = []
    places: dict[str, Described] = {}
    for name, described in names.items():
        if described.is_empty:
            continue
        known = _OF_AN_AIR_HANDLER.get(name, name) if kind == "air_handler" else name
        point = _point(_role(known, described, kind), described, device, units)
        if point.source in places:
            raise described.error(f"{point.source!r} has a role already, in line {places[point.source].line}")
        places[point.source] = described
        points.append(point)
    equipment = Equipment(
        id=identity,
        kind=kind,
        name=fields["name"].text() if "name" in fields else identity,
        points=tuple(points),
        fed_by=fields["fed_by"].texts() if "fed_by" in fields else (),
        design=read_design(fields["design"], units.system) if "design" in fields else {},
        location=fields["location"].text() if "location" in fields else None,
    )
    return equipment, places


def read_kind(entry: Described) -> str:
    """Return the kind of equipment that is written, by any of its names."""
    return KIND_NAMES[entry.one_of(KIND_NAMES, "kind of equipment")]


def _is_built_up(names: Iterable[str]) -> bool:
    """Whether roles are those of an air handler that no packaged unit has: water coils, a duct's pressure."""
    known = [ROLES[name].kinds for name in names if name in ROLES]
    return any("air_handler" in kinds and "rooftop_unit" not in kinds for kinds in known)


def _role(name: str, entry: Described, kind: str) -> Role:
    here = sorted(role.id for role in ROLES.values() if kind in role.kinds)
    if name not in ROLES:
        raise entry.error(f"is no role{nearest(name, here) or '.'} Roles of {kind}: {', '.join(here)}")
    if kind not in ROLES[name].kinds:
        of = ", ".join(sorted(ROLES[name].kinds))
        raise entry.error(f"is a role of {of}, not of {kind}. Roles of {kind}: {', '.join(here)}")
    return ROLES[name]


def _point(role: Role, entry: Described, device: str, units: UnitDefaults) -> Point:
    fields = entry.fields(_POINT_KEYS, ("source",)) if entry.is_mapping else {"source": entry}
    words = fields["words"].items() if "words" in fields else {}
    full_scale = fields["full_scale"].number() if "full_scale" in fields else None
    if full_scale is not None and full_scale <= 0:
        raise fields["full_scale"].error("must be more than 0: the raw value of fully open or on")
    declared = fields["unit"].text() if "unit" in fields else units.declared(role)
    if declared is None and full_scale is None and not units.system and role.imperial != role.metric:
        raise entry.error("declares no unit; say 'units: imperial' or 'units: SI' at the top, or a unit here")
    try:
        step = role_conversion(
            role,
            declared,
            units.system,
            full_scale=full_scale,
            invert=fields["invert"].flag() if "invert" in fields else False,
        )
    except UnitError as error:
        raise fields.get("unit", entry).error(str(error)) from error
    return Point(
        source=f"{read_id(fields['device']) if 'device' in fields else device}/{fields['source'].text()}",
        role=role.id,
        unit=step.unit,
        scale=step.scale,
        offset=step.offset,
        words={word.strip().lower(): value.number() for word, value in words.items()},
    )
