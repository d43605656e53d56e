"""Cooling is called without a break, and the compressor starts and stops all the time."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for, trailing_max
from model.healthy.air.operation import FULL
from model.healthy.air.rooftop import blowing

# Under a steady full call a compressor runs through; thermostats allow three starts an hour.
_ALLOWED_CHANGES = 2.0
_TOLERANCE_CHANGES = 1.5
_LOST_SHARE = 0.25


def assess(frames: Frames) -> Assessment:
    power, command = frames.role("compressor_power"), frames.role("cooling_command")
    full = blowing(frames) & held_for(command >= FULL, STEPS_PER_HOUR)
    running = (power > 0.3 * trailing_max(power, 2 * STEPS_PER_HOUR)).astype(np.float64)
    changes = np.abs(np.diff(running, axis=0, prepend=running[:1]))
    count = np.cumsum(changes, axis=0)
    count[STEPS_PER_HOUR:] = count[STEPS_PER_HOUR:] - count[:-STEPS_PER_HOUR].copy()
    residual = count - _ALLOWED_CHANGES
    return Assessment(
        applies=full & ~np.isnan(power),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_CHANGES),
        measured=count,
        expected=np.full(frames.shape, _ALLOWED_CHANGES),
        command=command,
        waste=Waste(
            electricity_w=np.where(full & (residual > 0), np.nan_to_num(power) * _LOST_SHARE, 0.0),
            strokes=np.where(full & (residual > 0), count, 0.0),
        ),
    )


FAULT = Fault(
    id="rooftop_compressor_cycling",
    kind="rooftop_unit",
    needs=(("cooling_command",), ("compressor_power",)),
    assess=assess,
    quantity="count",
    traces=("compressor_power", "cooling_command", "supply_air_temperature"),
    source="estimate: safeties that trip and reset; thermostats allow three starts an hour",
    weight=0.3,
)
