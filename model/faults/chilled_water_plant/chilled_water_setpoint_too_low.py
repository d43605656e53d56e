"""The chilled-water setpoint lies lower than rooms need, in weather that asks for little."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.water.chilled_water import (
    RATED_CHILLED_C,
    chiller_runs,
    chiller_w,
    pump_runs,
    valves_wide_open,
)

# Plants are designed for 5.5 to 7.5 degC; below 42 degF is for ice, process and low-temperature air.
_LOWEST_USUAL_C = 5.5
_TOLERANCE_K = 0.6
# Every kelvin of colder water costs a chiller two to three percent (Trane, Carrier: 1 to 2 % a degF).
_SHARE_PER_K = 0.03


def assess(frames: Frames) -> Assessment:
    setpoint = frames.role("chilled_water_supply_temperature_setpoint")
    # A valve that stands wide open asks for the coldest water there is.
    content = ~(valves_wide_open(frames) >= 1)
    made = (pump_runs(frames) == 1) & (chiller_runs(frames) != 0)
    residual = _LOWEST_USUAL_C - setpoint
    lower = np.clip(RATED_CHILLED_C - setpoint, 0.0, None)
    return Assessment(
        applies=made & (content | (residual < 0)) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=setpoint,
        expected=np.full(frames.shape, RATED_CHILLED_C),
        waste=Waste(
            electricity_w=np.where(residual > 0, np.nan_to_num(lower * chiller_w(frames)) * _SHARE_PER_K, 0.0)
        ),
    )


FAULT = Fault(
    id="chilled_water_setpoint_too_low",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_supply_temperature_setpoint",),
        ("chilled_water_pump_status", "chilled_water_pump_speed", "chilled_water_flow"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("chilled_water_supply_temperature_setpoint", "chilled_water_supply_temperature"),
    source="PNNL re-tuning: central plant, chilled-water reset; AHRI 550/590 rates at 44 degF",
    weight=0.12,
)
