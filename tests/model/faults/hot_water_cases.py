"""Faults of boilers, of their pumps and of their loops."""

import numpy as np
from numpy.typing import ArrayLike

from tests.model.building_of import STEPS, Exactly, Told, swinging
from tests.model.faults.case import Case
from tests.model.faults.hot_water_plants import plant

REST = {
    "hot_water_pump_status": 0.0,
    "hot_water_pump_speed": 0.0,
    "hot_water_differential_pressure": 0.0,
}
BOILER = {"boiler_status": 1.0, "hot_water_return_temperature": 58.0, "flue_temperature": 95.0}


def boilers(**roles: ArrayLike | Exactly) -> Told:
    """A plant with boilers."""
    return plant(**{**BOILER, **roles})  # type: ignore[arg-type]


def dead(**roles: ArrayLike | Exactly) -> Told:
    """A plant whose boilers are out, its rooms cold and their valves open."""
    cold: dict[str, ArrayLike | Exactly] = {
        "boiler_status": 0.0,
        "flue_temperature": 22.0,
        "hot_water_supply_temperature": 24.0,
        "hot_water_return_temperature": 23.0,
    }
    return boilers(valve=1.0, room=16.0, **{**cold, **roles})


def believing(room: float = 20.8) -> Told:
    """A plant whose boilers rest behind a supply sensor that stands at its setpoint."""
    return boilers(
        valve=1.0,
        room=room,
        boiler_status=0.0,
        flue_temperature=30.0,
        hot_water_return_temperature=swinging(30.0),
    )


def every_second() -> Exactly:
    """A status that changes at each reading."""
    return Exactly((np.arange(STEPS) % 2).astype(np.float64))


CASES = [
    Case(
        "boiler_failed",
        "HW-1",
        told_by=dead,
        healthy=boilers,
        alike=lambda: boilers(
            valve=0.0, outside=22.0, boiler_status=0.0, hot_water_supply_temperature=25.0, **REST
        ),
        really="a plant that rests in summer",
    ),
    Case(
        "boiler_failed",
        "HW-1",
        told_by=lambda: dead(boiler_status=np.nan, flue_temperature=np.nan),
        healthy=lambda: boilers(boiler_status=np.nan, flue_temperature=np.nan),
        alike=lambda: boilers(
            valve=1.0, hot_water_supply_temperature=52.0, hot_water_return_temperature=40.0
        ),
        really="a boiler that is too weak",
        cause=("hot_water_supply_short", "HW-1"),
    ),
    Case(
        "hot_water_supply_short",
        "HW-1",
        told_by=lambda: boilers(hot_water_supply_temperature=55.0, hot_water_return_temperature=42.0),
        healthy=boilers,
        alike=dead,
        really="a dead boiler",
        cause=("boiler_failed", "HW-1"),
    ),
    Case(
        "hot_water_supply_short",
        "HW-1",
        told_by=lambda: boilers(hot_water_supply_temperature=55.0, hot_water_return_temperature=42.0),
        healthy=boilers,
        alike=lambda: boilers(valve=0.0, boiler_status=0.0, hot_water_supply_temperature=55.0),
        really="a pump that was left on while nobody asks for heat",
    ),
    Case(
        "zone_too_cold_at_limit",
        "VAV-1",
        told_by=lambda: boilers(valve=1.0, room=17.0),
        healthy=boilers,
        alike=dead,
        really="a dead boiler behind every cold room",
        cause=("boiler_failed", "HW-1"),
    ),
    Case(
        "zone_too_cold_at_limit",
        "FC-1",
        told_by=lambda: boilers(valve=1.0, room=17.0),
        healthy=boilers,
        alike=dead,
        really="a dead boiler behind every cold room",
        cause=("boiler_failed", "HW-1"),
    ),
    Case(
        "hot_water_pump_failed",
        "HW-1",
        told_by=lambda: boilers(valve=1.0, **REST),
        healthy=boilers,
        alike=lambda: boilers(valve=0.0, outside=20.0, **REST),
        really="a pump that rests",
    ),
    Case(
        "hot_water_pump_always_on",
        "HW-1",
        told_by=lambda: boilers(valve=0.0, outside=24.0),
        healthy=lambda: boilers(valve=0.0, outside=24.0, boiler_status=0.0, **REST),
        alike=lambda: boilers(valve=0.0, outside=-4.0),
        really="water that is kept moving in frost",
    ),
    Case(
        "hot_water_kept_in_summer",
        "HW-1",
        told_by=lambda: boilers(valve=0.0, outside=26.0),
        healthy=lambda: boilers(
            valve=0.0,
            outside=26.0,
            boiler_status=0.0,
            flue_temperature=26.0,
            hot_water_supply_temperature=26.0,
            hot_water_return_temperature=26.0,
            **REST,
        ),
        alike=lambda: boilers(valve=0.5, outside=26.0),
        really="a room that needs reheat",
    ),
    Case(
        "hot_water_reset_lost",
        "HW-1",
        told_by=lambda: boilers(
            outside=14.0, hot_water_supply_temperature=82.0, hot_water_supply_temperature_setpoint=82.0
        ),
        healthy=lambda: boilers(
            outside=14.0, hot_water_supply_temperature=50.0, hot_water_supply_temperature_setpoint=50.0
        ),
        alike=lambda: boilers(
            outside=-8.0, hot_water_supply_temperature=80.0, hot_water_supply_temperature_setpoint=80.0
        ),
        really="water that frost needs",
    ),
    Case(
        "boiler_short_cycling",
        "HW-1",
        told_by=lambda: boilers(boiler_status=every_second()),
        healthy=lambda: boilers(boiler_status=Exactly((np.arange(STEPS) // 8 % 2).astype(float))),
        alike=lambda: boilers(boiler_status=Exactly((np.arange(STEPS) // 3 % 2).astype(float))),
        really="a boiler that starts twice an hour",
    ),
    Case(
        "boiler_fouled",
        "HW-1",
        told_by=lambda: boilers(flue_temperature=290.0),
        healthy=lambda: boilers(flue_temperature=95.0),
        alike=lambda: boilers(flue_temperature=175.0),
        really="an old boiler that does not condense",
    ),
    Case(
        "boiler_status_contradicts",
        "HW-1",
        told_by=lambda: boilers(boiler_status=0.0, flue_temperature=130.0),
        healthy=lambda: boilers(boiler_status=0.0, flue_temperature=40.0),
        alike=lambda: dead(flue_temperature=np.nan),
        really="a dead boiler",
        cause=("boiler_failed", "HW-1"),
    ),
    Case(
        "hot_water_pump_worn",
        "HW-1",
        told_by=lambda: boilers(hot_water_flow=0.00008, hot_water_pump_speed=1.0),
        healthy=lambda: boilers(hot_water_flow=0.004),
        alike=lambda: boilers(hot_water_flow=0.001),
        really="a smaller pump",
    ),
    Case(
        "hot_water_low_delta_t",
        "HW-1",
        told_by=lambda: boilers(hot_water_pump_speed=0.95, hot_water_return_temperature=70.0),
        healthy=lambda: boilers(hot_water_pump_speed=0.95),
        alike=lambda: boilers(hot_water_pump_speed=0.4, hot_water_return_temperature=69.5),
        really="a small load at a slow pump",
    ),
    Case(
        "plant_temperature_sensor_wrong",
        "HW-1",
        told_by=lambda: boilers(hot_water_return_temperature=75.0),
        healthy=boilers,
        alike=lambda: boilers(hot_water_return_temperature=70.2),
        really="hardly any load",
    ),
    Case(
        "plant_temperature_sensor_wrong",
        "HW-1",
        told_by=lambda: believing(room=16.0),
        healthy=boilers,
        alike=believing,
        really="heat that was stored, and is drawn while the boiler rests",
    ),
]
