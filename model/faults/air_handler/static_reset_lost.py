"""The duct's pressure was reset by the boxes, and is not any more."""

import numpy as np

from model.faults.air_handler.static_setpoint_too_high import (
    excess_pressure_waste,
    stands_still,
    was_reset,
    widest_box,
)
from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import trailing_mean
from model.healthy.air.operation import settled
from model.healthy.laws.air_static_setpoint import LAW

# A reset that has driven to its end stands still too: only where no box asks for it is it lost.
_ASKING, _DOUBT = 0.8, 0.1
_LEAST_ABOVE = 0.15
_UNKNOWN_BOXES = 2.5


def assess(frames: Frames) -> Assessment:
    setpoint = frames.role("supply_air_static_pressure_setpoint")
    own = LAW.expected(frames)
    above = (own.measured - own.value) / own.tolerance
    widest = trailing_mean(widest_box(frames), STEPS_PER_HOUR)
    still = stands_still(setpoint) & (own.measured - own.value > _LEAST_ABOVE)
    by_boxes = (_ASKING - widest) / _DOUBT
    said = np.where(
        still, np.minimum(above + 1.0, np.where(np.isnan(by_boxes), _UNKNOWN_BOXES, by_boxes)), -1.0
    )
    applies = settled(frames) & was_reset(frames)[None, :] & ~np.isnan(setpoint) & ~np.isnan(above)
    spared = np.where(still & (said > 0), -np.expm1(own.value - own.measured), 0.0)
    return Assessment(
        applies=applies & ~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=setpoint,
        expected=np.exp(own.value),
        command=widest,
        waste=excess_pressure_waste(frames, spared),
    )


FAULT = Fault(
    id="static_reset_lost",
    kind="air_handler",
    needs=(("supply_air_static_pressure_setpoint",), ("supply_fan_status", "supply_fan_speed")),
    assess=assess,
    quantity="pressure",
    traces=("supply_air_static_pressure_setpoint", "supply_air_static_pressure", "supply_fan_speed"),
    looks_back_hours=10,
    source="PNNL re-tuning, no static pressure reset; ASHRAE Guideline 36, 5.16.1; ASHRAE 90.1, 6.5.3.2.3",
    weight=0.15,
    weight_against=0.2,
)
