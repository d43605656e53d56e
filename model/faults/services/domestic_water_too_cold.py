"""Stored tap water is too cold to keep legionella away, or nobody's water is hot."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import trailing_mean

# Storage at 60 degC, never below 50 for long (ASHRAE Guideline 12; HSE L8); bacteria grow from 20 to 45.
_COLDEST_C = 50.0
_TOLERANCE_K = 2.0


def assess(frames: Frames) -> Assessment:
    # A large draw cools a tank for an hour or two.
    tank = trailing_mean(frames.role("domestic_hot_water_temperature"), 4 * STEPS_PER_HOUR)
    setpoint = frames.role("domestic_hot_water_temperature_setpoint")
    residual = _COLDEST_C - tank
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=tank,
        expected=np.where(np.isnan(setpoint), 60.0, setpoint),
    )


FAULT = Fault(
    id="domestic_water_too_cold",
    kind="domestic_hot_water",
    needs=(("domestic_hot_water_temperature",),),
    assess=assess,
    quantity="temperature",
    traces=("domestic_hot_water_temperature", "domestic_hot_water_temperature_setpoint"),
    looks_back_hours=4,
    source="ASHRAE Guideline 12 and HSE L8: storage at 60 degC, not below 50",
    weight=0.2,
    costed=False,
)
