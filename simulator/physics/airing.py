"""Windows and doors that people open when their room has grown too hot."""

import numpy as np

from simulator.physics.instant import Instant

# Who is too hot opens up, and all is open some kelvins later; not in rooms that are kept warm on purpose. Of
# sealed houses it stands for doors that are propped open (estimates).
_OPENS = 28.0  # [degC]
_ABOVE_SETPOINT = 3.0  # [K]
_RANGE = 3.0  # [K]
# Air changes an hour by windows and a door then (estimate; twice those of windows on one side alone).
_CHANGES = 6.0


def air_rooms(instant: Instant) -> None:
    """Outdoor air [m3/s] that people let into rooms (Z,) at the temperatures that the step begins with."""
    zones, rooms = instant.state.zones, instant.fleet.zones
    outdoor = instant.state.outdoors.air.take(instant.layout.zone_building)
    opens = np.maximum(rooms.cooling_setpoint + _ABOVE_SETPOINT, _OPENS)
    share = np.clip((zones.air - opens) * (1.0 / _RANGE), 0.0, 1.0)
    share *= (instant.people >= 0.5) & (outdoor < zones.air)
    zones.aired = share * rooms.volume * (_CHANGES / 3600.0)
