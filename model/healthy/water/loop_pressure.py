"""The pressure that a pump should make in its water loop, and by how much it falls short."""

from dataclasses import dataclass

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Flags, Floats, held_for
from model.healthy.air.operation import FULL, SETTLED_STEPS


@dataclass(frozen=True, slots=True)
class LoopPressure:
    """Differential pressure and its setpoint [Pa], the share [1] lacking, and where the pump gives all.

    Arrays (T, E); NaN where the setpoint is not above zero.
    """

    measured: Floats
    setpoint: Floats
    lacking: Floats
    full_speed: Flags


def loop_pressure(frames: Frames, water: str) -> LoopPressure:
    """Pressure of the loop of ``water``, "hot_water" or "chilled_water"."""
    measured = frames.role(f"{water}_differential_pressure")
    setpoint = frames.role(f"{water}_differential_pressure_setpoint")
    with np.errstate(invalid="ignore", divide="ignore"):
        lacking = (setpoint - measured) / np.where(setpoint > 0, setpoint, np.nan)
    full = held_for(frames.role(f"{water}_pump_speed") >= FULL, SETTLED_STEPS)
    return LoopPressure(measured, setpoint, lacking, full)
