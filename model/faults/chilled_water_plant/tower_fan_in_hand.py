"""The tower's fan turns with no chiller running, or at full speed below its setpoint."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.water.chilled_water import (
    chiller_runs,
    pump_runs,
    tower_fan_runs,
    tower_fan_w,
    valves_open,
)

_TOLERANCE = 0.25
_FULL = 0.95
# A fan that follows its setpoint has slowed down long before the water is as cold as this below it.
_FAR_BELOW_K = 3.0
_FREE_COOLING_VALVES = 0.1


def assess(frames: Frames) -> Assessment:
    fan, chiller = tower_fan_runs(frames), chiller_runs(frames)
    # Where water is pumped to open valves without a chiller, the tower may be cooling it (free cooling).
    free = (pump_runs(frames) == 1) & ~(valves_open(frames) < _FREE_COOLING_VALVES)
    resting = held_for((chiller == 0) & ~free, STEPS_PER_HOUR)
    below = (
        frames.role("condenser_water_supply_temperature_setpoint")
        - frames.role("condenser_water_supply_temperature")
        > _FAR_BELOW_K
    )
    needless = resting & held_for(fan == 1, STEPS_PER_HOUR)
    needless |= held_for(below & (frames.role("tower_fan_speed") >= _FULL), STEPS_PER_HOUR)
    return Assessment(
        applies=needless | (resting & (fan == 0)),
        residual=np.where(needless, 1.0, -1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=fan,
        expected=np.zeros(frames.shape),
        waste=Waste(electricity_w=np.where(needless, tower_fan_w(frames), 0.0)),
    )


FAULT = Fault(
    id="tower_fan_in_hand",
    kind="chilled_water_plant",
    needs=(("tower_fan_status", "tower_fan_speed"), ("chiller_status", "chiller_power")),
    assess=assess,
    quantity="switch",
    traces=("tower_fan_status", "tower_fan_speed", "chiller_status"),
    source="tower fans without a chiller; PNNL re-tuning: central plant, condenser water",
    weight=0.3,
    weight_against=0.7,
)
