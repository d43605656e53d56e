"""How much hotter than the water the flue gas of a burning boiler leaves."""

import numpy as np

from model.frames import Frames
from model.healthy.law import Law, Observed
from model.windows import held_for

_STEADY_STEPS = 3
_BURNING_C = 40.0


def _flue(frames: Frames) -> Observed:
    flue, back = frames.role("flue_temperature"), frames.role("hot_water_return_temperature")
    burning = (frames.role("boiler_status") >= 0.5) & (flue > _BURNING_C)
    target = flue - back
    return Observed(target, np.ones((*frames.shape, 1)), held_for(burning, _STEADY_STEPS) & ~np.isnan(target))


LAW = Law(
    id="boiler_flue_approach",
    kind="hot_water_plant",
    observe=_flue,
    mean=(75.0,),
    spread=(50.0,),
    noise=15.0,
    source="estimate: condensing boilers 5 to 35 K above the return, others 90 to 150 K, by their fire",
)
