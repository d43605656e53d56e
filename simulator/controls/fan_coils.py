"""Fan-coil units: speed and valves by the room's signals."""

import numpy as np

from simulator.controls.zone_loops import called
from simulator.physics.instant import Instant
from simulator.record import Array

LOW_SPEED = 0.35


def command_fan_coils(instant: Instant) -> None:
    """Fans run at low speed at least while people are there, else when the room calls."""
    control, zones, rooms = (
        instant.state.control_fan_coils,
        instant.state.control_zones,
        instant.layout.fan_coil_zones,
    )
    heat, cool = zones.heating_signal[rooms], zones.cooling_signal[rooms]
    most = np.maximum(heat, cool)
    running = called(instant, rooms, control.fan_command, control.occupied)
    control.fan_command = running * _speed(most)
    control.heating_command = heat * running
    control.cooling_command = cool * running


def _speed(signal: Array) -> Array:
    """Low at least, full at the whole signal."""
    speed: Array = signal * (1.0 - LOW_SPEED) + LOW_SPEED
    return speed
