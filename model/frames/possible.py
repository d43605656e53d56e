"""What a reading can be true of: a temperature far beyond its range is a broken wire, and no air or water."""

import math

from model.site.roles import ROLES

# How far beyond its range air or water may be driven where nothing heats or cools as it should.
DRIVEN_K = 10.0


def ends_of(role: str) -> tuple[float, float]:
    """Lowest and highest reading of a role that can be [SI], infinite where nothing is too much.

    Only temperatures have such ends; a setpoint is as it was set, be it senseless, and what has bounds of its
    own, as flue gas, is bounded where it comes in.
    """
    known = ROLES[role]
    own = known.bounds != (known.quantity.lowest, known.quantity.highest)
    if known.quantity.id != "temperature" or own or role.endswith("_setpoint"):
        return -math.inf, math.inf
    return known.lowest - DRIVEN_K, known.highest + DRIVEN_K
