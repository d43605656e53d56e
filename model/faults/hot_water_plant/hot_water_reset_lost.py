"""In mild weather the hot water is kept as hot as in frost, whatever the weather does."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for, trailing_max, trailing_min
from model.healthy.laws.hot_water import SETPOINT
from model.healthy.sensors import joined
from model.healthy.water.plant import heat_called, reset_loss_w

# Loads fall with the outdoor air: water laid out for 80 degC in frost heats with 55 in mild weather. Reset is
# asked of larger plants (ASHRAE 90.1) down by a quarter of the design difference at least.
_DESIGN_C = -5.0
_STANDING_K = 2.5
_LOOK_STEPS = 10 * STEPS_PER_HOUR
_MOVED_OUTSIDE_K, _MOVED_SETPOINT_K = 4.0, 1.0


def assess(frames: Frames) -> Assessment:
    outside = frames.role("outdoor_air_temperature")
    setpoint = frames.role("hot_water_supply_temperature_setpoint")
    usual = SETPOINT.expected(frames)
    swing = trailing_max(outside, _LOOK_STEPS) - trailing_min(outside, _LOOK_STEPS)
    moved = trailing_max(setpoint, _LOOK_STEPS) - trailing_min(setpoint, _LOOK_STEPS)
    resets = (swing > _MOVED_OUTSIDE_K) & (moved > _MOVED_SETPOINT_K)
    excess = setpoint - usual.value
    running = held_for(heat_called(frames), 6) & (outside > _DESIGN_C)
    return Assessment(
        applies=running & ~np.isnan(excess),
        # A setpoint that follows the weather is reset, however high its line lies.
        residual=np.where(resets, np.minimum(excess, 0.0), excess),
        tolerance=joined(usual.tolerance, _STANDING_K),
        measured=setpoint,
        expected=usual.value,
        waste=Waste(fuel_w=np.where(running & ~resets, reset_loss_w(frames, excess), 0.0)),
    )


FAULT = Fault(
    id="hot_water_reset_lost",
    kind="hot_water_plant",
    needs=(
        ("hot_water_supply_temperature_setpoint",),
        ("outdoor_air_temperature",),
    ),
    assess=assess,
    quantity="temperature",
    traces=(
        "hot_water_supply_temperature_setpoint",
        "hot_water_supply_temperature",
        "outdoor_air_temperature",
    ),
    looks_back_hours=10,
    source="ASHRAE 90.1, hot-water temperature reset; PNNL re-tuning, plants",
    weight=0.06,
    weight_against=0.1,
)
