"""Variable-speed pumps that hold a pressure difference while the coils' valves throttle."""

import numpy as np

from simulator.constants import ONE, number
from simulator.record import Array

_LINEAR, _SQUARE, _CUBE = number(0.5726), number(-0.301), number(0.7347)


def pump_flow(demand: Array, *, design: Array, least: Array, running: Array, head: Array) -> Array:
    """Heat capacity rate of the loop's water [W/K], (B,): what the valves let through, or the bypass's least.

    ``head``: share of its flow that the pump can push (0 when it is off, below 1 when it is worn).
    """
    flow: Array = np.maximum(demand * running, least * design * head)
    return flow


def pump_speed(flow: Array, *, design: Array, head: Array) -> Array:
    """Speed 0..1, (B,); a worn pump turns faster for the same flow."""
    share = flow / np.maximum(design * head, ONE)
    speed: Array = np.minimum(share, ONE)
    return speed


def pump_power(speed: Array, design: Array) -> Array:
    """Electric power [W], (B,), all of which ends as heat in the water.

    Part-load curve of a variable-speed pump without pressure reset: ASHRAE 90.1 appendix G, as in
    NREL's openstudio-standards ("VSD No Reset").
    """
    rising: Array = speed * _CUBE + _SQUARE
    curve: Array = rising * speed + _LINEAR
    return curve * speed * design
