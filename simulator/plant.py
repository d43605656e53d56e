"""The hot-water plant: a boiler that holds a reset setpoint as far as its capacity goes."""

import numpy as np

from simulator.arrays import Array, clip
from simulator.fleet import Fleet
from simulator.state import State

BOILER_EFFICIENCY = 0.85
LOOP_LOSS = 0.012  # of the boiler's capacity, lost from the pipes of a hot loop


def hot_water_setpoint(outdoor: Array) -> Array:
    """Supply setpoint [degC], 78 at -15 degC outside and 52 at 15 degC."""
    return np.interp(outdoor, [-15.0, 15.0], [78.0, 52.0])


def step_plant(
    fleet: Fleet, water: Array, setpoint: Array, *, running: Array, load: Array, seconds: float
) -> tuple[Array, Array]:
    """Supply temperature [degC] after ``seconds``, the boiler's heat [W], (N,); ``load`` of the coils [W]."""
    loss = LOOP_LOSS * fleet.boiler_capacity * np.maximum(water - 22.0, 0.0) / 45.0
    wanted = np.where(running > 0, (setpoint - water) * fleet.water_heat / seconds + load + loss, 0.0)
    heat = clip(wanted, 0.0, fleet.boiler_capacity)
    after = water + (heat - load - loss) * seconds / fleet.water_heat
    return np.maximum(after, 20.0), heat


def heat_water(fleet: Fleet, state: State, seconds: float) -> None:
    """Supply, return, pump and boiler under the load of all coils."""
    load = state.heating_heat.sum(axis=1) + state.reheat_heat.sum(axis=(1, 2))
    circulating = state.heating_water.sum(axis=1) + state.reheat_water.sum(axis=(1, 2))
    largest = fleet.heating_water.sum(axis=1) + fleet.reheat_water.sum(axis=(1, 2))
    state.pump_speed = state.plant_on * clip(0.3 + 0.9 * circulating / largest, 0.0, 1.0)
    state.hot_water_setpoint = hot_water_setpoint(state.outdoor_reading)
    supplied = state.hot_water
    state.hot_water, state.boiler_heat = step_plant(
        fleet, supplied, state.hot_water_setpoint, running=state.plant_on, load=load, seconds=seconds
    )
    state.boiler_on = (state.boiler_heat > 0.005 * fleet.boiler_capacity).astype(np.float64)
    # A small bypass keeps the loop flowing when all valves are shut.
    drop = load / np.maximum(circulating + 0.03 * largest, 1.0)
    back = np.where(state.plant_on > 0, supplied - drop - 0.5, state.hot_water - 1.0)
    pace = 1 - np.exp(-seconds / 400.0)
    state.hot_water_return = state.hot_water_return + pace * (back - state.hot_water_return)
