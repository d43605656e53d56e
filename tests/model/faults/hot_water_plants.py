"""A hot-water plant with two boxes and a fan coil behind it."""

from numpy.typing import ArrayLike

from tests.model.building_of import Exactly, Roles, Told, box, building_of, hot_water_plant, swinging

FED = {"VAV-1": ("HW-1",), "VAV-2": ("HW-1",), "FC-1": ("HW-1",)}


def plant(
    *, valve: float = 0.6, outside: float = 3.0, room: float = 20.8, **roles: ArrayLike | Exactly
) -> Told:
    """A plant that feeds two boxes and a fan coil, whose valves stand open so far."""
    fan_coil: Roles = {
        "zone_air_temperature": swinging(room, 0.2),
        "zone_air_temperature_heating_setpoint": 21.0,
        "zone_air_temperature_cooling_setpoint": 24.0,
        "heating_valve_command": valve,
        "cooling_valve_command": 0.0,
        "fan_command": 0.6,
    }
    own = hot_water_plant(**{"outdoor_air_temperature": swinging(outside), **roles})
    boxes = {name: box(room=room, leaves=30.0, reheat_valve_command=valve) for name in ("VAV-1", "VAV-2")}
    design = {"HW-1": {"heating_capacity": 100_000.0}}
    return building_of({"HW-1": own, **boxes, "FC-1": fan_coil}, fed_by=FED, design=design)
