"""Buildings of rooms on boxes, fan coils or rooftop units, alike in all but what serves them."""

import numpy as np
from numpy.typing import ArrayLike

from model.site.graph import Schedule
from tests.model.building_of import (
    ALWAYS_OCCUPIED,
    STEPS,
    Exactly,
    Roles,
    Told,
    air_handler,
    box,
    building_of,
    chilled_water_plant,
    hot_water_plant,
    swinging,
)

UNITS = ("VAV", "FC", "RTU")


def unit(
    prefix: str,
    *,
    room: ArrayLike | Exactly = 21.5,
    heat: ArrayLike = 0.0,
    cool: ArrayLike = 0.0,
    air: ArrayLike = 21.0,
    band: tuple[float, float] = (21.0, 24.0),
    blows: float = 1.0,
    **instead: ArrayLike | Exactly | None,
) -> Roles:
    """Roles of a unit with its room; ``air`` is what leaves it, ``instead`` replaces roles, None drops."""
    room = swinging(room, 0.2) if isinstance(room, float) else room
    setpoints: Roles = {
        "zone_air_temperature": room,
        "zone_air_temperature_heating_setpoint": Exactly(band[0]),
        "zone_air_temperature_cooling_setpoint": Exactly(band[1]),
    }
    roles: Roles
    if prefix == "VAV":
        damper = np.maximum(np.asarray(cool, dtype=float), 0.3 * blows)
        flow = 0.5 * damper**1.1 * blows
        roles = box(
            leaves=air,
            reheat_valve_command=heat,
            box_damper_command=damper,
            discharge_air_flow=flow,
            discharge_air_flow_setpoint=flow,
        )
    elif prefix == "FC":
        roles = {
            "discharge_air_temperature": air,
            "heating_valve_command": heat,
            "cooling_valve_command": cool,
            "fan_command": 0.6 * blows,
            "fan_status": blows,
        }
    else:
        roles = {
            "supply_air_temperature": air,
            "heating_command": heat,
            "cooling_command": cool,
            "supply_fan_status": blows,
        }
    return {role: values for role, values in (roles | setpoints | instead).items() if values is not None}


def rooms(
    prefix: str,
    own: Roles,
    others: Roles,
    *,
    outside: float = 5.0,
    schedule: Schedule = ALWAYS_OCCUPIED,
    hot: Roles | None = None,
    cold: Roles | None = None,
    fan: float = 1.0,
) -> Told:
    """Unit 1 as ``own`` among five ``others``, with plants, weather and, for boxes, an air handler."""
    equipment = {f"{prefix}-1": own, **{f"{prefix}-{number}": others for number in range(2, 7)}}
    feeders: tuple[str, ...] = ("HW-1", "CHW-1")
    weather: Roles = {"outdoor_air_temperature": swinging(outside)}
    plants: dict[str, Roles] = {
        "HW-1": hot_water_plant() if hot is None else hot,
        "CHW-1": chilled_water_plant() if cold is None else cold,
    }
    if prefix == "VAV":
        supply = swinging(13.0, 0.3)
        above = air_handler(outside=outside, cool=0.5, supply_air_temperature=supply, supply_fan_status=fan)
        plants = {"AHU-1": above, **plants}
        feeders = ("AHU-1", "HW-1")
    if prefix == "RTU":
        plants, feeders = {}, ()
    return building_of(
        {"WS-1": weather, **plants, **equipment},
        fed_by=dict.fromkeys(equipment, feeders),
        design={identifier: {"supply_air_flow": 0.5, "people": 3.0} for identifier in equipment},
        schedule=schedule,
    )


def cooling_off(start: float, outside: float, hours: float) -> Exactly:
    """A room left to itself for a day, with a time constant of so many hours."""
    passed = np.arange(STEPS) / 12.0
    return Exactly(np.round(outside + (start - outside) * np.exp(-passed / hours), 2))
