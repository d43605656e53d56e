"""Chilled water leaves the plant warmer than asked while water is moving."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames import Frames
from model.healthy.operation import SETTLED_STEPS
from model.windows import held_for

_TOLERANCE_K = 1.2
_MOVING_M3_S = 0.001


def assess(frames: Frames) -> Assessment:
    supply = frames.role("chilled_water_supply_temperature")
    setpoint = frames.role("chilled_water_supply_temperature_setpoint")
    moving = (frames.role("chilled_water_flow") > _MOVING_M3_S) | (
        frames.role("chilled_water_pump_status") >= 0.5
    )
    residual = supply - setpoint
    return Assessment(
        applies=held_for(moving, 2 * SETTLED_STEPS) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=supply,
        expected=setpoint,
    )


FAULT = Fault(
    id="chilled_water_supply_short",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_supply_temperature",),
        ("chilled_water_supply_temperature_setpoint",),
        ("chilled_water_flow", "chilled_water_pump_status"),
    ),
    assess=assess,
    quantity="temperature",
    traces=(
        "chilled_water_supply_temperature",
        "chilled_water_supply_temperature_setpoint",
        "chilled_water_flow",
    ),
    source="setpoint not met; PNNL re-tuning, plants",
    weight=0.25,
    costed=False,
)
