"""The heating valve does not follow: full command and no heat, or shut and more heat than a leak gives."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import PROOF_OF_FAN
from model.frames import Frames
from model.healthy.coil import FAN_HEAT_K, coil_rise, water_nowhere
from model.healthy.comfort import people_cold
from model.healthy.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.operation import (
    CLOSED,
    closed,
    cooling_command,
    fully_open,
    heating_command,
    heating_setpoint,
    settled,
)
from model.healthy.plant import hot_water_stands

# A working coil at full flow warms the air by far more than this; a leak rarely by as much as that.
_LEAST_AT_FULL_K = 6.0
_MORE_THAN_LEAK_K = 8.0


def assess(frames: Frames) -> Assessment:
    rise = coil_rise(frames)
    command = heating_command(frames)
    full, shut = fully_open(command), closed(command)
    short = frames.role("supply_air_temperature") < heating_setpoint(frames) - 1.0
    # Air that even cools is being cooled: that tells of the other valve, not of this one.
    no_heat = full & ~hot_water_stands(frames) & short & (rise.most > -2 * rise.tolerance)
    # Heat where it was asked for clears the valve of being stuck shut; no heat when shut clears it of
    # nothing.
    follows = full & (rise.least > _LEAST_AT_FULL_K)
    no_heat &= ~water_nowhere(frames, no_heat, follows, "hot_water_plant")
    # Water that stands heats nothing, through whatever valve.
    too_much = shut & (rise.least > _MORE_THAN_LEAK_K) & ~hot_water_stands(frames)
    residual = np.where(
        full, _LEAST_AT_FULL_K - rise.most, rise.least - _MORE_THAN_LEAK_K + 3 * rise.tolerance
    )
    cooling = np.nan_to_num(cooling_command(frames)) > CLOSED
    heat_w = supply_flow(frames) * AIR_J_PER_M3_K * np.maximum(rise.least, 0.0)
    shortfall = np.maximum(heating_setpoint(frames) - frames.role("supply_air_temperature"), 0.0)
    return Assessment(
        applies=settled(frames, "heating_valve_command")
        & (no_heat | too_much | follows)
        & ~np.isnan(residual),
        residual=residual,
        tolerance=rise.tolerance,
        measured=np.maximum(rise.least + FAN_HEAT_K, 0.0),
        expected=np.where(full, _LEAST_AT_FULL_K + FAN_HEAT_K, FAN_HEAT_K),
        command=command,
        waste=Waste(
            heating_w=np.where(too_much, heat_w, 0.0),
            cooling_w=np.where(too_much & cooling, heat_w, 0.0),
            discomfort=np.where(no_heat, people_cold(frames, shortfall), 0.0),
        ),
    )


FAULT = Fault(
    id="heating_valve_stuck",
    kind="air_handler",
    needs=(
        ("supply_air_temperature",),
        ("mixed_air_temperature", "return_air_temperature"),
        ("heating_valve_command",),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("supply_air_temperature", "mixed_air_temperature", "heating_valve_command"),
    source="ASHRAE Guideline 36 FC5, FC7, FC15; NIST APAR",
)
