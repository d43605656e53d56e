"""Full cooling, and the supply air stays above its setpoint."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.coil import coil_rise, water_nowhere
from model.healthy.comfort import people_hot
from model.healthy.operation import cooling_command, cooling_setpoint, fully_open, settled
from model.healthy.plant import chilled_water_rests

_TOLERANCE_K = 1.1


def assess(frames: Frames) -> Assessment:
    supply, setpoint = frames.role("supply_air_temperature"), cooling_setpoint(frames)
    full = fully_open(cooling_command(frames))
    residual = supply - setpoint
    # A valve forced open below the setpoint is frost protection, not a call for cooling.
    calls = supply > setpoint
    outside = frames.role("outdoor_air_temperature")
    warm = ~(outside < setpoint)
    rise = coil_rise(frames)
    nothing = full & calls & (rise.least > -rise.tolerance)
    nowhere = water_nowhere(frames, nothing, full & (rise.most < -2 * rise.tolerance), "chilled_water_plant")
    return Assessment(
        applies=settled(frames)
        & full
        & ~chilled_water_rests(frames)
        & ~nowhere
        & (calls | warm)
        & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=supply,
        expected=setpoint,
        command=cooling_command(frames),
        waste=Waste(discomfort=np.where(full & calls, people_hot(frames, np.maximum(residual, 0.0)), 0.0)),
    )


FAULT = Fault(
    id="supply_air_short_of_cooling",
    kind="air_handler",
    needs=(
        ("supply_air_temperature",),
        ("supply_air_temperature_setpoint", "supply_air_temperature_cooling_setpoint"),
        ("cooling_valve_command", "cooling_valve_position"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("supply_air_temperature", "supply_air_temperature_setpoint", "cooling_valve_command"),
    source="ASHRAE Guideline 36 FC13; NIST APAR",
)
