"""Rooftop units seen as what they are: small air handlers whose room is their return air."""

from dataclasses import replace

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Flags, Floats, held_for, trailing_max, trailing_min
from model.healthy.air.coil import FAN_HEAT_K, FAN_HEAT_TOLERANCE_K
from model.healthy.air.flow import AIR_J_PER_M3_K, fan_heat_k
from model.healthy.air.operation import damper_command, fan_runs
from model.healthy.mixing.mixing import BEFORE_COILS, BEFORE_COILS_DOUBT
from model.healthy.sensors import MIXED_AIR_K, ROOMS_FOR_RETURN_K, SUPPLY_AIR_K, joined

_UNKNOWN_MIX_K = 3.0
_BEYOND_K = 2 * float(joined(MIXED_AIR_K, ROOMS_FOR_RETURN_K))
# Furnaces and compressors need some minutes; two readings of five minutes are left out.
SETTLED_STEPS = 3
_MOVED = 0.15
_RESTS = 0.02
# What all stages take off the air [K]: 400 cfm a ton, three quarters of it sensible; 35 % less or more in
# moist or dry air, at part load, with dirt or a charge that is low.
_DROP_K, _SENSIBLE, _DROP_DOUBT = 11.0, 0.75, 0.35
# Compressors that start and stop make supply air that says nothing of what enters.
_EVEN_K = 2.0
_DESIGN_M3_S = 1.9  # 10 tons of cooling at 400 cfm a ton
# Fans of packaged units draw 500 to 1500 W for each m3/s; a control transformer alone far less.
_LEAST_W_PER_M3_S = 50.0


def as_air_handler(frames: Frames) -> Frames:
    """The same frames with an air handler's roles: room for return air, commands for valves. (T, E)."""
    roles = dict(frames.roles)
    roles["return_air_temperature"] = frames.first_of("return_air_temperature", "zone_air_temperature")
    roles["heating_valve_command"] = frames.role("heating_command")
    roles["cooling_valve_command"] = frames.role("cooling_command")
    before, doubt = _before_coils(frames)
    roles[BEFORE_COILS], roles[BEFORE_COILS_DOUBT] = before, doubt
    return replace(frames, roles=roles)


def _before_coils(frames: Frames) -> tuple[Floats, Floats]:
    """Air before coil and furnace [degC] by the supply air, and the doubt of what the coil did [K], (T, E).

    With neither called it is the supply air less fan heat; while some stages cool evenly, it was warmer by
    what these do. NaN where the furnace may have burnt, where the supply air goes up and down, and where
    mixed air has a sensor of its own.
    """
    heat, cool = frames.role("heating_command"), frames.role("cooling_command")
    supply = frames.role("supply_air_temperature")
    swings = trailing_max(supply, 2 * SETTLED_STEPS) - trailing_min(supply, 2 * SETTLED_STEPS)
    even = held_for(heat <= _RESTS, 2 * SETTLED_STEPS) & steady(cool, -1.0) & (swings < _EVEN_K)
    even &= ~frames.described("mixed_air_temperature")[None, :]
    rated = _SENSIBLE * frames.design("cooling_capacity") / (AIR_J_PER_M3_K * design_flow(frames))
    drop = np.where(np.isnan(rated), _DROP_K, rated)[None, :] * cool
    before = supply - fan_heat_k(frames) + drop
    return np.where(even, before, np.nan), _DROP_DOUBT * drop


def entering_air(frames: Frames) -> tuple[Floats, Floats]:
    """Air before coil and furnace [degC] and its standard deviation [K], (T, E).

    The mixed air where it is measured and can be: no mixture is colder or warmer than both its airs, by more
    than their sensors err. Else room and outdoor air by the damper, with the doubt of that.
    """
    mixed = frames.role("mixed_air_temperature")
    back = frames.first_of("return_air_temperature", "zone_air_temperature")
    outside = frames.role("outdoor_air_temperature")
    damper = np.nan_to_num(damper_command(frames), nan=0.2)
    outside = np.where(np.isnan(outside), back, outside)
    guessed = back + damper * (outside - back)
    doubt = joined(_UNKNOWN_MIX_K / 2, 0.15 * np.abs(np.nan_to_num(outside - back)))
    beyond = np.fmax(mixed - np.fmax(back, outside), np.fmin(back, outside) - mixed)
    known = ~np.isnan(mixed) & ~(beyond > _BEYOND_K)
    return np.where(known, mixed, guessed), np.where(known, MIXED_AIR_K, doubt)


def rise(frames: Frames) -> tuple[Floats, Floats]:
    """Temperature rise over furnace and coil, fan heat taken off [K], and its tolerance, (T, E)."""
    entering, doubt = entering_air(frames)
    value = frames.role("supply_air_temperature") - entering - FAN_HEAT_K
    return value, joined(doubt, SUPPLY_AIR_K, FAN_HEAT_TOLERANCE_K)


def blowing(frames: Frames) -> Flags:
    """Where the fan is not known to stand, for a quarter of an hour. (T, E)."""
    return held_for(fan_runs(frames) != 0, SETTLED_STEPS)


def steady(command: Floats, above: float) -> Flags:
    """Where a command has stood above ``above``, and nearly still, for a quarter of an hour. (T, E)."""
    moved = trailing_max(command, SETTLED_STEPS) - trailing_min(command, SETTLED_STEPS)
    return held_for(command > above, SETTLED_STEPS) & (moved < _MOVED)


def asked_alone(frames: Frames, role: str, above: float) -> Flags:
    """Where a unit that blows is steadily asked by command ``role`` for more than ``above``, and not fought.

    Of air that is heated and cooled at once nothing is told of either. (T, E).
    """
    other = frames.role("cooling_command" if role == "heating_command" else "heating_command")
    fought = trailing_max(other, 2 * SETTLED_STEPS) > _RESTS
    return blowing(frames) & steady(frames.role(role), above) & ~fought


def idle(frames: Frames) -> Flags:
    """Where neither heat nor cold has been asked for over half an hour. (T, E)."""
    heat, cool = frames.role("heating_command"), frames.role("cooling_command")
    asked = np.fmax(heat, cool)
    return held_for(asked <= _RESTS, 2 * SETTLED_STEPS)


def design_flow(frames: Frames) -> Floats:
    """Design supply flow [m3/s] (E,): as described, else that of a usual unit."""
    flow = frames.design("supply_air_flow")
    return np.where(np.isnan(flow), _DESIGN_M3_S, flow)


def drawing(frames: Frames) -> Floats:
    """1 where the supply fan draws power, 0 where hardly any, NaN where it is not measured. (T, E)."""
    power = frames.role("supply_fan_power")
    return np.where(np.isnan(power), np.nan, (power > _LEAST_W_PER_M3_S * design_flow(frames)).astype(float))
