"""Water runs when nobody draws any: the least flow of the night never comes down.

A leak runs by day too, so that the flow never comes below it; what people leave open starts when they leave.
Who goes to look at night finds either.
"""

from dataclasses import replace

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, trailing_mean, trailing_min
from model.healthy.laws.meter_water import LAW, ML_PER_M3
from model.healthy.sensors import joined
from model.healthy.services import nobody_in, people_in_building, water_flow

# Below this no meter of a building counts well, and a dripping cistern is no news: 0.01 L/s.
_COUNTED_M3_S = 1.0e-5
_RATES = (("water_flow", "water_volume"),)


def _judged(frames: Frames, lasts: Floats) -> Assessment:
    """``lasts``: share of a day for which it runs as it does now, (T, E)."""
    expected = LAW.expected(frames)
    person = people_in_building(frames) / ML_PER_M3
    residual = (expected.measured - expected.value) * person
    lost = np.clip(np.nan_to_num(residual), 0.0, None) * lasts
    return Assessment(
        applies=~np.isnan(residual) & ~np.isnan(expected.value),
        residual=residual,
        tolerance=joined(expected.tolerance * person, _COUNTED_M3_S),
        measured=expected.measured * person,
        expected=expected.value * person,
        waste=Waste(water_m3_s=lost),
    )


def leaks(frames: Frames) -> Assessment:
    """A leak runs day and night; by day it is hidden in what people draw, and no less."""
    found = _judged(frames, np.ones(frames.shape))
    # Since before closing, where that is in sight.
    through = trailing_min(trailing_mean(water_flow(frames), STEPS_PER_HOUR // 2), 10 * STEPS_PER_HOUR)
    residual = np.minimum(found.residual, through - found.expected)
    lost = np.where(found.applies, np.clip(np.nan_to_num(residual), 0.0, None), 0.0)
    return replace(found, residual=residual, waste=Waste(water_m3_s=lost))


def runs_at_night(frames: Frames) -> Assessment:
    """Something is left open by those who leave."""
    found = _judged(frames, nobody_in(frames).astype(np.float64))
    return replace(found, applies=found.applies & nobody_in(frames))


FAULTS = (
    Fault(
        id="water_leak",
        kind="water_meter",
        needs=_RATES,
        assess=leaks,
        quantity="water_flow",
        traces=("water_flow", "water_volume"),
        looks_back_hours=10,
        source="minimum night flow, IWA; EPA WaterSense at Work",
        weight=0.35,
    ),
    Fault(
        id="water_running_at_night",
        kind="water_meter",
        needs=_RATES,
        assess=runs_at_night,
        quantity="water_flow",
        traces=("water_flow", "water_volume"),
        looks_back_hours=10,
        source="minimum night flow, IWA; EPA WaterSense at Work",
        weight=0.35,
    ),
)
