"""Fans in their ducts: affinity laws, quadratic resistance."""

import numpy as np

from simulator.record import Array

NATURAL_DRAUGHT = 0.05  # pressure that remains when the fan stands [Pa]
DEAD_HEAD = 0.15  # power of a fan against shut dampers, over that at design


def static_pressure(wheel: Array, opening: Array, resistance: Array, fan_pressure: Array) -> Array:
    """Pressure at the duct sensor [Pa] of a wheel at ``wheel`` 0..1 of full speed.

    The fan makes ``fan_pressure`` times the square of its speed, ``resistance`` [Pa s2/m6] up to the sensor
    takes its part, and ``opening`` [m3/s Pa^-0.5] behind it passes ``opening * sqrt(pressure)``: solved in
    closed form.
    """
    pressure: Array = wheel * wheel * fan_pressure / (1.0 + resistance * opening * opening)
    return pressure + NATURAL_DRAUGHT


def fan_power(
    wheel: Array, flow: Array, *, design_flow: Array, fan_pressure: Array, efficiency: Array
) -> Array:
    """Electric power [W], with the cube of the speed along one system curve; all of it warms the air."""
    moved = flow + DEAD_HEAD * design_flow * wheel
    power: Array = wheel * wheel * fan_pressure * moved / ((1.0 + DEAD_HEAD) * efficiency)
    return power


def flow_against(loading: Array, share: float) -> Array:
    """Flow over design of a fan at one speed, when ``share`` of its resistance is ``loading`` times more."""
    flow: Array = 1.0 / np.sqrt(1.0 - share + share * loading)
    return flow
