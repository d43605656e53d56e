"""The condenser water is too warm while the chiller runs, and the tower's fan stands."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, trailing_mean
from model.healthy.rooms.comfort import building_hot
from model.healthy.water.chilled_water import (
    RATED_CONDENSER_C,
    chiller_runs,
    chiller_w,
    tower_fan_runs,
)

# Fans follow their setpoint within a few kelvin. Where it is not known, towers are made for no warmer water.
_BAND_K, _GUESSED_BAND_K = 2.0, 1.0
_TOLERANCE_K = 1.2
# Ten minutes of an hour in which the fan stands.
_AT_WORK = 0.15
# Warmer condenser water costs a chiller two to three percent a kelvin.
_SHARE_PER_K = 0.025


def condenser_setpoint(frames: Frames) -> Floats:
    """What the tower should make [degC] (T, E): its setpoint, else the warmest that towers are made for."""
    setpoint = frames.role("condenser_water_supply_temperature_setpoint")
    return np.where(np.isnan(setpoint), RATED_CONDENSER_C, setpoint)


def assess(frames: Frames) -> Assessment:
    water = frames.role("condenser_water_supply_temperature")
    asked = condenser_setpoint(frames)
    known = ~np.isnan(frames.role("condenser_water_supply_temperature_setpoint"))
    fan = tower_fan_runs(frames)
    # A chiller that its own limit stops and starts again in the heat is at work; one that is switched off for
    # the night leaves warm water behind, and takes its fan along.
    ran = trailing_mean(chiller_runs(frames), STEPS_PER_HOUR)
    stands = held_for(fan == 0, STEPS_PER_HOUR)
    band = np.where(known, _BAND_K, _GUESSED_BAND_K)
    tolerance = np.full(frames.shape, _TOLERANCE_K)
    too_warm = water - asked - band
    residual = np.where(stands, too_warm, -tolerance)
    failed = (ran > _AT_WORK) & stands & (too_warm > tolerance)
    beyond = np.clip(too_warm + band, 0.0, None)
    return Assessment(
        # A fan that stands while the water is cool enough says nothing; one that turns does.
        applies=(ran > _AT_WORK) & ((stands & (too_warm > 0)) | (fan == 1)) & ~np.isnan(too_warm),
        residual=residual,
        tolerance=tolerance,
        measured=water,
        expected=asked,
        waste=Waste(
            electricity_w=np.where(failed, np.nan_to_num(beyond * chiller_w(frames)) * _SHARE_PER_K, 0.0),
            discomfort=np.where(failed, building_hot(frames), 0.0),
        ),
    )


FAULT = Fault(
    id="tower_fan_failed",
    kind="chilled_water_plant",
    needs=(
        ("condenser_water_supply_temperature",),
        ("tower_fan_status", "tower_fan_speed"),
        ("chiller_status", "chiller_power"),
    ),
    assess=assess,
    quantity="temperature",
    traces=(
        "condenser_water_supply_temperature",
        "condenser_water_supply_temperature_setpoint",
        "tower_fan_status",
    ),
    source="condenser water above its setpoint with the fan off; ASHRAE Guideline 36, 5.20",
    weight=0.7,
    weight_against=0.7,
)
