"""The chilled-water pump is at full speed and the loop lacks pressure."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.rooms.comfort import building_hot
from model.healthy.water.loop_pressure import loop_pressure

_TOLERANCE_SHARE = 0.08


def assess(frames: Frames) -> Assessment:
    loop = loop_pressure(frames, "chilled_water")
    return Assessment(
        applies=(loop.full_speed | (loop.lacking < _TOLERANCE_SHARE)) & ~np.isnan(loop.lacking),
        residual=loop.lacking,
        tolerance=np.full(frames.shape, _TOLERANCE_SHARE),
        measured=loop.measured,
        expected=loop.setpoint,
        waste=Waste(
            discomfort=np.where(
                loop.full_speed & (loop.lacking > 2 * _TOLERANCE_SHARE), building_hot(frames), 0.0
            )
        ),
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
