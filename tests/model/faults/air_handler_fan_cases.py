"""Fans, filters and ducts of air handlers."""

import numpy as np

from tests.model.building_of import STEPS, Told, air_handler, boxes, building_of, swinging
from tests.model.faults.air_handler_cases import one
from tests.model.faults.air_handler_habits import Habit, accustomed
from tests.model.faults.case import Case

_OFTEN = np.arange(STEPS) % 2
_STANDS = {"supply_fan_status": 0.0, "supply_fan_speed": 0.0, "supply_air_static_pressure": 2.0}
_SHORT = {"supply_fan_speed": 1.0, "supply_air_static_pressure": 190.0}
_SPEED = Habit((-3.43, 0.0), 0.04)
_POWER = Habit((0.9, 0.6), 0.1)


def blowing(speed: float, power: float) -> Told:
    """A fan that moves six tenths of its design flow, whose speed and power for it are known."""
    told = building_of(
        {"AHU-1": air_handler(supply_fan_speed=speed, supply_fan_power=power, supply_air_flow=2.4)},
        design={"AHU-1": {"supply_air_flow": 4.0}},
    )
    return accustomed(told, air_fan_speed=_SPEED, air_fan_power=_POWER)


def sending(flow: float) -> Told:
    """A unit that sends so much air to boxes that receive one cubic metre a second."""
    return building_of({"AHU-1": air_handler(supply_air_flow=flow), **boxes(4)}, fed_by=_fed(4))


def kept_at(setpoint: float, opened: float, share: float = 0.8) -> Told:
    """A duct kept at a pressure, with boxes that stand so far open and move a share of their design flow."""
    unit = air_handler(supply_air_static_pressure=setpoint, supply_air_static_pressure_setpoint=setpoint)
    rooms = boxes(4, box_damper_command=opened, discharge_air_flow=0.5 * share)
    return building_of(
        {"AHU-1": unit, **rooms}, fed_by=_fed(4), design={room: {"supply_air_flow": 0.5} for room in rooms}
    )


def reset(setpoint: object, noise: float = 0.25) -> Told:
    """A duct whose pressure was about 120 Pa, and moved or not."""
    told = one(supply_air_static_pressure=setpoint, supply_air_static_pressure_setpoint=setpoint)
    return accustomed(told, air_static_setpoint=Habit((4.8,), noise))


def _fed(count: int) -> dict[str, tuple[str, ...]]:
    return {f"VAV-{number}": ("AHU-1",) for number in range(2, count + 2)}


def on_a_hot_day(**roles: float) -> Told:
    """A unit that cools its air with all it has."""
    return one(outside=29.0, cool=1.0, cooled_k=11.0, **roles)


CASES = [
    Case(
        "filter_loaded",
        "AHU-1",
        told_by=lambda: one(filter_differential_pressure=350.0),
        healthy=lambda: one(filter_differential_pressure=60.0),
        alike=lambda: one(filter_differential_pressure=200.0, supply_fan_speed=1.0),
        really="a pressure drop that is due at full flow",
    ),
    Case(
        "filter_loaded",
        "AHU-1",
        told_by=lambda: blowing(0.95, 6400.0),
        healthy=lambda: blowing(0.7, 3075.0),
        alike=lambda: blowing(0.95, 3300.0),
        really="a belt that slips",
        cause=("belt_slipping", "AHU-1"),
    ),
    Case(
        "belt_slipping",
        "AHU-1",
        told_by=lambda: blowing(0.95, 3300.0),
        healthy=lambda: blowing(0.7, 3075.0),
        alike=lambda: blowing(0.95, 6400.0),
        really="filters that are loaded",
        cause=("filter_loaded", "AHU-1"),
    ),
    Case(
        "fan_failed",
        "AHU-1",
        told_by=lambda: one(supply_fan_command=1.0, **_STANDS),
        healthy=lambda: one(supply_fan_command=1.0),
        alike=lambda: one(supply_fan_command=0.0, **_STANDS),
        really="a fan that nobody asks for",
    ),
    Case(
        "drive_in_hand",
        "AHU-1",
        told_by=lambda: one(supply_fan_speed=0.8, supply_air_static_pressure=400.0),
        healthy=lambda: one(supply_fan_speed=swinging(0.6, 0.2)),
        alike=lambda: one(supply_fan_speed=1.0, supply_air_static_pressure=150.0),
        really="a fan at its limit",
        cause=("static_pressure_not_met", "AHU-1"),
    ),
    Case(
        "drive_in_hand",
        "AHU-1",
        told_by=lambda: one(supply_fan_command=0.0),
        healthy=lambda: one(supply_fan_command=0.0, **_STANDS),
        alike=lambda: one(supply_fan_command=1.0, supply_air_static_pressure_setpoint=None),
        really="a fan of one speed that is asked for",
    ),
    Case(
        "duct_leaking",
        "AHU-1",
        told_by=lambda: sending(2.0),
        healthy=lambda: sending(1.04),
        alike=lambda: sending(1.16),
        really="flow stations that are off by some percent",
    ),
    Case(
        "static_pressure_sensor_wrong",
        "AHU-1",
        told_by=lambda: one(**(_STANDS | {"supply_air_static_pressure": 80.0})),
        healthy=lambda: one(**_STANDS),
        alike=lambda: one(supply_fan_status=0.0),
        really="a fan whose status lies",
    ),
    Case(
        "fan_speed_hunting",
        "AHU-1",
        told_by=lambda: one(supply_fan_speed=0.5 + 0.3 * _OFTEN),
        healthy=lambda: one(supply_fan_speed=swinging(0.6, 0.2)),
        alike=lambda: one(supply_fan_speed=0.6 + 0.02 * _OFTEN),
        really="control that trembles",
    ),
    Case(
        "fan_speed_hunting",
        "AHU-1",
        told_by=lambda: one(supply_fan_speed=0.5 + 0.3 * _OFTEN),
        healthy=lambda: one(supply_fan_speed=0.6),
        alike=lambda: one(supply_fan_speed=np.where(np.arange(STEPS) % 6 < 2, 0.6, 0.0)),
        really="a fan that is started twice an hour to keep its rooms above their setback",
    ),
    Case(
        "static_setpoint_too_high",
        "AHU-1",
        told_by=lambda: kept_at(500.0, opened=0.25),
        healthy=lambda: kept_at(250.0, opened=0.9),
        alike=lambda: kept_at(90.0, opened=0.25),
        really="a pressure as low as it goes",
    ),
    Case(
        "static_setpoint_too_high",
        "AHU-1",
        told_by=lambda: kept_at(500.0, opened=0.25),
        healthy=lambda: kept_at(300.0, opened=0.8, share=0.8),
        alike=lambda: kept_at(300.0, opened=0.3, share=0.3),
        really="boxes that their rooms have turned down",
    ),
    Case(
        "static_reset_lost",
        "AHU-1",
        told_by=lambda: reset(375.0),
        healthy=lambda: reset(swinging(120.0, 30.0)),
        alike=lambda: reset(375.0, noise=0.1),
        really="a setpoint that never was reset, and was raised",
        cause=("static_setpoint_too_high", "AHU-1"),
    ),
    Case(
        "return_fan_out_of_step",
        "AHU-1",
        told_by=lambda: one(return_fan_status=1.0, **_STANDS),
        healthy=lambda: one(return_fan_status=1.0),
        alike=lambda: one(return_fan_status=1.0, return_fan_speed=0.72),
        really="a return fan a little faster than its supply fan",
    ),
    Case(
        "static_pressure_not_met",
        "AHU-1",
        told_by=lambda: one(supply_fan_speed=1.0, supply_air_static_pressure=150.0),
        healthy=lambda: one(supply_fan_speed=0.97),
        alike=lambda: one(supply_fan_speed=0.6, supply_air_static_pressure=150.0),
        really="control on its way up",
    ),
    Case(
        "static_pressure_not_met",
        "AHU-1",
        told_by=lambda: on_a_hot_day(short_k=-4.0, **_SHORT),
        healthy=lambda: on_a_hot_day(supply_fan_speed=0.97),
        alike=lambda: one(outside=29.0, cool=1.0, cooled_k=0.0, short_k=-11.0, **_SHORT),
        really="rooms that open all their boxes for air that cools none of them",
    ),
    Case(
        "static_pressure_not_met",
        "AHU-1",
        told_by=lambda: on_a_hot_day(short_k=-4.0, **_SHORT),
        healthy=lambda: on_a_hot_day(supply_fan_speed=0.97),
        alike=lambda: one(outside=12.0, back=38.0, heat=1.0, supply_air_temperature=None, **_SHORT),
        really="rooms that a unit without its supply sensor heats until they open all their boxes",
    ),
]
