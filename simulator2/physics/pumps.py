"""Variable-speed pumps that hold a pressure difference while the coils' valves throttle."""

import numpy as np

from simulator2.record import Array


def pump_flow(demand: Array, *, design: Array, least: Array, head: Array) -> Array:
    """Heat capacity rate of the loop's water [W/K], (B,): what the valves let through, or the bypass's least.

    ``head``: share of its flow that the pump can push (0 when it is off, below 1 when it is worn).
    """
    flow: Array = np.maximum(demand, least * design * head) * (head > 0)
    return flow


def pump_speed(flow: Array, *, design: Array, least: Array, head: Array) -> Array:
    """Speed 0..1, (B,); a worn pump turns faster for the same flow."""
    share = flow / np.maximum(design * head, 1.0)
    speed: Array = np.minimum(np.maximum(share, least), 1.0) * (head > 0)
    return speed


def pump_power(speed: Array, design: Array) -> Array:
    """Electric power [W], (B,), all of which ends as heat in the water.

    Part-load curve of a variable-speed pump without pressure reset: ASHRAE 90.1 appendix G, as in
    NREL's openstudio-standards ("VSD No Reset").
    """
    rising: Array = speed * 0.7347 - 0.301
    curve: Array = rising * speed + 0.5726
    return curve * speed * design
