"""A sensor shows what cannot be true of what it measures.

A broken wire reads far beyond, and gets there at once. What climbs past the end of its range step by step is
a room or water that nothing cools, and is told of by what failed.
"""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.sensor.likes import temperatures
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.possible import DRIVEN_K
from model.frames.windows import LATELY_HOURS, Flags, trailing_max, trailing_mean, trailing_min

# An hour of what cannot be leaves little doubt; hours in between are what a loose wire shows.
_TOLERANCE = 0.2
_STEPS = 6
# By how much air or water beyond its range is driven in three hours; a broken wire stands still, or leaps.
_LEAST_K, _MOST_K = 0.2, 6.0


def assess(frames: Frames) -> Assessment:
    value = frames.role("value")
    low, high = frames.design("lowest")[None, :], frames.design("highest")[None, :]
    outside = np.where(np.isnan(value), np.nan, ((value < low) | (value > high)).astype(np.float64))
    share = trailing_mean(outside, _STEPS)
    climbed = (share > 0) & temperatures(frames)[None, :] & _climbs(frames)
    return Assessment(
        applies=~np.isnan(share) & ~np.isnan(value) & ~climbed,
        residual=np.where(share > 0, share, -1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=value,
        expected=np.clip(value, low, high),
        waste=Waste(discomfort=frames.role("felt")),
    )


def _climbs(frames: Frames) -> Flags:
    """Whether a reading (T, E) has come where it is step by step, near its range [degC]."""
    value, steps = frames.role("value"), LATELY_HOURS * STEPS_PER_HOUR
    low, high = frames.design("lowest")[None, :], frames.design("highest")[None, :]
    near = (value > low - DRIVEN_K) & (value < high + DRIVEN_K)
    spread = trailing_max(value, steps) - trailing_min(value, steps)
    return near & (spread >= _LEAST_K) & (spread <= _MOST_K)


FAULT = Fault(
    id="sensor_out_of_range",
    kind="sensor",
    needs=(("value",),),
    assess=assess,
    quantity="sensor",
    traces=("value",),
    source="range by role, model/site/roles.yaml",
    weight=0.3,
    # A loose wire holds for hours at a time: they clear it, but slowly.
    weight_against=0.07,
    costed=False,
)
