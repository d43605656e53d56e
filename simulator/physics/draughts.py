"""Thermostats on which the supply air blows."""

import numpy as np

from simulator.physics.instant import Instant

_LAG = 900.0  # of a thermostat on its wall behind the air about it [s] (estimate; makers have 10 to 20 min)
_REACH = 3600.0  # jets reach the wall where they change the room's air once in this time [s]


def blow_on_thermostats(instant: Instant) -> None:
    """By how much thermostats in a draught are warmer or colder than their rooms, late as they are."""
    zones, share = instant.state.zones, instant.effects.zones.draught
    rows = np.flatnonzero(share)
    if not len(rows):
        zones.draught = share
        return
    reach = np.minimum(zones.supply_flow[rows] * _REACH / instant.fleet.zones.volume[rows], 1.0)
    blown = share[rows] * reach * (zones.supply_temperature[rows] - zones.air[rows])
    before = zones.draught[rows]
    felt = np.zeros_like(share)
    felt[rows] = before + (instant.seconds / (instant.seconds + _LAG)) * (blown - before)
    zones.draught = felt
