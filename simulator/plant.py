"""The hot-water plant: a boiler that holds a reset setpoint as far as its capacity goes."""

import numpy as np

from simulator.arrays import Array
from simulator.fleet import Fleet

BOILER_EFFICIENCY = 0.85
LOOP_LOSS = 0.012  # of the boiler's capacity, lost from the pipes of a hot loop
LOCKOUT = 19.0  # outdoor air above which the plant runs for zones that ask for heat only [degC]


def hot_water_setpoint(outdoor: Array) -> Array:
    """Supply setpoint [degC], 78 at -15 degC outside and 52 at 15 degC."""
    return np.interp(outdoor, [-15.0, 15.0], [78.0, 52.0])


def step_plant(fleet: Fleet, water: Array, setpoint: Array, running: Array, load: Array, seconds: float
               ) -> tuple[Array, Array]:  # fmt: skip
    """Supply temperature [degC] after ``seconds`` and the boiler's heat [W], each (N,); ``load`` [W] from the coils."""
    loss = LOOP_LOSS * fleet.boiler_capacity * np.maximum(water - 22.0, 0.0) / 45.0
    wanted = np.where(running > 0, (setpoint - water) * fleet.water_heat / seconds + load + loss, 0.0)
    heat = np.clip(wanted, 0.0, fleet.boiler_capacity)
    after = water + (heat - load - loss) * seconds / fleet.water_heat
    return np.maximum(after, 20.0), heat
