"""Whether a plant moves water."""

import numpy as np

from model.frames import Frames
from model.windows import Flags

_RUNNING_SPEED = 0.05
_MADE_PRESSURE_SHARE = 0.3


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
