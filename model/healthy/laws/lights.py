"""What the lights of an empty building draw, for each person that it is made for."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import trailing_mean
from model.healthy.learning.law import Law, Observed
from model.healthy.services import nobody_in, people_in_building


def observe(frames: Frames) -> Observed:
    """Logarithm of lighting power [W] a person, at night."""
    power = trailing_mean(frames.role("lights_power"), STEPS_PER_HOUR)
    with np.errstate(invalid="ignore", divide="ignore"):
        target = np.log(np.where(power > 0, power, np.nan) / people_in_building(frames))
    applies = nobody_in(frames) & ~np.isnan(target)
    return Observed(target, np.ones((*frames.shape, 1)), applies)


LAW = Law(
    id="lights_by_night",
    kind="lighting",
    observe=observe,
    # A tenth of 8 W/m2 with 12 m2 a person; from stairs alone to all of a shop's windows.
    mean=(2.3,),
    spread=(0.9,),
    noise=0.2,
    source="ASHRAE 90.1 lighting power and night schedules; spread is an estimate",
)
