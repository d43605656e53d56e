"""Whether a plant moves water, and whether what it feeds can have had any."""

import numpy as np

from model.frames import STEPS_PER_HOUR, Frames
from model.windows import Flags, held_for

_RUNNING_SPEED = 0.05
_MADE_PRESSURE_SHARE = 0.3
_RESTING_M3_S = 1e-5
# Boilers are let rest in weather warmer than 15 to 18 degC (heating limits in use); chillers are locked out
# when it is cooler than 60 degF (Guideline 36, 5.20.2). Else a plant that is called has to run.
_BOILERS_REST_ABOVE_C = 15.0
_CHILLERS_REST_BELOW_C = 15.6


def pump_runs(frames: Frames) -> Flags:
    """True where status, or speed together with pressure, shows that the hot-water pump runs. (T, E)."""
    status = frames.role("hot_water_pump_status")
    return np.asarray((status >= 0.5) | pump_shown_by_pressure(frames), dtype=bool)


def pump_shown_by_pressure(frames: Frames) -> Flags:
    """True where the loop has the pressure that only a running pump makes. (T, E)."""
    speed = frames.role("hot_water_pump_speed")
    pressure = frames.role("hot_water_differential_pressure")
    setpoint = frames.role("hot_water_differential_pressure_setpoint")
    made = pressure > np.where(np.isnan(setpoint), 10_000.0, _MADE_PRESSURE_SHARE * setpoint)
    return np.asarray((speed > _RUNNING_SPEED) & made, dtype=bool)


def hot_water_pump_stands(frames: Frames) -> Flags:
    """Where a hot-water plant is known to move no water: its pump is told of, and stands. (T, E)."""
    told = ~np.isnan(frames.first_of("hot_water_pump_status", "hot_water_pump_speed"))
    return told & ~pump_runs(frames)


def chilled_water_pump_stands(frames: Frames) -> Flags:
    """The same of a chilled-water plant, by the pump's status, else its speed, else the flow. (T, E)."""
    status, speed = frames.role("chilled_water_pump_status"), frames.role("chilled_water_pump_speed")
    by_flow = frames.role("chilled_water_flow") <= _RESTING_M3_S
    by_speed = np.where(np.isnan(speed), by_flow, speed <= _RUNNING_SPEED)
    return np.where(np.isnan(status), by_speed, status < 0.5)


def hot_water_stands(frames: Frames) -> Flags:
    """Where the hot-water pump that feeds an equipment is known to stand, or stood within the hour. (T, E).

    Without moving water a coil has no heat to give, and its valve says nothing, however far it is open.
    """
    plants = frames.others.get("hot_water_plant")
    if plants is None:
        return np.zeros(frames.shape, dtype=bool)
    return _at_fed(frames, "hot_water_plant", hot_water_pump_stands(plants))


def chilled_water_stands(frames: Frames) -> Flags:
    """The same for chilled water. (T, E)."""
    plants = frames.others.get("chilled_water_plant")
    if plants is None:
        return np.zeros(frames.shape, dtype=bool)
    return _at_fed(frames, "chilled_water_plant", chilled_water_pump_stands(plants))


def hot_water_rests(frames: Frames) -> Flags:
    """Where the hot water that feeds an equipment stands in weather in which it may. (T, E)."""
    outside = frames.of_parent("hot_water_plant", "outdoor_air_temperature")
    return hot_water_stands(frames) & (outside > _BOILERS_REST_ABOVE_C)


def chilled_water_rests(frames: Frames) -> Flags:
    """Where the chilled water that feeds an equipment stands in weather in which it may. (T, E)."""
    outside = frames.of_parent("chilled_water_plant", "outdoor_air_temperature")
    return chilled_water_stands(frames) & (outside < _CHILLERS_REST_BELOW_C)


def _at_fed(frames: Frames, kind: str, stands: Flags) -> Flags:
    """Bring what stands of the plants of ``kind`` to the equipment they feed, and make it last an hour."""
    index = frames.parents.get(kind)
    if index is None:
        return np.zeros(frames.shape, dtype=bool)
    # Valve and pipe have to be filled before the coil works again.
    lately = ~held_for(~stands, STEPS_PER_HOUR)
    lately[: STEPS_PER_HOUR - 1] = np.logical_or.accumulate(stands[: STEPS_PER_HOUR - 1], axis=0)
    return (index >= 0) & lately[:, np.maximum(index, 0)]
