"""Speed of supply fans by the static pressure in the duct."""

import numpy as np

from simulator.physics.instant import Instant

SLOWEST = 0.2
STARTING = 0.4
GAIN = 0.32  # of the speed, over the error as a share of the setpoint
FASTEST = 0.25  # change in a step


def command_fans(instant: Instant) -> None:
    """Integrating loop; at start from a moderate speed, lest ducts burst before dampers open."""
    control, effects = instant.state.control_air_handlers, instant.effects.air_handlers
    before = np.where(control.fan_speed_command > 0, control.fan_speed_command, np.float32(STARTING))
    error = 1.0 - instant.state.readings.static_pressure / control.static_setpoint
    gain = (GAIN * instant.seconds / 300.0) * effects.static_loop_gain
    change = np.minimum(np.maximum(gain * error * before, -FASTEST), FASTEST)
    speed = np.minimum(np.maximum(before + change, SLOWEST), 1.0)
    control.fan_speed_command = speed * control.fan_command
