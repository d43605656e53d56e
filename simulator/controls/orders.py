"""Commands that people force by hand or for a test."""

import numpy as np

from simulator.physics.instant import Instant
from simulator.record import Array


def obey_orders(instant: Instant) -> None:
    """Put ordered commands in the place of the loops', which go on from there when the order ends."""
    control, orders = instant.state.control_air_handlers, instant.orders
    control.damper_command = _forced(control.damper_command, orders.damper)
    control.heating_command = _forced(control.heating_command, orders.heating)
    control.cooling_command = _forced(control.cooling_command, orders.cooling)
    control.fan_speed_command = _forced(control.fan_speed_command, orders.fan_speed)


def _forced(command: Array, ordered: Array) -> Array:
    free = np.isnan(ordered)
    return command if free.all() else np.where(free, command, ordered)
