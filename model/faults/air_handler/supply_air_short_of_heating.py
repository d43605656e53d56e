"""Full heat, and the supply air does not reach its setpoint."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.air.operation import fully_open, heating_command, heating_setpoint, settled
from model.healthy.rooms.comfort import people_cold
from model.healthy.water.plant import hot_water_rests

_TOLERANCE_K = 1.1


def assess(frames: Frames) -> Assessment:
    supply, setpoint = frames.role("supply_air_temperature"), heating_setpoint(frames)
    full = fully_open(heating_command(frames))
    residual = setpoint - supply
    return Assessment(
        applies=settled(frames) & full & ~hot_water_rests(frames) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=supply,
        expected=setpoint,
        command=heating_command(frames),
        waste=Waste(discomfort=np.where(full, people_cold(frames, np.maximum(residual, 0.0)), 0.0)),
    )


FAULT = Fault(
    id="supply_air_short_of_heating",
    kind="air_handler",
    needs=(
        ("supply_air_temperature",),
        ("supply_air_temperature_setpoint", "supply_air_temperature_heating_setpoint"),
        ("heating_valve_command", "heating_valve_position"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("supply_air_temperature", "supply_air_temperature_setpoint", "heating_valve_command"),
    source="ASHRAE Guideline 36 FC7; NIST APAR",
)
