"""The plants of each building after a step of its air."""

from simulator.physics.chilled_water import chill_water, cool_condenser
from simulator.physics.hot_water import heat_water
from simulator.physics.instant import Instant
from simulator.physics.loads import coil_loads


def run_plants(instant: Instant) -> None:
    """Water temperatures and flows, boilers or heat pumps, chillers, towers and pumps, from coil loads."""
    loads = coil_loads(instant.layout, instant.state)
    heat_water(instant, loads.heating, loads.heating_water)
    chill_water(instant, loads.cooling, loads.cooling_water)
    cool_condenser(instant)
