"""The pump's status and the water disagree: it says that it runs and no water moves, or the reverse."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import trailing_mean

_TOLERANCE = 0.3
_MOVING_M3_S, _STILL_M3_S = 0.001, 0.0001
_MADE_PA, _NONE_PA = 15_000.0, 2_000.0


def assess(frames: Frames) -> Assessment:
    status = frames.role("chilled_water_pump_status")
    flow, pressure = frames.role("chilled_water_flow"), frames.role("chilled_water_differential_pressure")
    moves = (flow > _MOVING_M3_S) | (pressure > _MADE_PA)
    # Still water alone may be shut valves; it takes both, or the one that is there.
    still = ~moves & np.where(np.isnan(flow), pressure < _NONE_PA, flow < _STILL_M3_S)
    known = ~np.isnan(status) & (moves | still)
    contradiction = np.where(known, (moves & (status < 0.5)) | (still & (status >= 0.5)), np.nan)
    share = trailing_mean(contradiction, STEPS_PER_HOUR)
    return Assessment(
        applies=known & ~np.isnan(share),
        residual=np.where(share > 0, share, -_TOLERANCE),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=status,
        expected=np.where(moves, 1.0, 0.0),
    )


FAULT = Fault(
    id="chilled_water_pump_contradicts",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_pump_status",),
        ("chilled_water_flow", "chilled_water_differential_pressure"),
    ),
    assess=assess,
    quantity="switch",
    traces=("chilled_water_pump_status", "chilled_water_flow", "chilled_water_differential_pressure"),
    source="contradiction between status, flow and pressure",
    weight=0.25,
    costed=False,
)
