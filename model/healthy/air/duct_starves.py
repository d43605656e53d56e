"""Whether a box lacks air because its duct does: then those beside it lack it too."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Flags, Floats

# Of the other boxes that are wide open: two dampers of one duct seldom stick at a time (estimate).
_MOST = 0.5


def duct_starves(frames: Frames, wide_open: Flags, lacks: Flags) -> Flags:
    """Where half of the other boxes behind the same air handler that are wide open lack air as well, (T, E).

    ``wide_open`` and ``lacks``: (T, E) of these boxes. Their pressure may be one that nobody measures, or
    one whose sensor tells the fan that it is met.
    """
    index, handlers = frames.parents.get("air_handler"), frames.others.get("air_handler")
    if index is None or handlers is None or not handlers.equipment:
        return np.zeros(frames.shape, dtype=bool)

    def of_others(those: Flags) -> Floats:
        own = those.astype(np.float64)
        behind = handlers.over(frames.kind, own)[:, np.maximum(index, 0)]
        return np.where(index >= 0, behind - own, 0.0)

    lacking = of_others(wide_open & lacks)
    return np.asarray((lacking >= 1) & (lacking >= _MOST * of_others(wide_open)), dtype=bool)
