"""Faults of fan coils."""

import numpy as np
from numpy.typing import ArrayLike

from model.frames.frames import STEPS_PER_HOUR
from tests.model.building_of import (
    NEVER_OCCUPIED,
    STEPS,
    Exactly,
    Roles,
    Told,
    chilled_water_plant,
    hot_water_plant,
)
from tests.model.faults.case import Case
from tests.model.faults.zone_units import rooms, unit


def coil(**roles: ArrayLike | Exactly | None) -> Told:
    """FC-1 as told among units at rest in mild weather."""
    return rooms("FC", unit("FC", **roles), unit("FC", air=21.0), outside=16.0)  # type: ignore[arg-type]


def now_and_then(value: float) -> Exactly:
    """``value`` in four hours of ten, else one."""
    hours = np.arange(STEPS) // STEPS_PER_HOUR
    return Exactly(np.where(hours % 10 >= 6, value, 1.0))


def calls(*, heats: bool, air: float | None, room: float, water: Roles | None = None, others: float) -> Told:
    """FC-1 at full heat, or cooling, in hard weather; its neighbours manage at part of it."""
    hard = {"heat": 1.0} if heats else {"cool": 1.0}
    part = {"heat": 0.6} if heats else {"cool": 0.6}
    outside, usual = (-5.0, 32.0) if heats else (32.0, 14.0)
    seen = {"discharge_air_temperature": None} if air is None else {}
    own = unit("FC", room=room, air=0.0 if air is None else air, **hard, **seen)  # type: ignore[arg-type]
    beside = unit("FC", room=others, air=usual, **part, **seen)  # type: ignore[arg-type]
    plants = {} if water is None else {"hot" if heats else "cold": water}
    return rooms("FC", own, beside, outside=outside, **plants)  # type: ignore[arg-type]


def heats(air: float | None, room: float = 19.0, others: float = 21.0, water: Roles | None = None) -> Told:
    return calls(heats=True, air=air, room=room, others=others, water=water)


def cools(air: float | None, room: float = 26.0, others: float = 24.0, water: Roles | None = None) -> Told:
    return calls(heats=False, air=air, room=room, others=others, water=water)


def by_night(turning: float, others: float = 0.0, heat: float = 0.0) -> Told:
    """FC-1 by night; its neighbours rest, or do not."""
    own = unit("FC", room=21.2, blows=turning, heat=heat, air=22.0)
    return rooms("FC", own, unit("FC", room=19.0, blows=others), schedule=NEVER_OCCUPIED)


_COLD_WATER = hot_water_plant(hot_water_supply_temperature=25.0)
_STANDING = chilled_water_plant(
    chilled_water_pump_status=0.0, chilled_water_flow=0.0, chilled_water_supply_temperature=20.0
)
_TWICE = np.where(np.arange(STEPS) % 24 < 12, 0.6, 0.0)

CASES = [
    Case(
        "fan_coil_heating_valve_leaking",
        "FC-1",
        told_by=lambda: coil(air=28.0),
        healthy=lambda: coil(air=21.3),
        alike=lambda: coil(air=30.0, heat=0.4),
        really="heat that was asked for",
    ),
    Case(
        "fan_coil_cooling_valve_leaking",
        "FC-1",
        told_by=lambda: coil(air=14.0),
        healthy=lambda: coil(air=21.0),
        alike=lambda: rooms("FC", unit("FC", air=16.5), unit("FC", air=16.6), outside=-2.0),
        really="outdoor air that all units bring",
    ),
    Case(
        "fan_coil_heating_stuck_closed",
        "FC-1",
        told_by=lambda: heats(19.0),
        healthy=lambda: heats(35.0, room=20.8),
        alike=lambda: heats(19.0, others=19.0, water=_COLD_WATER),
        really="a plant that gives cold water",
        cause=("hot_water_supply_short", "HW-1"),
    ),
    Case(
        "fan_coil_heating_stuck_closed",
        "FC-1",
        told_by=lambda: heats(None, room=16.0),
        healthy=lambda: heats(None, room=20.9),
        alike=lambda: heats(None, room=17.0, others=17.2),
        really="a cold day that all rooms feel, where no discharge is measured",
    ),
    Case(
        "fan_coil_heating_stuck_closed",
        "FC-1",
        told_by=lambda: heats(19.0),
        healthy=lambda: heats(35.0, room=20.8),
        alike=lambda: coil(heat=1.0, cool=1.0, air=15.0, band=(24.0, 20.0), room=22.0),
        really="a unit that is told to heat and to cool at once",
        cause=("zone_setpoints_crossed", "FC-1"),
    ),
    Case(
        "zone_too_cold_at_limit",
        "FC-1",
        told_by=lambda: heats(36.0, room=17.0),
        healthy=lambda: heats(36.0, room=20.9),
        alike=lambda: heats(19.0, room=15.0, others=18.5, water=_COLD_WATER),
        really="one cold plant behind many cold rooms",
        cause=("hot_water_supply_short", "HW-1"),
    ),
    Case(
        "fan_coil_cooling_stuck_closed",
        "FC-1",
        told_by=lambda: cools(26.0),
        healthy=lambda: cools(14.0, room=24.2),
        alike=lambda: cools(26.0, water=_STANDING),
        really="a plant that stands",
    ),
    Case(
        "fan_coil_cooling_stuck_closed",
        "FC-1",
        told_by=lambda: cools(None, room=29.0),
        healthy=lambda: cools(None, room=24.1),
        alike=lambda: cools(None, room=28.0, others=27.8),
        really="a hot day that all rooms feel, where no discharge is measured",
    ),
    Case(
        "fan_coil_fan_failed",
        "FC-1",
        told_by=lambda: coil(fan_status=0.0),
        healthy=lambda: coil(fan_status=1.0),
        alike=lambda: coil(fan_status=0.0, fan_command=0.0),
        really="a fan that rests",
    ),
    Case(
        "fan_coil_fan_failed",
        "FC-1",
        told_by=lambda: coil(fan_status=now_and_then(0.0)),
        healthy=lambda: coil(fan_status=1.0),
        alike=lambda: coil(fan_status=now_and_then(0.0), fan_command=now_and_then(0.0)),
        really="a fan that rests now and then",
    ),
    Case(
        "fan_coil_clogged",
        "FC-1",
        told_by=lambda: heats(66.0),
        healthy=lambda: heats(44.0, room=20.8),
        alike=lambda: heats(18.5),
        really="a valve that stays shut",
        cause=("fan_coil_heating_stuck_closed", "FC-1"),
    ),
    Case(
        "fan_coil_running_unoccupied",
        "FC-1",
        told_by=lambda: by_night(1.0),
        healthy=lambda: by_night(0.0),
        alike=lambda: by_night(1.0, others=1.0),
        really="an event for which the whole building runs",
    ),
    Case(
        "fan_coil_running_unoccupied",
        "FC-1",
        told_by=lambda: by_night(1.0, heat=0.2),
        healthy=lambda: by_night(0.0),
        alike=lambda: by_night(1.0, heat=1.0),
        really="a room that is warmed up",
    ),
    Case(
        "fan_coil_valves_fight",
        "FC-1",
        told_by=lambda: coil(heat=0.5, cool=0.5),
        healthy=lambda: coil(heat=0.5, cool=0.0),
        alike=lambda: coil(heat=_TWICE, cool=0.6 - _TWICE),
        really="one after the other",
    ),
]
