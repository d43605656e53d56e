"""Zones: air and mass, walls, gains and supply air."""

from simulator.arrays import Array
from simulator.fleet import AIR_HEAT, Fleet


def step_zones(
    fleet: Fleet,
    air: Array,
    mass: Array,
    *,
    outdoor: Array,
    flow: Array,
    discharge: Array,
    gains: Array,
    seconds: float,
) -> tuple[Array, Array]:
    """Air and mass temperatures (N, A, Z) [degC] after ``seconds``; each is implicit, so any step is stable.

    Half of the wall's loss falls on the air, half on the mass; 40 % of the ``gains`` [W] heat the mass first.
    """
    supply_rate = flow * AIR_HEAT
    half_wall = 0.5 * fleet.wall_ua
    air_next = (
        air
        + seconds
        / fleet.air_heat
        * (supply_rate * discharge + half_wall * outdoor + fleet.mass_ua * mass + 0.6 * gains)
    ) / (1 + seconds / fleet.air_heat * (supply_rate + half_wall + fleet.mass_ua))
    mass_next = (
        mass + seconds / fleet.mass_heat * (half_wall * outdoor + fleet.mass_ua * air_next + 0.4 * gains)
    ) / (1 + seconds / fleet.mass_heat * (half_wall + fleet.mass_ua))
    return air_next, mass_next
