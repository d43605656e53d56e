"""A coil, of heating or of cooling, that gives less than its valve and its water let expect."""

import numpy as np

from model.faults.fault import Assessment, Waste
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.air.operation import FULL, settled
from model.healthy.learning.law import Law
from model.healthy.witnesses import off_law

_EFFECT = 0.2
# A coil that gives next to nothing gets no water: that is a valve or the plant.
_LEAST_SHARE = 0.12
_OPEN = 0.3


def short_of_effect(frames: Frames, law: Law, command: Floats, short: Floats, felt: Floats) -> Assessment:
    """Hold the coil's effect [1] against ``law``; all (T, E).

    ``short`` [K] is by how much the supply air misses what the coil should reach, ``felt`` what people then
    feel [people x K].
    """
    deviation, off = off_law(frames, law, _EFFECT)
    seen = law.observe(frames)
    expected = seen.target - off
    gives = seen.target > _LEAST_SHARE * np.maximum(expected, 0.0)
    missed = (deviation < 0) & (command >= FULL) & (short > 0)
    return Assessment(
        applies=settled(frames) & (command >= _OPEN) & gives & ~np.isnan(deviation),
        residual=-deviation,
        tolerance=np.ones(frames.shape),
        measured=seen.target,
        expected=expected,
        command=command,
        waste=Waste(discomfort=np.where(missed, felt, 0.0)),
    )
