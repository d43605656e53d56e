"""Several witnesses of one thing, each in deviations of its own, joined to one."""

import numpy as np

from model.windows import Floats


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
