"""Rooftop units: packaged ones of one zone, and those that are air handlers on a roof."""

from collections.abc import Mapping

from model.site.brick.equipment import Whole, classes_of
from model.site.brick.file import BrickFile
from model.site.roles import role_of

# What only a unit with a duct system has.
_BUILT_UP = frozenset({"supply_air_static_pressure", "supply_air_static_pressure_setpoint"})


def settle_rooftops(file: BrickFile, wholes: Mapping[str, Whole], feeders: Mapping[str, list[str]]) -> None:
    """Make air handlers of the rooftop units that feed boxes, or that keep a pressure in their duct."""
    over_boxes = {
        feeder for thing, names in feeders.items() if wholes[thing].kind == "vav_box" for feeder in names
    }
    for thing, whole in wholes.items():
        if whole.kind == "rooftop_unit" and (thing in over_boxes or _keeps_pressure(file, whole)):
            whole.kind = "air_handler"


def _keeps_pressure(file: BrickFile, whole: Whole) -> bool:
    points = (point for part in whole.parts for point in file.points.get(part, ()))
    roles = (role_of(name, "air_handler") for point in points for name in classes_of(file, point))
    return any(role is not None and role.id in _BUILT_UP for role in roles)
