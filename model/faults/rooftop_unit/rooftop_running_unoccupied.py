"""A rooftop unit's fan runs through hours in which nobody is in and no thermostat calls it."""

from dataclasses import replace

import numpy as np

from model.faults.air_handler import fan_running_unoccupied
from model.faults.fault import Assessment
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.air.rooftop import as_air_handler

_CALLS = 0.02
_NEAR_K = 0.5


def assess(frames: Frames) -> Assessment:
    told = fan_running_unoccupied.assess(as_air_handler(frames))
    calls = np.fmax(frames.role("heating_command"), frames.role("cooling_command")) > _CALLS
    # An economizer cools for its room without a word of the compressors.
    zone = frames.role("zone_air_temperature")
    calls |= zone > frames.role("zone_air_temperature_cooling_setpoint") - _NEAR_K
    calls |= zone < frames.role("zone_air_temperature_heating_setpoint") + _NEAR_K
    lately = ~held_for(~calls, STEPS_PER_HOUR // 2)
    # A unit without setback is called by its room all night, which its owner chose; one whose controls say
    # that people are in when nobody is, is not called by the room.
    kept = lately & ~(frames.role("occupied") >= 0.5)
    return replace(told, applies=told.applies & ~kept)


FAULT = replace(
    fan_running_unoccupied.FAULT,
    kind="rooftop_unit",
    needs=(
        ("supply_fan_status", "supply_fan_command", "supply_fan_speed"),
        ("zone_air_temperature", "return_air_temperature"),
    ),
    assess=assess,
    traces=("supply_fan_status", "supply_fan_command", "zone_air_temperature", "occupied"),
)
