"""The heat pump runs and the water gets no heat from it: it is stuck in cooling, or its valve half way.

An electric backup may carry the load: then the water is warmed all the same, a few kelvin short, at two or
three times the power that such weather takes.
"""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import held_for, trailing_mean
from model.healthy.laws.heat_pump import DRAWN
from model.healthy.rooms.comfort import building_cold
from model.healthy.water.firing import heat_pump_runs, water_short
from model.healthy.water.plant import heat_given_w, pump_runs
from model.healthy.witnesses import joint

_HELD_STEPS = 9
# An electric backup that carries the load hides a dead circuit: it gives one unit of heat for one of power,
# and the compressor's goes beside it. Healthy machines with a backup in frost stay above 1.5 over an hour.
_LEAST_PERFORMANCE = 1.25
_TOLERANCE = 0.2
_SHORT_K, _TOLERANCE_K = 4.0, 3.0
_HEATED_K = 1.0
# Backups are called one or two kelvin below the setpoint (half a dead band, makers' guides).
_BY_BACKUP_K = 1.5
# How far a machine in order may stay from its setpoint for hours.
_BAND_K = 1.3


def assess(frames: Frames) -> Assessment:
    supply, setpoint, short = water_short(frames)
    runs = held_for(heat_pump_runs(frames) == 1, _HELD_STEPS) & held_for(pump_runs(frames), _HELD_STEPS)
    power = trailing_mean(frames.role("heat_pump_power"), _HELD_STEPS)
    heat = trailing_mean(heat_given_w(frames), _HELD_STEPS)
    with np.errstate(invalid="ignore", divide="ignore"):
        performance = heat / np.where(power > 0, power, np.nan)
    by_heat = (_LEAST_PERFORMANCE - performance) / _TOLERANCE
    difference = trailing_mean(
        frames.role("hot_water_supply_temperature") - frames.role("hot_water_return_temperature"), _HELD_STEPS
    )
    by_water = np.where(difference > _HEATED_K, -1.0, np.nan)
    # Without the heat, water that is where it should be speaks for the machine.
    by_setpoint = (short - _SHORT_K) / _TOLERANCE_K
    by_water = np.where(np.isnan(by_water), by_setpoint, np.minimum(by_water, by_setpoint))
    # Water that is warmed and stays short may be the backup's work.
    by_water = np.where((by_water < 0) & (short > _BY_BACKUP_K), np.nan, by_water)
    drawn = DRAWN.expected(frames)
    by_power = (drawn.measured - drawn.value) / drawn.tolerance
    # Power that fits the weather clears the machine; more of it tells where the water is short as well.
    short_too = np.where(np.isnan(by_power), np.nan, short / _BAND_K)
    both = np.where(short > _BY_BACKUP_K, joint(by_power, short_too), np.nan)
    by_power = np.where(by_power < 0, by_power, both)
    by_water = np.where(np.isnan(by_power), by_water, np.fmax(by_water, by_power))
    residual = np.where(np.isnan(by_heat), by_water, by_heat)
    cold = runs & (residual > 1.0)
    return Assessment(
        applies=runs & ~np.isnan(residual),
        residual=residual,
        tolerance=np.ones(frames.shape),
        measured=supply,
        expected=setpoint,
        waste=Waste(
            electricity_w=np.where(cold, np.nan_to_num(power), 0.0),
            discomfort=np.where(cold, building_cold(frames), 0.0),
        ),
    )


FAULT = Fault(
    id="heat_pump_stuck",
    kind="hot_water_plant",
    needs=(
        ("hot_water_supply_temperature",),
        ("heat_pump_status", "heat_pump_power"),
    ),
    assess=assess,
    quantity="temperature",
    traces=(
        "hot_water_supply_temperature",
        "hot_water_return_temperature",
        "heat_pump_power",
        "hot_water_supply_temperature_setpoint",
    ),
    source="heat by flow and temperatures against power; rules in use: heat pump not heating",
    weight=0.8,
)
