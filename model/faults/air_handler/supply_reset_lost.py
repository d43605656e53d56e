"""The supply-air setpoint was reset by weather or rooms, and now stands low in any weather."""

import numpy as np

from model.faults.air_handler.supply_setpoint_too_low import (
    colder_than_needed_waste,
    stands_still,
    was_reset,
)
from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, trailing_max
from model.healthy.air.operation import cooling_setpoint
from model.healthy.laws.air_supply_setpoint import LAW, serving
from model.healthy.rooms.units import too_hot_by

_LEAST_BELOW_K = 0.7
# Rooms ask for colder air by how far they are above their setpoint: 3 degF twice, 5 degF three times; a
# reset leaves two askings unheard, and goes to its end for more (ASHRAE Guideline 36, 5.6.8, 5.16.2).
_ASKS_TWICE_K, _ASKS_THRICE_K, _UNHEARD = 3 * 5 / 9, 5 * 5 / 9, 2
_LATELY_STEPS = 2 * STEPS_PER_HOUR


def _asked_for_cold(frames: Frames) -> Flags:
    """Where the rooms behind a unit ask for colder air, now or in the last hours. (T, E)."""
    rooms = frames.others.get("vav_box")
    if rooms is None:
        return np.zeros(frames.shape, dtype=bool)
    hot = too_hot_by(rooms)
    asks = np.where(hot > _ASKS_THRICE_K, 3.0, np.where(hot > _ASKS_TWICE_K, 2.0, 0.0))
    return np.asarray(trailing_max(frames.over("vav_box", asks), _LATELY_STEPS) > _UNHEARD)


def assess(frames: Frames) -> Assessment:
    own, setpoint = LAW.expected(frames), cooling_setpoint(frames)
    below = own.value - own.measured
    still = stands_still(frames) & (below > _LEAST_BELOW_K)
    said = np.where(still, below / own.tolerance + 0.5, -1.0)
    applies = serving(frames) & was_reset(frames)[None, :] & ~np.isnan(below)
    # A reset that is asked for the coldest air it has does what it should, be it for one room alone.
    applies &= ~((below > 0) & _asked_for_cold(frames))
    return Assessment(
        applies=applies,
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=setpoint,
        expected=np.where(np.isnan(own.value), setpoint, own.value),
        command=setpoint,
        waste=colder_than_needed_waste(frames, np.where(still, below, 0.0)),
    )


FAULT = Fault(
    id="supply_reset_lost",
    kind="air_handler",
    needs=(
        ("supply_air_temperature_setpoint", "supply_air_temperature_cooling_setpoint"),
        ("outdoor_air_temperature",),
        ("supply_fan_status", "supply_fan_speed", "supply_fan_command", "supply_air_static_pressure"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("supply_air_temperature_setpoint", "supply_air_temperature", "outdoor_air_temperature"),
    looks_back_hours=10,
    source="PNNL re-tuning, no reset of the supply air; ASHRAE Guideline 36, 5.16.2; ASHRAE 90.1, 6.5.3.5",
    weight=0.15,
    weight_against=0.2,
)
