"""What an air handler or a box is doing, before anything is said about faults."""

from functools import partial

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, held_for, trailing_max, trailing_min
from model.healthy.once import kept, once

SETTLED_STEPS = STEPS_PER_HOUR // 2
FULL = 0.95
CLOSED = 0.02
_RUNNING_SPEED = 0.05
_RUNNING_PRESSURE_PA = 20.0
# Low-limit thermostats act at 2 to 5 degC.
_FROST_C = 5.0
_MOVED = 0.10
_KEPT_K, _PART_OPEN = 1.0, 0.1


@once
def fan_runs(frames: Frames) -> Floats:
    """1 where there is proof that the supply fan runs, 0 where it stands, NaN where nothing tells. (T, E).

    Status or start command first, then speed, then the pressure that only a running fan makes. A speed alone
    is an intention, which a duct without pressure refutes.
    """
    pressure = frames.role("supply_air_static_pressure")
    status = frames.first_of("supply_fan_status", "supply_fan_command")
    speed = frames.role("supply_fan_speed")
    by_speed = np.where(np.isnan(speed), np.nan, (speed > _RUNNING_SPEED).astype(np.float64))
    by_pressure = np.where(np.isnan(pressure), np.nan, (pressure > _RUNNING_PRESSURE_PA).astype(np.float64))
    known = np.where(np.isnan(status), by_speed, (status >= 0.5).astype(np.float64))
    known = np.where(np.isnan(known), by_pressure, known)
    # A commanded speed without status is an intention; no pressure at all refutes it.
    return np.where((known == 1) & np.isnan(status) & (by_pressure == 0), 0.0, known)


def settled(frames: Frames, *commands: str) -> Flags:
    """Fan proven on for half an hour, and the commands named moved by less than 10 points over it. (T, E)."""
    running = _blows_steadily(frames).copy()
    for name in commands:
        running &= kept(frames, f"still {name}", partial(_still, frames.role(name)))
    return running


@once
def _blows_steadily(frames: Frames) -> Flags:
    return held_for(fan_runs(frames) == 1, SETTLED_STEPS)


def _still(command: Floats) -> Flags:
    return ~(trailing_max(command, SETTLED_STEPS) - trailing_min(command, SETTLED_STEPS) > _MOVED)


def closed(command: Floats) -> Flags:
    """Commanded shut for half an hour."""
    return held_for(command <= CLOSED, SETTLED_STEPS)


def fully_open(command: Floats) -> Flags:
    """Commanded fully open for half an hour."""
    return held_for(command >= FULL, SETTLED_STEPS)


def near_frost(frames: Frames) -> Flags:
    """Where the air that enters the coils is so cold that their water must be kept moving. (T, E)."""
    return frames.first_of("mixed_air_temperature", "outdoor_air_temperature") < _FROST_C


def heating_setpoint(frames: Frames) -> Floats:
    """Supply air setpoint that heating keeps [degC] (T, E)."""
    return frames.first_of("supply_air_temperature_heating_setpoint", "supply_air_temperature_setpoint")


def cooling_setpoint(frames: Frames) -> Floats:
    """Supply air setpoint that cooling keeps [degC] (T, E)."""
    return frames.first_of("supply_air_temperature_cooling_setpoint", "supply_air_temperature_setpoint")


def keeps_setpoint(frames: Frames, coil: str) -> Flags:
    """Where a coil, "heating" or "cooling", keeps the supply setpoint with its valve part open. (T, E).

    Such a coil works, or its loop would open it further.
    """
    command, setpoint = (
        (heating_command(frames), heating_setpoint(frames))
        if coil == "heating"
        else (cooling_command(frames), cooling_setpoint(frames))
    )
    keeps = np.abs(frames.role("supply_air_temperature") - setpoint) <= _KEPT_K
    keeps &= (command >= _PART_OPEN) & (command <= 1.0 - _PART_OPEN)
    return held_for(keeps, SETTLED_STEPS) & settled(frames, f"{coil}_valve_command")


def heating_command(frames: Frames) -> Floats:
    """Command of the heating valve, 0..1 (T, E)."""
    return frames.first_of("heating_valve_command", "heating_valve_position")


def cooling_command(frames: Frames) -> Floats:
    """Command of the cooling valve, 0..1 (T, E)."""
    return frames.first_of("cooling_valve_command", "cooling_valve_position")


def damper_command(frames: Frames) -> Floats:
    """Command of the outdoor-air damper, 0..1 (T, E)."""
    return frames.first_of("outdoor_air_damper_command", "outdoor_air_damper_position")
