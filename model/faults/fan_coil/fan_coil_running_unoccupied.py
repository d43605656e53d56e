"""A fan coil runs by night while its neighbours rest and its room needs nothing."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, trailing_mean
from model.healthy.air.flow import AIR_J_PER_M3_K
from model.healthy.rooms.comfort import rooms_past_setback
from model.healthy.rooms.fan_coil_flow import FAN_W_PER_M3_S, fan_coil_flow
from model.healthy.rooms.units import cooling_asked, fan_turns, heating_asked, neighbours

# Whoever stays late, or cleans, may have it for two hours.
_AFTER_HOURS = 2
_WARMING_UP = 0.6
_RESTING_SHARE = 0.35
# A thermostat cycles its fan; one that was left on never rests.
_NEVER_RESTS_SHARE, _TOLERANCE_SHARE = 0.75, 0.1
_ENOUGH_NEIGHBOURS = 3
# What a room kept as by day takes more than one at its setback: 3 to 5 K over 40 W/K (estimate).
_KEPT_W = 160.0


def _runs(frames: Frames) -> Floats:
    """Share of the last hour in which each fan turned (T, E)."""
    return trailing_mean(fan_turns(frames), STEPS_PER_HOUR)


def assess(frames: Frames) -> Assessment:
    runs = _runs(frames)
    empty = held_for(frames.occupied == 0, _AFTER_HOURS * STEPS_PER_HOUR)
    others, number = neighbours(frames, _runs, width=0.5, all_kinds=False)
    # Hard calls are for the setback or for the morning; then the fan does its work.
    called = (heating_asked(frames) > _WARMING_UP) | (cooling_asked(frames) > _WARMING_UP)
    called |= rooms_past_setback(frames)
    # Where all run, somebody holds an event or the whole building has lost its hours: no fault of this unit.
    alone = (others < _RESTING_SHARE) & (number >= _ENOUGH_NEIGHBOURS)
    running = empty & alone & ~called & (fan_turns(frames) == 1)
    flow = fan_coil_flow(frames)
    heat = np.nan_to_num(heating_asked(frames)) > 0.02
    cool = np.nan_to_num(cooling_asked(frames)) > 0.02
    blown = frames.role("discharge_air_temperature") - frames.role("zone_air_temperature")
    worked = np.where(np.isnan(blown), _KEPT_W, np.abs(blown) * flow * AIR_J_PER_M3_K)
    return Assessment(
        applies=empty & alone & ~called & ~np.isnan(runs),
        residual=runs - _NEVER_RESTS_SHARE,
        tolerance=np.full(frames.shape, _TOLERANCE_SHARE),
        measured=runs,
        expected=np.nan_to_num(others),
        waste=Waste(
            electricity_w=np.where(running, flow * FAN_W_PER_M3_S, 0.0),
            heating_w=np.where(running & heat, worked, 0.0),
            cooling_w=np.where(running & cool, worked, 0.0),
        ),
    )


FAULT = Fault(
    id="fan_coil_running_unoccupied",
    kind="fan_coil",
    needs=(("fan_status", "fan_command"),),
    assess=assess,
    quantity="fraction",
    traces=("fan_status", "fan_command", "zone_air_temperature"),
    source="PNNL re-tuning: equipment that runs when nobody is in",
    # A night has many hours that are one; two nights are needed.
    weight=0.12,
    weight_against=0.25,
)
