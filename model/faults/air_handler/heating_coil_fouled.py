"""The heating coil gives less than its valve and its water let expect."""

import numpy as np

from model.faults.air_handler.coil_short_of_effect import short_of_effect
from model.faults.fault import Assessment, Fault
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import Frames
from model.healthy.air.operation import heating_command, heating_setpoint
from model.healthy.laws.air_heating_coil import LAW
from model.healthy.rooms.comfort import people_cold


def assess(frames: Frames) -> Assessment:
    supply, setpoint = frames.role("supply_air_temperature"), heating_setpoint(frames)
    short = setpoint - supply
    felt = people_cold(frames, np.maximum(short, 0.0))
    return short_of_effect(frames, LAW, heating_command(frames), short, felt)


FAULT = Fault(
    id="heating_coil_fouled",
    kind="air_handler",
    needs=(
        ("supply_air_temperature",),
        ("mixed_air_temperature",),
        ("heating_valve_command",),
        ("hot_water_plant.hot_water_supply_temperature",),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="fraction",
    traces=("supply_air_temperature", "mixed_air_temperature", "heating_valve_command"),
    source="effectiveness of water coils (ASHRAE Handbook, Systems); ASHRAE Guideline 36 FC7",
    weight=0.15,
    weight_against=0.15,
)
