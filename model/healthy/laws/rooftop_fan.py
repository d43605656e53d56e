"""What the fan of a rooftop unit draws at one speed: less when filters or coil let less air pass."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import held_for, trailing_max, trailing_min
from model.healthy.air.operation import fan_runs
from model.healthy.air.rooftop import SETTLED_STEPS, design_flow
from model.healthy.learning.law import Law, Observed

_USUAL_W_PER_M3_S = 900.0
_LEAST_W = 20.0
_FULL_SPEED = 0.95


def _power(frames: Frames) -> Observed:
    power, speed = frames.role("supply_fan_power"), frames.role("supply_fan_speed")
    target = np.log(np.maximum(power, _LEAST_W) / (_USUAL_W_PER_M3_S * design_flow(frames)[None, :]))
    moved = trailing_max(power, SETTLED_STEPS) - trailing_min(power, SETTLED_STEPS)
    still = held_for((fan_runs(frames) == 1) & ~(speed < _FULL_SPEED), SETTLED_STEPS) & (moved < 0.2 * power)
    return Observed(target, np.ones((*frames.shape, 1)), still & ~np.isnan(target))


LAW = Law(
    id="rooftop_fan_power",
    kind="rooftop_unit",
    observe=_power,
    mean=(0.0,),
    spread=(0.45,),
    noise=0.04,
    source="estimate: 500 to 1500 W for each m3/s in packaged units at one speed",
)
