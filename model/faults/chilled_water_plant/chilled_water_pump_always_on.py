"""The chilled-water pump runs while every valve is shut and no chiller runs."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.water.chilled_water import (
    chiller_runs,
    no_valve_open,
    pump_runs,
    pump_w,
    steady,
    valves_open,
)

_TOLERANCE = 0.25
# Where nothing tells of the chiller: water that is neither chilled nor warmed goes round for nothing.
_UNUSED_K = 0.7
_QUIET_K = 1.0
# Guideline 36 keeps pumps for minutes after the last request; other sequences for up to half an hour.
_RUN_ON_STEPS = STEPS_PER_HOUR
# Pumps are kept turning in frost on purpose.
_FROST_C = 3.0


def assess(frames: Frames) -> Assessment:
    runs = pump_runs(frames)
    supply = frames.role("chilled_water_supply_temperature")
    difference = np.abs(frames.role("chilled_water_return_temperature") - supply)
    chiller = chiller_runs(frames)
    unchilled = np.where(np.isnan(chiller), (difference < _UNUSED_K) & steady(supply, _QUIET_K), chiller == 0)
    idle = held_for(unchilled & ~(frames.role("outdoor_air_temperature") < _FROST_C), _RUN_ON_STEPS)
    # A valve that stands open behind a fan that failed calls the pump all the same.
    idle &= no_valve_open(frames)
    for_nothing = held_for(runs == 1, _RUN_ON_STEPS) & idle
    return Assessment(
        applies=for_nothing | (held_for(runs == 0, STEPS_PER_HOUR // 2) & ~np.isnan(valves_open(frames))),
        residual=np.where(for_nothing, 1.0, -1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=runs,
        expected=np.zeros(frames.shape),
        waste=Waste(electricity_w=np.where(for_nothing, pump_w(frames), 0.0)),
    )


FAULT = Fault(
    id="chilled_water_pump_always_on",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_pump_status", "chilled_water_pump_speed", "chilled_water_flow"),
        ("chiller_status", "chiller_power", "chilled_water_return_temperature"),
    ),
    assess=assess,
    quantity="switch",
    traces=("chilled_water_pump_status", "chiller_status", "outdoor_air_temperature"),
    source="pumps without a request for water; PNNL re-tuning: central plant",
    weight=0.25,
    weight_against=0.8,
)
