"""At what duct pressure an air handler is usually kept."""

import numpy as np

from model.frames.frames import Frames
from model.healthy.air.operation import settled
from model.healthy.learning.law import Law, Observed
from model.healthy.once import once


@once
def observe(frames: Frames) -> Observed:
    """Log of the setpoint of the duct's pressure while the fan runs."""
    setpoint = frames.role("supply_air_static_pressure_setpoint")
    applies = settled(frames) & (setpoint > 1.0)
    target = np.log(np.where(applies, setpoint, np.nan))
    return Observed(target, np.ones((*frames.shape, 1)), applies & ~np.isnan(target))


LAW = Law(
    id="air_static_setpoint",
    kind="air_handler",
    observe=observe,
    # 250 Pa, give or take a factor of two; one that is reset moves by a third of itself.
    mean=(5.5,),
    spread=(0.6,),
    noise=0.2,
    source="setpoints of 120 to 500 Pa (0.5 to 2 in. w.c.) in PNNL re-tuning; reset in ASHRAE Guideline 36",
)
