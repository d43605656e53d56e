"""Several witnesses of one thing, each in deviations of its own, joined to one."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.learning.law import Law

# What a healthy one of many hardly ever does is a fault, however long the equipment has done it.
_STRANGE = 3.0
_GRANTED = 1.0
# A state that would show by less than so many tolerances says nothing by its absence.
SHOWS = 2.5


def joint(*deviations: Floats) -> Floats:
    """Join independent residuals, each in its own tolerances (NaN: says nothing), to one; NaN if none speaks.

    The sum over the root of their number has the tolerance of one again (Stouffer).

    >>> joint(np.array([2.0, np.nan]), np.array([2.0, 1.0])).round(2)
    array([2.83, 1.  ])
    """
    spoken = np.stack(np.broadcast_arrays(*deviations))
    count = (~np.isnan(spoken)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count > 0, np.nan_to_num(spoken).sum(axis=0) / np.sqrt(count), np.nan)


def off_law(frames: Frames, law: Law, effect: float) -> tuple[Floats, Floats]:
    """How far equipment is off a law, in tolerances, and in the law's own unit; both (T, E).

    By the equipment's own habit, once that is known so well that a fault of the size ``effect`` would show;
    until then, only where no healthy one of its kind would be found. NaN where neither tells.
    """
    own = law.expected(frames)
    kind = law.foretold(frames, None) if law.id in frames.learned else own
    habit, usual = (own.measured - own.value) / own.tolerance, (kind.measured - kind.value) / kind.tolerance
    strange = np.where(np.abs(usual) > _STRANGE, usual - np.sign(usual) * _GRANTED, np.nan)
    tells = own.tolerance * SHOWS <= effect
    further = ~(np.abs(habit) >= np.abs(strange)) & ~np.isnan(strange)
    deviations = np.where(tells & ~further, habit, strange)
    off = np.where(tells & ~further, own.measured - own.value, kind.measured - kind.value)
    return deviations, off
