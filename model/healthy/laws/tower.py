"""How close to the wet bulb a cooling tower at full fan brings its water, for the heat that it takes."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for, trailing_mean
from model.healthy.learning.law import Law, Observed
from model.healthy.water.chilled_water import chiller_runs, outdoor_wet_bulb, tower_fan_runs

_FULL = 0.95
# Towers are rated at 78 degF wet bulb, with a range of 10 degF.
_RATED_WET_BULB_C, RATED_RANGE_K = 25.6, 5.6
_ABOVE_SETPOINT_K = 1.0
_LEAST_RANGE_K = 1.0


def observe(frames: Frames) -> Observed:
    """Approach [K] against the range [K], and the range times how far the wet bulb is below the rated one."""
    water = frames.role("condenser_water_supply_temperature")
    span = frames.role("condenser_water_return_temperature") - water
    # Without the return's temperature: as much heat as the tower is made for, which is careful.
    span = np.where(np.isnan(span), RATED_RANGE_K, span)
    wet = trailing_mean(outdoor_wet_bulb(frames), STEPS_PER_HOUR)
    speed, setpoint = (
        frames.role("tower_fan_speed"),
        frames.role("condenser_water_supply_temperature_setpoint"),
    )
    by_status = (tower_fan_runs(frames) == 1) & (water > setpoint + _ABOVE_SETPOINT_K)
    full = np.where(np.isnan(speed), by_status, speed >= _FULL)
    applies = held_for(full & (chiller_runs(frames) == 1) & (span > _LEAST_RANGE_K), STEPS_PER_HOUR)
    target = trailing_mean(water, STEPS_PER_HOUR // 2) - wet
    mean_span = trailing_mean(span, STEPS_PER_HOUR // 2)
    colder = np.clip((_RATED_WET_BULB_C - wet) / 10.0, -0.5, 2.0)
    features = np.stack([mean_span, mean_span * colder], axis=-1)
    known = ~np.isnan(target) & ~np.isnan(features).any(axis=-1)
    return Observed(np.where(known, target, np.nan), np.nan_to_num(features), applies & known)


LAW = Law(
    id="tower_approach",
    kind="chilled_water_plant",
    observe=observe,
    # 4.2 K of approach at 5.6 K of range; with the same heat 3.3 K more where the wet bulb is 10 K lower.
    mean=(0.75, 0.6),
    spread=(0.18, 0.2),
    noise=0.9,
    source="CTI rating conditions and makers' curves of approach against wet bulb; spread is an estimate",
)
