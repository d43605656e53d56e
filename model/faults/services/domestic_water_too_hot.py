"""Tap water is kept far hotter than hygiene asks."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import trailing_mean

# 60 degC keeps legionella away (ASHRAE Guideline 12, HSE L8); 65 leaves room for a sensor and a dead band.
_HOTTEST_C = 64.0
_NEEDED_C = 60.0
_TOLERANCE_K = 2.0
# Tanks and circulation lines of a building lose 100 to 300 W at 40 K over the rooms, and so does the draw.
_LOSS_W_PER_K = 12.0


def assess(frames: Frames) -> Assessment:
    # The mean of a day leaves weekly disinfection out of it.
    tank = trailing_mean(frames.role("domestic_hot_water_temperature"), 8 * STEPS_PER_HOUR)
    residual = tank - _HOTTEST_C
    excess = np.maximum(np.nan_to_num(tank - _NEEDED_C), 0.0)
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=tank,
        expected=np.full(frames.shape, _NEEDED_C),
        waste=Waste(heating_w=np.where(residual > 0, excess * _LOSS_W_PER_K, 0.0)),
    )


FAULT = Fault(
    id="domestic_water_too_hot",
    kind="domestic_hot_water",
    needs=(("domestic_hot_water_temperature",),),
    assess=assess,
    quantity="temperature",
    traces=("domestic_hot_water_temperature", "domestic_hot_water_temperature_setpoint"),
    looks_back_hours=8,
    source="ASHRAE Guideline 12 and HSE L8: storage at 60 degC; scalds within seconds above it",
    weight=0.08,
)
