"""Faults of chilled water: chiller, pump, tower."""

import numpy as np
from numpy.typing import ArrayLike

from tests.model.building_of import (
    STEPS,
    Exactly,
    Roles,
    Told,
    air_handler,
    box,
    boxes,
    building_of,
    chilled_water_plant,
    swinging,
)
from tests.model.faults.case import Case

_FED = {"AHU-1": ("CHW-1",)}
_CYCLES = (np.arange(STEPS) % 2).astype(float)
# Half an hour of two.
_NOW_AND_THEN = (np.arange(STEPS) % 24 < 6).astype(float)


def cooled(
    *,
    valve: float = 0.6,
    outside: float = 28.0,
    room: ArrayLike = 23.0,
    blows: float = 1.0,
    **roles: ArrayLike | Exactly | None,
) -> Told:
    """A plant, an air handler that asks it for cooling, and rooms."""
    plant: Roles = chilled_water_plant(
        outdoor_air_temperature=swinging(outside), chiller_status=1.0, chilled_water_pump_speed=0.6
    )
    plant = {role: values for role, values in (plant | roles).items() if values is not None}
    return building_of(
        {
            "WS-1": {
                "outdoor_air_humidity": 0.5 + 0.02 * swinging(0.0),
                "outdoor_air_temperature": swinging(outside),
            },
            "CHW-1": plant,
            "AHU-1": air_handler(outside=swinging(outside), cool=valve, back=room, supply_fan_status=blows),
            "VAV-1": box(room=room),
            **boxes(2, room=room),
        },
        fed_by=_FED,
    )


def towered(**roles: ArrayLike | Exactly | None) -> Told:
    """A plant with a tower: at 28 degC and 50 % the wet bulb is at 20.4 degC."""
    tower: dict[str, ArrayLike | Exactly | None] = {
        "condenser_water_supply_temperature": 25.0,
        "condenser_water_return_temperature": 29.5,
        "condenser_water_supply_temperature_setpoint": 24.5,
        "tower_fan_status": 1.0,
        "tower_fan_speed": 0.7,
    }
    return cooled(**(tower | roles))


def drawing(power_w: float, **roles: ArrayLike | Exactly | None) -> Told:
    """A water-cooled chiller that makes 460 kW of cooling."""
    return towered(chiller_power=power_w, chilled_water_flow=0.02, **roles)


_RESTS: dict[str, ArrayLike | Exactly | None] = {
    "chiller_status": 0.0,
    "chilled_water_pump_status": 0.0,
    "chilled_water_pump_speed": 0.0,
    "chilled_water_flow": 0.0,
}
UNCOOLED: dict[str, ArrayLike | Exactly | None] = {
    "chilled_water_supply_temperature": 20.0,
    "chilled_water_return_temperature": 20.2,
}

CASES = [
    Case(
        "chiller_failed",
        "CHW-1",
        told_by=lambda: cooled(valve=1.0, room=27.0, chiller_status=0.0, **UNCOOLED),
        healthy=cooled,
        alike=lambda: cooled(
            chilled_water_supply_temperature=11.0, chilled_water_return_temperature=16.0, valve=1.0
        ),
        really="a chiller that runs and is too small for the day",
    ),
    Case(
        "chiller_failed",
        "CHW-1",
        told_by=lambda: cooled(valve=1.0, room=27.0, chiller_status=None, **UNCOOLED),
        healthy=lambda: cooled(chiller_status=None),
        alike=lambda: cooled(valve=0.0, outside=14.0, **_RESTS, **UNCOOLED),
        really="a plant that rests",
    ),
    Case(
        "chilled_water_pump_failed",
        "CHW-1",
        told_by=lambda: cooled(valve=1.0, room=27.0, **_RESTS, **UNCOOLED),
        healthy=cooled,
        alike=lambda: cooled(valve=1.0, outside=14.0, **_RESTS, **UNCOOLED),
        really="a plant that is locked out in cool weather",
    ),
    Case(
        "chilled_water_pump_always_on",
        "CHW-1",
        told_by=lambda: cooled(valve=0.0, outside=14.0, chiller_status=0.0, **UNCOOLED),
        healthy=lambda: cooled(valve=0.0, outside=14.0, **_RESTS, **UNCOOLED),
        alike=lambda: cooled(valve=0.0, outside=14.0),
        really="a chiller that serves what we do not see",
    ),
    Case(
        "chilled_water_pump_always_on",
        "CHW-1",
        told_by=lambda: cooled(valve=0.0, outside=14.0, chiller_status=0.0, **UNCOOLED),
        healthy=lambda: cooled(valve=0.0, outside=14.0, **_RESTS, **UNCOOLED),
        alike=lambda: cooled(valve=1.0, blows=0.0, outside=14.0, chiller_status=0.0, **UNCOOLED),
        really="an open valve behind a fan that failed",
    ),
    Case(
        "chilled_water_setpoint_too_low",
        "CHW-1",
        told_by=lambda: cooled(chilled_water_supply_temperature_setpoint=3.5),
        healthy=cooled,
        alike=lambda: cooled(valve=1.0, chilled_water_supply_temperature_setpoint=3.5),
        really="a setpoint that rooms ask for",
    ),
    Case(
        "chiller_short_cycling",
        "CHW-1",
        told_by=lambda: cooled(chiller_status=_CYCLES),
        healthy=cooled,
        alike=lambda: cooled(chiller_status=(np.arange(STEPS) % 12 < 6).astype(float)),
        really="a start an hour at light load",
    ),
    Case(
        "chilled_water_pressure_not_met",
        "CHW-1",
        told_by=lambda: cooled(
            chilled_water_differential_pressure=30_000.0,
            chilled_water_differential_pressure_setpoint=60_000.0,
            chilled_water_pump_speed=1.0,
        ),
        healthy=lambda: cooled(
            chilled_water_differential_pressure=60_000.0,
            chilled_water_differential_pressure_setpoint=60_000.0,
        ),
        alike=lambda: cooled(
            chilled_water_differential_pressure=40_000.0,
            chilled_water_differential_pressure_setpoint=60_000.0,
        ),
        really="control on its way up",
    ),
    Case(
        "chilled_water_pump_contradicts",
        "CHW-1",
        told_by=lambda: cooled(chilled_water_pump_status=0.0),
        healthy=cooled,
        alike=lambda: cooled(chilled_water_pump_status=0.0, chilled_water_flow=0.0),
        really="a pump that stands",
    ),
    Case(
        "chiller_condenser_fouled",
        "CHW-1",
        told_by=lambda: drawing(230_000.0),
        healthy=lambda: drawing(85_000.0),
        alike=lambda: drawing(110_000.0),
        really="an older chiller",
    ),
    Case(
        "chiller_refrigerant_low",
        "CHW-1",
        told_by=lambda: drawing(
            220_000.0, chilled_water_supply_temperature=10.0, chilled_water_return_temperature=15.5
        ),
        healthy=lambda: drawing(85_000.0),
        alike=lambda: drawing(
            85_000.0, chilled_water_supply_temperature=10.0, chilled_water_return_temperature=15.5
        ),
        really="a load too large for a sound chiller",
    ),
    Case(
        "tower_fan_failed",
        "CHW-1",
        told_by=lambda: towered(
            condenser_water_supply_temperature=34.0,
            condenser_water_return_temperature=38.5,
            tower_fan_status=0.0,
            tower_fan_speed=0.0,
        ),
        healthy=towered,
        alike=lambda: towered(
            condenser_water_supply_temperature=22.0, tower_fan_status=0.0, tower_fan_speed=0.0
        ),
        really="a fan that is not needed",
    ),
    Case(
        "tower_fan_failed",
        "CHW-1",
        told_by=lambda: towered(
            condenser_water_supply_temperature=38.0,
            chiller_status=_CYCLES,
            tower_fan_status=0.0,
            tower_fan_speed=0.0,
        ),
        healthy=towered,
        alike=lambda: towered(
            condenser_water_supply_temperature=34.0,
            chiller_status=_NOW_AND_THEN,
            tower_fan_status=_NOW_AND_THEN,
            tower_fan_speed=0.7 * _NOW_AND_THEN,
        ),
        really="water left warm by a chiller that has just stopped",
    ),
    Case(
        "tower_fouled",
        "CHW-1",
        told_by=lambda: towered(
            condenser_water_supply_temperature=32.0,
            condenser_water_return_temperature=37.0,
            tower_fan_speed=1.0,
        ),
        healthy=lambda: towered(
            condenser_water_supply_temperature=25.0,
            condenser_water_return_temperature=30.5,
            tower_fan_speed=1.0,
        ),
        alike=lambda: towered(
            condenser_water_supply_temperature=28.5,
            condenser_water_return_temperature=36.5,
            tower_fan_speed=1.0,
        ),
        really="a tower with a great load",
    ),
    Case(
        "tower_fan_in_hand",
        "CHW-1",
        told_by=lambda: towered(valve=0.0, tower_fan_speed=1.0, **_RESTS),
        healthy=lambda: towered(valve=0.0, tower_fan_status=0.0, tower_fan_speed=0.0, **_RESTS),
        alike=lambda: towered(outside=4.0, chiller_status=0.0),
        really="cooling by the tower alone",
    ),
    Case(
        "plant_temperature_sensor_wrong",
        "CHW-1",
        told_by=lambda: cooled(
            valve=0.0,
            chiller_status=0.0,
            chilled_water_supply_temperature=16.0,
            chilled_water_return_temperature=20.0,
        ),
        healthy=lambda: cooled(valve=0.0, chiller_status=0.0, **UNCOOLED),
        alike=lambda: cooled(chilled_water_return_temperature=7.4),
        really="a small load",
    ),
]
