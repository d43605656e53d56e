"""A sensor shows what cannot be true of what it measures."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.windows import trailing_mean

# An hour of what cannot be leaves little doubt; hours in between are what a loose wire shows.
_TOLERANCE = 0.2
_STEPS = 6


def assess(frames: Frames) -> Assessment:
    value = frames.role("value")
    low, high = frames.design("lowest")[None, :], frames.design("highest")[None, :]
    outside = np.where(np.isnan(value), np.nan, ((value < low) | (value > high)).astype(np.float64))
    share = trailing_mean(outside, _STEPS)
    return Assessment(
        applies=~np.isnan(share) & ~np.isnan(value),
        residual=np.where(share > 0, share, -1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=value,
        expected=np.clip(value, low, high),
        waste=Waste(discomfort=frames.role("felt")),
    )


FAULT = Fault(
    id="sensor_out_of_range",
    kind="sensor",
    needs=(("value",),),
    assess=assess,
    quantity="sensor",
    traces=("value",),
    source="range by role, model/site/roles.yaml",
    weight=0.3,
    weight_against=0.2,
    costed=False,
)
