"""What is counted of a year beside money: the heat balance, and hours of rooms too cold or too hot."""

import numpy as np

from simulator.layout import Layout
from simulator.physics.balance import Balance
from simulator.physics.instant import Instant

TOLERANCE = 0.56  # around the setpoints, as in ASHRAE 90.1 appendix G (1 degF) [K]


class BalanceWatch:
    """Counts the heat balance of every step."""

    def __init__(self, layout: Layout) -> None:
        self.balance = Balance(layout)

    def see(self, instant: Instant, time_ms: int) -> None:
        del time_ms
        self.balance.add(instant)


class UnmetWatch:
    """Zone-hours with people by schedule in which a room is too cold or too hot, (B,)."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.cold = np.zeros(layout.count("building"))
        self.hot = np.zeros(layout.count("building"))

    def see(self, instant: Instant, time_ms: int) -> None:
        del time_ms
        rooms, air = instant.fleet.zones, instant.state.zones.air
        hours = (instant.seconds / 3600) * instant.occupied.take(self._layout.zone_building)
        cold = (air < rooms.heating_setpoint - TOLERANCE) * hours
        hot = (air > rooms.cooling_setpoint + TOLERANCE) * hours
        self.cold += self._layout.sum_to_buildings("zone", cold)
        self.hot += self._layout.sum_to_buildings("zone", hot)
