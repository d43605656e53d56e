"""The cooling coil gives less than its valve and its water let expect."""

import numpy as np

from model.faults.air_handler.coil_short_of_effect import short_of_effect
from model.faults.fault import Assessment, Fault
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import Frames
from model.healthy.air.operation import cooling_command, cooling_setpoint
from model.healthy.laws.air_cooling_coil import LAW
from model.healthy.rooms.comfort import people_hot


def assess(frames: Frames) -> Assessment:
    supply, setpoint = frames.role("supply_air_temperature"), cooling_setpoint(frames)
    short = supply - setpoint
    felt = people_hot(frames, np.maximum(short, 0.0))
    return short_of_effect(frames, LAW, cooling_command(frames), short, felt)


FAULT = Fault(
    id="cooling_coil_fouled",
    kind="air_handler",
    needs=(
        ("supply_air_temperature",),
        ("mixed_air_temperature",),
        ("cooling_valve_command",),
        ("chilled_water_plant.chilled_water_supply_temperature",),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="fraction",
    traces=("supply_air_temperature", "mixed_air_temperature", "cooling_valve_command"),
    source="effectiveness of water coils (ASHRAE Handbook, Systems); ASHRAE Guideline 36 FC13",
    weight=0.15,
    weight_against=0.15,
)
