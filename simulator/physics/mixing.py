"""Outdoor and return air meet behind dampers that are linked."""

import numpy as np
from numpy.typing import NDArray

from simulator.record import Array


def outdoor_fraction(position: Array, leak: Array, curve: Array) -> Array:
    """Share of outdoor air 0..1 in the mixed air, for linked dampers at ``position`` 0..1.

    ``leak``: share of a damper's open area that stays when shut; ``curve``: exponent of area over position.
    """
    outdoor = leak + (1.0 - leak) * position**curve
    returned = leak + (1.0 - leak) * (1.0 - position) ** curve
    return outdoor / (outdoor + returned)


def mixed(fraction: Array, outdoor: Array | float, returned: Array) -> Array:
    """What the mixed air has of temperature, humidity or CO2; balances at equal density are linear."""
    return returned + fraction * (outdoor - returned)


def damper_for(
    share: NDArray[np.float64], leak: NDArray[np.float64], curve: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Position that lets in ``share`` of outdoor air, by bisection."""
    low, high = np.zeros_like(share), np.ones_like(share)
    for _ in range(30):
        middle = (low + high) / 2
        opened = leak + (1 - leak) * middle**curve
        above = opened / (opened + leak + (1 - leak) * (1 - middle) ** curve) > share
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return (low + high) / 2
