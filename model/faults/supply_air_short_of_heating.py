"""Full heat, and the supply air does not reach its setpoint."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.comfort import people_cold
from model.healthy.operation import fully_open, heating_command, heating_setpoint, settled
from model.healthy.plant import hot_water_stands

_TOLERANCE_K = 1.1
# Boilers are let rest in weather warmer than 15 to 18 degC (heating limits in use); else a pump has to run.
_LOCKED_OUT_C = 15.0


def assess(frames: Frames) -> Assessment:
    supply, setpoint = frames.role("supply_air_temperature"), heating_setpoint(frames)
    full = fully_open(heating_command(frames))
    residual = setpoint - supply
    locked_out = hot_water_stands(frames) & (frames.role("outdoor_air_temperature") > _LOCKED_OUT_C)
    return Assessment(
        applies=settled(frames) & full & ~locked_out & ~np.isnan(residual),
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
