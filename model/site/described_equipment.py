"""Equipment and its points, as a site file describes them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from model.site.described_design import read_design
from model.site.graph import Equipment, Point
from model.site.roles import KINDS, QUANTITIES, ROLES, Role
from model.site.units import UnitError, conversion, role_conversion
from model.site.yaml_lines import Described, nearest

# What people call them.
KIND_NAMES: Mapping[str, str] = {
    **{kind: kind for kind in sorted(KINDS)},
    "ahu": "air_handler",
    "air_handling_unit": "air_handler",
    "rooftop_unit": "air_handler",
    "rtu": "air_handler",
    "doas": "air_handler",
    "vav": "vav_box",
    "cav_box": "vav_box",
    "terminal_unit": "vav_box",
    "boiler_plant": "hot_water_plant",
    "chiller_plant": "chilled_water_plant",
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
    identity: str, entry: Described, outer: UnitDefaults
) -> tuple[Equipment, Mapping[str, Described]]:
    """Read one equipment; also return where each of its sources stands in the file."""
    fields = entry.fields(_EQUIPMENT_KEYS, ("kind",))
    kind = KIND_NAMES[fields["kind"].one_of(KIND_NAMES, "kind of equipment")]
    units = read_units(fields.get("units"), outer)
    device = read_id(fields["device"]) if "device" in fields else identity
    points: list[Point] = []
    places: dict[str, Described] = {}
    for name, described in (fields["points"].items() if "points" in fields else {}).items():
        if described.is_empty:
            continue
        point = _point(_role(name, described, kind), described, device, units)
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
