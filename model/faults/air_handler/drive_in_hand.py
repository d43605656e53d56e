"""The fan's drive turns at one speed whatever is asked: it was left in hand."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for, trailing_max, trailing_min
from model.healthy.air.fan import fan_power
from model.healthy.air.operation import FULL, fan_runs
from model.healthy.witnesses import joint

_STILL_STEPS = 2 * STEPS_PER_HOUR
_STILL = 0.01
# Drives have a least speed, at which the pressure is what it is.
_LEAST_SPEED = 0.35
# A loop keeps its pressure within a few percent; a quarter off for two hours with speed in hand is none.
_KEPT, _DOUBT = 0.10, 0.08
_AGAINST_COMMAND = 3.0
# Starters run on for minutes after their command.
_RUN_ON_STEPS = STEPS_PER_HOUR


def assess(frames: Frames) -> Assessment:
    speed, running = frames.role("supply_fan_speed"), fan_runs(frames) == 1
    pressure = frames.role("supply_air_static_pressure")
    setpoint = frames.role("supply_air_static_pressure_setpoint")
    moved = trailing_max(speed, _STILL_STEPS) - trailing_min(speed, _STILL_STEPS)
    turning = held_for(speed > _LEAST_SPEED, _STILL_STEPS)
    off = pressure / np.maximum(setpoint, 1.0) - 1.0
    # At full speed a pressure that is not reached is no sign of a hand.
    free = (speed < FULL) | (off > 0)
    still = turning & (moved <= _STILL) & free
    by_pressure = np.where(still, (np.abs(off) - _KEPT) / _DOUBT, np.nan)
    by_pressure = np.where(turning & (moved > 2 * _STILL), -1.0, by_pressure)
    command = frames.role("supply_fan_command")
    stopped = held_for(command < 0.5, _RUN_ON_STEPS)
    spins = np.where(np.isnan(frames.role("supply_fan_status")), speed > _LEAST_SPEED, running)
    by_command = np.where(stopped, np.where(spins, _AGAINST_COMMAND, -1.0), np.nan)
    # A fan that spins against its command is in hand at any pressure.
    said = np.where(by_command > 0, by_command, joint(by_pressure, by_command))
    with np.errstate(invalid="ignore"):
        needed = np.where(off > 0, np.power(1.0 + np.maximum(off, 0.0), -1.5), 1.0)
    needless = np.where(stopped & spins, 1.0, np.where(still, 1.0 - needed, 0.0))
    # Pressure goes with the square of the speed (fan laws).
    by_loop = np.minimum(speed * np.sqrt(np.maximum(setpoint, 1.0) / np.maximum(pressure, 1.0)), 1.0)
    # A status may tell of a fan whose drive tells no speed.
    turns = np.where((by_command > 0) & ~(speed > 0), 1.0, speed)
    due = np.where(by_command > 0, 0.0, np.where(by_pressure > 0, by_loop, speed))
    return Assessment(
        applies=~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=turns,
        expected=due,
        command=speed,
        waste=Waste(electricity_w=fan_power(frames) * np.nan_to_num(needless)),
    )


FAULT = Fault(
    id="drive_in_hand",
    kind="air_handler",
    needs=(
        ("supply_fan_speed",),
        ("supply_air_static_pressure", "supply_fan_command"),
        ("supply_air_static_pressure_setpoint", "supply_fan_command"),
    ),
    assess=assess,
    quantity="fraction",
    traces=("supply_fan_speed", "supply_fan_command", "supply_air_static_pressure"),
    source="PNNL re-tuning, static pressure and schedules; hand-off-auto switches of drives",
    weight=0.3,
)
