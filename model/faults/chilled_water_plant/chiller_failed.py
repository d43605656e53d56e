"""Rooms ask for chilled water, it is pumped, and no chiller cools it.

Behind a chiller that rests, water leaves as it came: where its supply is not measured, what comes back tells.
Where it is, and is far colder than what comes back, its sensor is in doubt and not the chiller.
"""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.rooms.comfort import building_hot
from model.healthy.water.chilled_water import STORED_COLD_K, called, chiller_runs, pump_runs, supply_setpoint
from model.healthy.water.plant import CHILLERS_REST_BELOW_C

# Chillers rest within a dead band of 1 to 3 K about the setpoint, and have some ten minutes between starts.
_DEAD_BAND_K = 1.5
_TOLERANCE_K = 1.2
# Without a status: water that comes back as it went, some kelvin too warm.
_UNCOOLED_K = 0.5
# What a chiller that has just stopped leaves in the pipes: rooms warm their water by 5 to 7 K.
_RISE_K = 7.0
_BLIND_TOLERANCE_K = 2.5
_CLEARLY_TOLERANCES = 2.0


def assess(frames: Frames) -> Assessment:
    back = frames.role("chilled_water_return_temperature")
    own = frames.role("chilled_water_supply_temperature")
    setpoint = supply_setpoint(frames)
    pumped = held_for(pump_runs(frames) == 1, STEPS_PER_HOUR // 2)
    runs = chiller_runs(frames)
    rests = held_for(runs == 0, STEPS_PER_HOUR // 2)
    works = held_for(runs == 1, STEPS_PER_HOUR // 4)
    supply = np.where(rests & np.isnan(own), back - _RISE_K, own)
    too_warm = supply - setpoint - _DEAD_BAND_K
    blind = np.isnan(runs)
    uncooled = held_for(back - supply < _UNCOOLED_K, STEPS_PER_HOUR // 2)
    # Below it chillers are locked out, whoever calls and whatever pump was left on.
    may_run = ~(frames.role("outdoor_air_temperature") < CHILLERS_REST_BELOW_C)
    dead = (rests | (blind & uncooled)) & may_run & ~(rests & (back - own > STORED_COLD_K))
    tolerance = np.where(blind, _BLIND_TOLERANCE_K, _TOLERANCE_K)
    residual = np.where(dead, too_warm, -tolerance)
    # A chiller that runs is not dead, however warm its water; one that rests at its setpoint may be well.
    applies = pumped & called(frames) & ~np.isnan(too_warm) & (dead | works | (blind & (too_warm < 0)))
    sure = applies & dead & (too_warm > _CLEARLY_TOLERANCES * tolerance)
    return Assessment(
        applies=applies,
        residual=residual,
        tolerance=tolerance,
        measured=frames.first_of("chilled_water_supply_temperature", "chilled_water_return_temperature"),
        expected=setpoint,
        waste=Waste(discomfort=np.where(sure, building_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="chiller_failed",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_supply_temperature", "chilled_water_return_temperature"),
        ("chilled_water_pump_status", "chilled_water_pump_speed", "chilled_water_flow"),
        ("chiller_status", "chiller_power", "chilled_water_return_temperature"),
    ),
    assess=assess,
    quantity="temperature",
    traces=(
        "chilled_water_supply_temperature",
        "chilled_water_supply_temperature_setpoint",
        "chiller_status",
    ),
    source="called, off, its water too warm; ASHRAE Guideline 36, 5.20 (staging, failed chiller)",
    weight=1.0,
    weight_against=0.8,
)
