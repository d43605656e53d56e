"""The pump reports that it stands, and the loop has the pressure that only a running pump makes."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import trailing_mean
from model.healthy.water.plant import pump_shown_by_pressure

_TOLERANCE = 0.3


def assess(frames: Frames) -> Assessment:
    status = frames.role("hot_water_pump_status")
    shown = pump_shown_by_pressure(frames)
    contradiction = np.where(np.isnan(status), np.nan, (shown & (status < 0.5)).astype(np.float64))
    share = trailing_mean(contradiction, STEPS_PER_HOUR)
    return Assessment(
        applies=shown & ~np.isnan(share),
        residual=share,
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=status,
        expected=np.where(shown, 1.0, 0.0),
    )


FAULT = Fault(
    id="pump_status_contradicts",
    kind="hot_water_plant",
    needs=(("hot_water_pump_status",), ("hot_water_pump_speed",), ("hot_water_differential_pressure",)),
    assess=assess,
    quantity="switch",
    traces=("hot_water_pump_status", "hot_water_pump_speed", "hot_water_differential_pressure"),
    source="contradiction between status, speed and pressure",
    weight=0.1,
    costed=False,
)
