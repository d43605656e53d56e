"""Nothing is heard from any controller of a building."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for

_TOLERANCE = 0.2


def assess(frames: Frames) -> Assessment:
    talks = frames.role("talks")
    silent = held_for(talks == 0, STEPS_PER_HOUR // 2)
    return Assessment(
        applies=silent | (talks == 1),
        residual=np.where(silent, 1.0, -1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=talks,
        expected=np.ones(frames.shape),
    )


FAULT = Fault(
    id="gateway_offline",
    kind="building",
    needs=(("talks",),),
    assess=assess,
    quantity="fraction",
    traces=("talks",),
    source="silence of all points together, in use in the field",
    weight=0.8,
    weight_against=1.0,
    costed=False,
)
