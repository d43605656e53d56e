"""Fan-coil units: speed and valves by the room's signals."""

import numpy as np

from simulator2.physics.instant import Instant
from simulator2.record import FLOAT

LOW_SPEED = 0.35
CALLING = 0.05  # signal from which an unoccupied room's fan runs


def command_fan_coils(instant: Instant) -> None:
    """Fans run at low speed at least while people are there, else when the room calls."""
    control, zones, rooms = (
        instant.state.control_fan_coils,
        instant.state.control_zones,
        instant.layout.fan_coil_zones,
    )
    heat, cool = zones.heating_signal[rooms], zones.cooling_signal[rooms]
    most = np.maximum(heat, cool)
    running = ((control.occupied > 0) | (most > CALLING)).astype(FLOAT)
    control.fan_command = running * (LOW_SPEED + (1.0 - LOW_SPEED) * most)
    control.heating_command = heat * running
    control.cooling_command = cool * running
