"""Outdoor and return air meet."""

from simulator.arrays import Array


def outdoor_air_fraction(position: Array, leak: Array, curve: Array) -> Array:
    """Share of outdoor air 0..1 in the mixed air, for linked dampers at ``position`` 0..1.

    ``leak``: share of a damper's open area that stays when shut; ``curve``: exponent of area over position.
    """
    outdoor = leak + (1 - leak) * position**curve
    returned = leak + (1 - leak) * (1 - position) ** curve
    return outdoor / (outdoor + returned)


def mixed_air(fraction: Array, outdoor: Array, returned: Array) -> Array:
    """Mixed air temperature [degC] by heat balance at equal density."""
    return fraction * outdoor + (1 - fraction) * returned
