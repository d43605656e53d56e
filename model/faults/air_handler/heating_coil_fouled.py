"""The heating coil gives less than its valve and its water let expect."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import PROOF_OF_FAN
from model.frames import Frames
from model.healthy.comfort import people_cold
from model.healthy.laws.air_heating_coil import LAW
from model.healthy.operation import FULL, heating_command, heating_setpoint, settled
from model.healthy.witnesses import off_law

_EFFECT = 0.2
# A coil that gives next to nothing gets no water: that is a valve or the plant.
_LEAST_SHARE = 0.12
_OPEN = 0.3


def assess(frames: Frames) -> Assessment:
    deviation, off = off_law(frames, LAW, _EFFECT)
    seen = LAW.observe(frames)
    command = heating_command(frames)
    expected = seen.target - off
    gives = seen.target > _LEAST_SHARE * np.maximum(expected, 0.0)
    supply, setpoint = frames.role("supply_air_temperature"), heating_setpoint(frames)
    short = setpoint - supply
    felt = (deviation < 0) & (command >= FULL) & (short > 0)
    return Assessment(
        applies=settled(frames) & (command >= _OPEN) & gives & ~np.isnan(deviation),
        residual=-deviation,
        tolerance=np.ones(frames.shape),
        measured=seen.target,
        expected=expected,
        command=command,
        waste=Waste(discomfort=np.where(felt, people_cold(frames, np.maximum(short, 0.0)), 0.0)),
    )


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
