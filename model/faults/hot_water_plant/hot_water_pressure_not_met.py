"""The hot-water pump is at full speed and the loop lacks pressure."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import Frames
from model.healthy.water.loop_pressure import loop_pressure

_TOLERANCE_SHARE = 0.08


def assess(frames: Frames) -> Assessment:
    loop = loop_pressure(frames, "hot_water")
    return Assessment(
        applies=(loop.full_speed | (loop.lacking < _TOLERANCE_SHARE)) & ~np.isnan(loop.lacking),
        residual=loop.lacking,
        tolerance=np.full(frames.shape, _TOLERANCE_SHARE),
        measured=loop.measured,
        expected=loop.setpoint,
    )


FAULT = Fault(
    id="hot_water_pressure_not_met",
    kind="hot_water_plant",
    needs=(
        ("hot_water_differential_pressure",),
        ("hot_water_differential_pressure_setpoint",),
        ("hot_water_pump_speed",),
    ),
    assess=assess,
    quantity="pressure",
    traces=(
        "hot_water_differential_pressure",
        "hot_water_differential_pressure_setpoint",
        "hot_water_pump_speed",
    ),
    source="as ASHRAE Guideline 36 FC1, at the pump",
    weight=0.25,
    costed=False,
)
