"""The cooling valve does not follow: open and no cooling, or shut and more cooling than a leak gives."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import Frames
from model.healthy.air.coil import coil_rise, effect_shut_k, water_nowhere
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import (
    CLOSED,
    closed,
    cooling_command,
    cooling_setpoint,
    fully_open,
    heating_command,
    settled,
)
from model.healthy.rooms.comfort import people_hot
from model.healthy.water.chilled_water import of_plant
from model.healthy.water.plant import chilled_water_stands

_LEAST_AT_FULL_K = 4.0
# Coils are made for water of 6 to 8 degC; of half the difference to room air they still give a half.
_COLD_C = 14.0
_MORE_THAN_LEAK_K = 5.0
# Half of what coils are made for. Less, with the air far above its setpoint, proves nothing:
# a valve that stands part open gives as well.
_FOLLOWS_K, _FAR_K = 7.0, 2.0
_PROVEN = 1.3
# What an open heating valve adds at least, per unit of command: an open cooling valve must have undone it.
_HEATING_UNDONE_K = 5.0


def assess(frames: Frames) -> Assessment:
    rise = coil_rise(frames)
    command, heat = cooling_command(frames), np.nan_to_num(heating_command(frames))
    supply, setpoint = frames.role("supply_air_temperature"), cooling_setpoint(frames)
    full, shut = fully_open(command), closed(command)
    # Air that even warms is being heated: that tells of the other valve, not of this one.
    no_cold = (
        full & ~chilled_water_stands(frames) & (supply > setpoint + 1.0) & (rise.least < 2 * rise.tolerance)
    )
    cooled = -rise.most > rise.tolerance
    fall = -rise.most + np.where(cooled & (heat > 0.2), heat * _HEATING_UNDONE_K, 0.0)
    shut_k = effect_shut_k(frames, "cooling")
    # A valve that cools as much when shut as when open stands part open.
    at_least = _LEAST_AT_FULL_K + np.where(shut_k > _MORE_THAN_LEAK_K, shut_k, 0.0)
    far = supply > setpoint + _FAR_K
    follows = full & (-rise.most > at_least) & ((-rise.most > _FOLLOWS_K) | ~far)
    no_cold &= ~water_nowhere(frames, "cooling")
    # Water that leaves its plant too warm cools little through an open valve.
    no_cold &= ~(of_plant(frames, "chilled_water_supply_temperature") > _COLD_C)
    # Water that stands cools nothing, through whatever valve.
    too_much = shut & (fall > _MORE_THAN_LEAK_K) & ~chilled_water_stands(frames)
    residual = np.where(full, at_least + rise.least, fall - _MORE_THAN_LEAK_K + 3 * rise.tolerance)
    unproven = full & far & ~follows & (residual < _PROVEN * rise.tolerance)
    cold_w = supply_flow(frames) * AIR_J_PER_M3_K * np.maximum(fall, 0.0)
    return Assessment(
        applies=settled(frames, "cooling_valve_command")
        & (no_cold | too_much | follows)
        & ~unproven
        & ~np.isnan(residual),
        residual=residual,
        tolerance=rise.tolerance,
        measured=np.maximum(-rise.most, 0.0),
        expected=np.where(full, at_least, 0.0),
        command=command,
        waste=Waste(
            cooling_w=np.where(too_much, cold_w, 0.0),
            heating_w=np.where(too_much & (heat > CLOSED), cold_w, 0.0),
            discomfort=np.where(no_cold, people_hot(frames, np.maximum(supply - setpoint, 0.0)), 0.0),
        ),
    )


FAULT = Fault(
    id="cooling_valve_stuck",
    kind="air_handler",
    needs=(
        ("supply_air_temperature",),
        ("mixed_air_temperature", "return_air_temperature"),
        ("cooling_valve_command",),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("supply_air_temperature", "mixed_air_temperature", "cooling_valve_command"),
    looks_back_hours=10,
    source="ASHRAE Guideline 36 FC12, FC13, FC14; NIST APAR",
)
