"""Faults of air handlers."""

from typing import Any

import numpy as np

from tests.model.building_of import (
    NEVER_OCCUPIED,
    STEPS,
    Told,
    air_handler,
    box,
    boxes,
    building_of,
    swinging,
)
from tests.model.faults.case import Case

_COLDER = -8.0
_OFTEN = np.arange(STEPS) % 2


def one(**roles: object) -> Told:
    """One air handler alone, its minimum of outdoor air known."""
    design = {"AHU-1": {"minimum_outdoor_air_fraction": 0.3}}
    return building_of({"AHU-1": air_handler(**roles)}, design=design)  # type: ignore[arg-type]


def by_command(damper: float, beside: float, **roles: object) -> Told:
    """A unit whose temperatures do not tell, and another; 0.3 of their air is to come from outdoors."""
    unseen: dict[str, Any] = {"mixed_air_temperature": None, "supply_air_temperature": None}
    units = {
        "AHU-1": air_handler(damper=damper, **unseen, **roles),  # type: ignore[arg-type]
        "AHU-2": air_handler(damper=beside, **unseen),
    }
    return building_of(units, design={each: {"minimum_outdoor_air_fraction": 0.3} for each in units})


def three(first: float, second: float, third: float) -> Told:
    """Three air handlers whose outdoor sensors are off by so much."""
    offsets = {"AHU-1": first, "AHU-2": second, "AHU-3": third}
    return building_of(
        {
            name: air_handler(outside=swinging(12.0) + off, mixed_air_temperature=swinging(20.0))
            for name, off in offsets.items()
        }
    )


def with_rooms(returned: float, rooms: float, first: float | None = None) -> Told:
    """An air handler over five rooms, the first perhaps other than the rest."""
    one_box = box(room=rooms if first is None else first)
    return building_of({"AHU-1": air_handler(back=returned), "VAV-1": one_box, **boxes(4, room=rooms)})


def with_boxes(supplied: float, arriving: float) -> Told:
    """An air handler over four boxes with their reheat shut."""
    ahu = air_handler(cool=0.5, supply_air_temperature=swinging(supplied, 0.3))
    return building_of({"AHU-1": ahu, "VAV-1": box(leaves=arriving), **boxes(3, leaves=arriving)})


def empty(**roles: object) -> Told:
    """An air handler on a day when nobody comes."""
    return building_of({"AHU-1": air_handler(**roles)}, schedule=NEVER_OCCUPIED)  # type: ignore[arg-type]


CASES = [
    Case(
        "mixed_air_temperature_sensor_wrong",
        "AHU-1",
        told_by=lambda: one(mixed_air_temperature=27.0),
        healthy=one,
        alike=lambda: one(damper=0.0, mixed_air_temperature=22.8),
        really="still air beside a shut damper",
    ),
    Case(
        "mixed_air_temperature_sensor_wrong",
        "AHU-1",
        told_by=lambda: one(outside=_COLDER, mixed_air_temperature=-14.0),
        healthy=lambda: one(outside=_COLDER),
        alike=lambda: one(outside=_COLDER, damper=0.2, passes=1.0, heat=1.0),
        really="a damper that stands open",
        cause=("outdoor_air_damper_stuck_open", "AHU-1"),
    ),
    Case(
        "outdoor_air_temperature_sensor_wrong",
        "AHU-1",
        told_by=lambda: three(8.0, 0.0, 0.0),
        healthy=lambda: three(0.5, -0.5, 0.0),
        alike=lambda: three(8.0, 8.0, 8.0),
        really="sun on them all",
    ),
    Case(
        "outdoor_air_temperature_sensor_wrong",
        "AHU-1",
        told_by=lambda: three(-9.0, 0.3, 0.0),
        healthy=lambda: three(0.0, 0.0, 0.0),
        alike=lambda: building_of({"AHU-1": air_handler(outside=12.0), "AHU-2": air_handler(outside=4.0)}),
        really="one of two, and nobody can say which",
    ),
    Case(
        "return_air_temperature_sensor_wrong",
        "AHU-1",
        told_by=lambda: with_rooms(returned=28.0, rooms=21.5),
        healthy=lambda: with_rooms(returned=22.0, rooms=21.5),
        alike=lambda: with_rooms(returned=24.0, rooms=21.5),
        really="lights that warm the plenum",
    ),
    Case(
        "return_air_temperature_sensor_wrong",
        "AHU-1",
        told_by=lambda: with_rooms(returned=28.0, rooms=21.5, first=130.0),
        healthy=lambda: with_rooms(returned=22.0, rooms=21.5, first=130.0),
        alike=lambda: with_rooms(returned=22.0, rooms=21.5, first=130.0),
        really="the broken wire of one room",
        cause=("sensor_out_of_range", "VAV-1/zone_air_temperature"),
    ),
    Case(
        "supply_air_temperature_sensor_wrong",
        "AHU-1",
        told_by=lambda: with_boxes(supplied=19.0, arriving=13.0),
        healthy=lambda: with_boxes(supplied=13.0, arriving=13.7),
        alike=lambda: with_boxes(supplied=13.0, arriving=15.0),
        really="a long duct",
    ),
    Case(
        "outdoor_air_damper_stuck_open",
        "AHU-1",
        told_by=lambda: one(damper=0.1, passes=0.9, heat=0.6),
        healthy=lambda: one(damper=0.1, passes=0.15),
        alike=lambda: one(damper=0.1, mixed_air_temperature=-3.0),
        really="a wrong mixed-air sensor",
        cause=("mixed_air_temperature_sensor_wrong", "AHU-1"),
    ),
    Case(
        "outdoor_air_damper_stuck_open",
        "AHU-1",
        told_by=lambda: one(damper=0.2, passes=0.8, outside=34.0, cool=0.6),
        healthy=lambda: one(damper=0.2, outside=34.0, cool=0.6),
        alike=lambda: one(damper=0.2, passes=0.9, outside=20.5),
        really="air that is alike outside and inside",
    ),
    Case(
        "outdoor_air_damper_stuck_closed",
        "AHU-1",
        told_by=lambda: one(damper=0.9, passes=0.05, outside=10.0),
        healthy=lambda: one(damper=0.9, passes=0.8, outside=10.0),
        alike=lambda: one(damper=0.9, outside=10.0, mixed_air_temperature=29.0),
        really="a wrong mixed-air sensor",
        cause=("mixed_air_temperature_sensor_wrong", "AHU-1"),
    ),
    Case(
        "outdoor_air_damper_leaking",
        "AHU-1",
        told_by=lambda: one(damper=0.0, passes=0.32),
        healthy=lambda: one(damper=0.0, passes=0.05),
        alike=lambda: one(damper=0.0, passes=0.95, heat=0.7),
        really="a damper stuck open",
        cause=("outdoor_air_damper_stuck_open", "AHU-1"),
    ),
    Case(
        "economizer_not_used",
        "AHU-1",
        told_by=lambda: one(outside=12.0, damper=0.2, cool=0.5),
        healthy=lambda: one(outside=12.0, damper=1.0, cool=0.2),
        alike=lambda: one(outside=21.0, damper=0.2, cool=0.5),
        really="air outside as warm as inside",
    ),
    Case(
        "excess_outdoor_air",
        "AHU-1",
        told_by=lambda: one(outside=0.0, damper=0.8, heat=0.6, supply_fan_speed=1.0),
        healthy=lambda: one(outside=0.0, damper=0.3, heat=0.2),
        alike=lambda: one(outside=10.0, damper=0.8),
        really="free cooling",
    ),
    Case(
        "too_little_outdoor_air",
        "AHU-1",
        told_by=lambda: one(outside=_COLDER, damper=0.3, passes=0.0),
        healthy=lambda: one(outside=_COLDER, damper=0.3),
        alike=lambda: building_of(
            {"AHU-1": air_handler(outside=_COLDER, damper=0.0)},
            design={"AHU-1": {"minimum_outdoor_air_fraction": 0.3}},
            schedule=NEVER_OCCUPIED,
        ),
        really="a night with nobody in",
    ),
    Case(
        "too_little_outdoor_air",
        "AHU-1",
        told_by=lambda: by_command(0.0, beside=0.3),
        healthy=lambda: by_command(0.3, beside=0.3),
        alike=lambda: by_command(0.0, beside=0.3, return_air_co2=600.0),
        really="rooms that are fresh whatever the damper does",
    ),
    Case(
        "simultaneous_heating_and_cooling",
        "AHU-1",
        told_by=lambda: one(outside=12.0, heat=0.4, cool=0.5),
        healthy=lambda: one(outside=12.0, heat=0.0, cool=0.5),
        alike=lambda: one(outside=-12.0, damper=0.6, heat=0.8, cool=1.0, cooled_k=0.0),
        really="protection against frost, that opens the cooling valve",
    ),
    Case(
        "fan_running_unoccupied",
        "AHU-1",
        told_by=empty,
        healthy=lambda: empty(supply_fan_status=0.0, supply_fan_speed=0.0, supply_air_static_pressure=0.0),
        alike=lambda: empty(supply_fan_speed=0.1, supply_air_static_pressure=30.0),
        really="a fan that idles",
    ),
    Case(
        "fan_running_unoccupied",
        "AHU-1",
        told_by=lambda: empty(supply_fan_status=None),
        healthy=lambda: empty(supply_fan_speed=0.0, supply_air_static_pressure=0.0),
        alike=lambda: empty(outside=_COLDER, back=15.0, heat=0.8),
        really="rooms that must not freeze",
    ),
    Case(
        "control_hunting",
        "AHU-1",
        told_by=lambda: one(cooling_valve_command=0.2 + 0.6 * _OFTEN),
        healthy=lambda: one(cooling_valve_command=swinging(0.4, 0.2)),
        alike=lambda: one(cooling_valve_command=0.4 + 0.02 * _OFTEN),
        really="control that trembles",
    ),
]
