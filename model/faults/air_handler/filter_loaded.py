"""The filters hold the air back: their pressure drop, or the speed that the fan needs, says so."""

import numpy as np

from model.faults.air_handler.belt_slipping import fan_waste, power_off, speed_off
from model.faults.fault import Assessment, Fault
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import Frames
from model.healthy.air.flow import flow_share
from model.healthy.air.operation import settled
from model.healthy.witnesses import joint

# Final pressure drops in use are 200 to 350 Pa at design flow (EN 13779, ASHRAE 52.2); it goes with the flow.
_FINAL_PA, _DOUBT_PA = 200.0, 60.0
_LEAST_SHARE = 0.3
_POWER_FALLS = -1.0


def assess(frames: Frames) -> Assessment:
    share = np.clip(np.nan_to_num(flow_share(frames), nan=1.0), 0.0, 1.2)
    drop = frames.role("filter_differential_pressure")
    at_design = np.where(share >= _LEAST_SHARE, drop / np.maximum(share, _LEAST_SHARE) ** 1.4, np.nan)
    by_drop = (at_design - _FINAL_PA) / _DOUBT_PA
    by_speed, more = speed_off(frames)
    # Where power per turn has fallen, the wheel turns less than the motor: that is the belt.
    by_power, _ = power_off(frames)
    by_speed = np.where(by_power < _POWER_FALLS, np.minimum(by_speed, 0.0), by_speed)
    said = joint(by_drop, by_speed)
    by_pressure = at_design / _FINAL_PA - 1.0
    # What accuses is told, be it one of the two.
    by_turns = np.where((by_speed > 0) | np.isnan(by_pressure), np.expm1(more), np.nan)
    return Assessment(
        applies=settled(frames) & ~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=1.0 + np.fmax(by_turns, by_pressure),
        expected=np.ones(frames.shape),
        command=frames.role("supply_fan_speed"),
        waste=fan_waste(frames, more),
    )


FAULT = Fault(
    id="filter_loaded",
    kind="air_handler",
    needs=(
        ("filter_differential_pressure", "supply_fan_speed"),
        ("filter_differential_pressure", "supply_air_static_pressure"),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="fraction",
    traces=("filter_differential_pressure", "supply_fan_speed", "supply_air_static_pressure"),
    source="EN 13779 and ASHRAE 52.2, final pressure drops; affinity laws; ASHRAE Guideline 36 FC1",
    weight=0.1,
    weight_against=0.1,
)
