"""A supply fan and its ducts: quadratic resistance, pressure with the square of the speed."""

import numpy as np

from simulator.arrays import Array

FAN_EFFICIENCY = 0.55  # of fan, motor and drive together
LEAST_SPEED = 0.2


def speed_for(static: Array, opening: Array, resistance: Array, fan_pressure: Array) -> Array:
    """Speed (1: full; may exceed it) that makes ``static`` [Pa] at the boxes' ``opening`` [m3/s/Pa^0.5]."""
    speed: Array = np.sqrt(static * (1 + resistance * opening**2) / fan_pressure)
    return speed


def static_pressure(speed: Array, opening: Array, resistance: Array, fan_pressure: Array) -> Array:
    """Pressure at the duct sensor [Pa] of a fan at ``speed`` 0..1; the flow is ``opening * sqrt(static)``."""
    return speed**2 * fan_pressure / (1 + resistance * opening**2)


def fan_power(speed: Array, flow: Array, fan_pressure: Array) -> Array:
    """Electric power [W], of which all ends as heat in the air."""
    return speed**2 * fan_pressure * flow / FAN_EFFICIENCY
