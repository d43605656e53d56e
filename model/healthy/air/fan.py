"""What a supply fan takes."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.air.flow import supply_flow
from model.healthy.air.operation import fan_runs
from model.healthy.once import once

# 0.8 to 2.5 kW for each m3/s at design (ASHRAE 90.1); of less air, by the root of three of the power.
_W_PER_M3_S = 1500.0


@once
def fan_power(frames: Frames) -> Floats:
    """Electric power of the supply fan [W] (T, E): measured, else by flow and speed; 0 where it stands."""
    speed = np.clip(np.nan_to_num(frames.role("supply_fan_speed"), nan=0.8), 0.2, 1.0)
    guessed = _W_PER_M3_S * supply_flow(frames) * speed**1.5
    measured = frames.role("supply_fan_power")
    running = np.nan_to_num(fan_runs(frames), nan=0.0)
    return np.where(np.isnan(measured), guessed, np.maximum(measured, 0.0)) * running
