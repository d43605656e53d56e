"""What a reading can be true of: a temperature far beyond its range is a broken wire, and no air or water."""

import numpy as np

from model.frames.windows import Floats
from model.site.roles import ROLES

# How far beyond its range air or water may be driven where nothing heats or cools as it should.
DRIVEN_K = 10.0


def possible(role: str, values: Floats) -> Floats:
    """``values`` [SI] of a role, NaN where they cannot be; a setpoint is as it was set, be it senseless."""
    known = ROLES[role]
    if known.quantity.id != "temperature" or role.endswith("_setpoint"):
        return values
    can_be = (values >= known.lowest - DRIVEN_K) & (values <= known.highest + DRIVEN_K)
    return np.where(can_be, values, np.nan)
