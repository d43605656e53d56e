"""The heating valve does not follow: full command and no heat, or shut and more heat than a leak gives."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import Frames
from model.healthy.air.coil import FAN_HEAT_K, coil_rise, effect_shut_k, water_nowhere
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import (
    CLOSED,
    closed,
    cooling_command,
    fully_open,
    heating_command,
    heating_setpoint,
    settled,
)
from model.healthy.rooms.comfort import people_cold
from model.healthy.water.plant import hot_water_stands

# A working coil at full flow warms the air by far more than this; a leak rarely by as much as that.
_LEAST_AT_FULL_K = 6.0
_MORE_THAN_LEAK_K = 8.0
# Half of what coils are made for. Less, with the air far below its setpoint, proves nothing:
# a valve that stands part open gives as well.
_FOLLOWS_K, _FAR_K = 10.0, 2.0
_PROVEN = 1.3


def assess(frames: Frames) -> Assessment:
    rise = coil_rise(frames)
    command = heating_command(frames)
    full, shut = fully_open(command), closed(command)
    missing = heating_setpoint(frames) - frames.role("supply_air_temperature")
    short = missing > 1.0
    # Air that even cools is being cooled: that tells of the other valve, not of this one.
    no_heat = full & ~hot_water_stands(frames) & short & (rise.most > -2 * rise.tolerance)
    shut_k = effect_shut_k(frames, "heating")
    # A valve that heats as much when shut as when open stands part open.
    at_least = _LEAST_AT_FULL_K + np.where(shut_k > _MORE_THAN_LEAK_K, shut_k, 0.0)
    far = missing > _FAR_K
    # Heat where it was asked for clears the valve of being stuck shut; no heat when shut clears it of
    # nothing.
    follows = full & (rise.least > at_least) & ((rise.least > _FOLLOWS_K) | ~far)
    no_heat &= ~water_nowhere(frames, "heating")
    # Water that stands heats nothing, through whatever valve.
    too_much = shut & (rise.least > _MORE_THAN_LEAK_K) & ~hot_water_stands(frames)
    residual = np.where(full, at_least - rise.most, rise.least - _MORE_THAN_LEAK_K + 3 * rise.tolerance)
    unproven = full & far & ~follows & (residual < _PROVEN * rise.tolerance)
    cooling = np.nan_to_num(cooling_command(frames)) > CLOSED
    heat_w = supply_flow(frames) * AIR_J_PER_M3_K * np.maximum(rise.least, 0.0)
    shortfall = np.maximum(missing, 0.0)
    return Assessment(
        applies=settled(frames, "heating_valve_command")
        & (no_heat | too_much | follows)
        & ~unproven
        & ~np.isnan(residual),
        residual=residual,
        tolerance=rise.tolerance,
        measured=np.maximum(rise.least + FAN_HEAT_K, 0.0),
        expected=np.where(full, at_least + FAN_HEAT_K, FAN_HEAT_K),
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
    looks_back_hours=10,
    source="ASHRAE Guideline 36 FC5, FC7, FC15; NIST APAR",
)
