"""Setpoints, guards, coils and crossed wires of air handlers."""

import numpy as np

from tests.model.building_of import NEVER_OCCUPIED, Told, air_handler, box, boxes, building_of, swinging
from tests.model.faults.air_handler_cases import one
from tests.model.faults.air_handler_habits import Habit, accustomed
from tests.model.faults.air_handler_look_alike_cases import over_chilled_water, over_hot_water
from tests.model.faults.case import Case

_COLDER = -8.0
_FED = {f"VAV-{number}": ("AHU-1",) for number in range(2, 6)}
_HOT_COIL = Habit((0.5, 0.05, -0.3), 0.05)
_COLD_COIL = Habit((0.6, 0.05, -0.3), 0.07)


def reheated(share: float, full_k: float = 15.0, **roles: object) -> Told:
    """A unit over four boxes whose reheat stands so far open; ``full_k`` [K] is what all of it gives."""
    ahu = air_handler(**roles)  # type: ignore[arg-type]
    warmed = np.asarray(ahu["supply_air_temperature"]) + share * full_k
    rooms = boxes(4, reheat_valve_command=share, discharge_air_temperature=warmed)
    return building_of({"AHU-1": ahu, **rooms}, fed_by=_FED)


def cooled_to(setpoint: object, room: float | None = None) -> Told:
    """A unit whose supply-air setpoint used to go with the weather, over one ``room`` of four, or none."""
    ahu = air_handler(outside=5.0, supply_air_temperature_setpoint=setpoint)  # type: ignore[arg-type]
    fed = {} if room is None else {"VAV-1": box(room=room), **boxes(3)}
    told = building_of({"AHU-1": ahu, **fed})
    return accustomed(told, air_supply_setpoint=Habit((17.0, -3.0), 0.8))


def by_night(heating: float, cooling: float, usual: float, damper: float = 0.0) -> Told:
    """A unit over four rooms on a day when nobody comes, whose night band was ``usual``."""
    rooms = boxes(
        4,
        zone_air_temperature_heating_setpoint=heating,
        zone_air_temperature_cooling_setpoint=cooling,
    )
    told = building_of(
        {"AHU-1": air_handler(damper=damper, heat=0.3), **rooms}, fed_by=_FED, schedule=NEVER_OCCUPIED
    )
    return accustomed(told, air_night_band=Habit((usual,), 1.0))


def heated(**roles: object) -> Told:
    """A unit with hot water, whose clean coil is known."""
    return accustomed(over_hot_water(outside=_COLDER, **roles), air_heating_coil=_HOT_COIL)  # type: ignore[arg-type]


def cooled(**roles: object) -> Told:
    """A unit with chilled water, whose clean coil is known."""
    return accustomed(over_chilled_water(outside=32.0, **roles), air_cooling_coil=_COLD_COIL)  # type: ignore[arg-type]


CASES = [
    Case(
        "supply_setpoint_too_low",
        "AHU-1",
        told_by=lambda: reheated(0.8, outside=18.0, cool=0.5),
        healthy=lambda: reheated(0.0, outside=18.0, cool=0.5),
        alike=lambda: reheated(0.8, outside=_COLDER),
        really="rooms that need heat of their own in winter",
    ),
    Case(
        "supply_setpoint_too_low",
        "AHU-1",
        told_by=lambda: reheated(0.8, outside=18.0, cool=0.5),
        healthy=lambda: reheated(0.0, outside=18.0, cool=0.5),
        alike=lambda: reheated(0.8, full_k=0.4, outside=18.0, cool=0.5),
        really="valves that no hot water comes to in summer",
    ),
    Case(
        "supply_reset_lost",
        "AHU-1",
        told_by=lambda: cooled_to(12.0),
        healthy=lambda: cooled_to(swinging(17.0, 1.0)),
        alike=lambda: cooled_to(swinging(13.5, 1.0)),
        really="rooms that asked for cold air",
    ),
    Case(
        "supply_reset_lost",
        "AHU-1",
        told_by=lambda: cooled_to(12.0, room=23.5),
        healthy=lambda: cooled_to(swinging(17.0, 1.0), room=23.5),
        alike=lambda: cooled_to(12.0, room=27.5),
        really="one room that asks for all the cold there is",
    ),
    Case(
        "setback_lost",
        "AHU-1",
        told_by=lambda: by_night(21.0, 24.0, usual=12.0),
        healthy=lambda: by_night(15.0, 27.0, usual=12.0),
        alike=lambda: by_night(21.0, 24.0, usual=3.2),
        really="rooms that never were set back",
    ),
    Case(
        "setback_lost",
        "AHU-1",
        told_by=lambda: by_night(21.0, 24.0, usual=12.0),
        healthy=lambda: by_night(15.0, 27.0, usual=12.0),
        alike=lambda: by_night(21.0, 24.0, usual=12.0, damper=0.2),
        really="a schedule that runs on as by day",
    ),
    Case(
        "freeze_guard_left_tripped",
        "AHU-1",
        told_by=lambda: one(outside=10.0, freeze_status=1.0),
        healthy=lambda: one(outside=10.0, freeze_status=0.0),
        alike=lambda: one(outside=-20.0, passes=0.6, freeze_status=1.0),
        really="frost",
    ),
    Case(
        "sensors_swapped",
        "AHU-1",
        told_by=lambda: one(
            outside=_COLDER, damper=0.4, mixed_air_temperature=22.0, return_air_temperature=10.0
        ),
        healthy=lambda: one(outside=_COLDER, damper=0.4),
        alike=lambda: one(mixed_air_temperature=27.0),
        really="a wrong mixed-air sensor",
        cause=("mixed_air_temperature_sensor_wrong", "AHU-1"),
    ),
    Case(
        "sensors_swapped",
        "AHU-1",
        told_by=lambda: one(
            outside=_COLDER, damper=0.4, mixed_air_temperature=22.0, return_air_temperature=10.0
        ),
        healthy=lambda: one(outside=16.0, damper=1.0, cool=0.2, cooled_k=3.0),
        alike=lambda: one(
            outside=16.0, damper=1.0, cool=0.2, cooled_k=3.5, mixed_air_temperature=swinging(9.5)
        ),
        really="a mixed-air sensor that is off, and reads what the supply air might be",
    ),
    Case(
        "heating_coil_fouled",
        "AHU-1",
        told_by=lambda: heated(heat=0.8, heated_k=8.0),
        healthy=lambda: heated(heat=0.8, heated_k=22.0),
        alike=lambda: heated(heat=1.0, heated_k=0.0, short_k=8.0),
        really="a valve that stays shut",
        cause=("heating_valve_stuck", "AHU-1"),
    ),
    Case(
        "cooling_coil_fouled",
        "AHU-1",
        told_by=lambda: cooled(cool=0.9, cooled_k=4.0),
        healthy=lambda: cooled(cool=0.9, cooled_k=9.0),
        alike=lambda: cooled(cool=1.0, cooled_k=0.0, short_k=-9.0),
        really="a valve that stays shut",
        cause=("cooling_valve_stuck", "AHU-1"),
    ),
]
