"""The chilled-water pump is at full speed and the loop lacks pressure."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.comfort import building_hot
from model.healthy.operation import FULL, SETTLED_STEPS
from model.windows import held_for

_TOLERANCE_SHARE = 0.08


def assess(frames: Frames) -> Assessment:
    pressure = frames.role("chilled_water_differential_pressure")
    setpoint = frames.role("chilled_water_differential_pressure_setpoint")
    full = held_for(frames.role("chilled_water_pump_speed") >= FULL, SETTLED_STEPS)
    with np.errstate(invalid="ignore", divide="ignore"):
        residual = (setpoint - pressure) / np.where(setpoint > 0, setpoint, np.nan)
    return Assessment(
        applies=(full | (residual < _TOLERANCE_SHARE)) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_SHARE),
        measured=pressure,
        expected=setpoint,
        waste=Waste(discomfort=np.where(full & (residual > 2 * _TOLERANCE_SHARE), building_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="chilled_water_pressure_not_met",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_differential_pressure",),
        ("chilled_water_differential_pressure_setpoint",),
        ("chilled_water_pump_speed",),
    ),
    assess=assess,
    quantity="pressure",
    traces=(
        "chilled_water_differential_pressure",
        "chilled_water_differential_pressure_setpoint",
        "chilled_water_pump_speed",
    ),
    source="as ASHRAE Guideline 36 FC1, at the pump",
    weight=0.25,
    costed=False,
)
