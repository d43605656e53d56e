"""What the coils of each building take from its water loops."""

from dataclasses import dataclass

from simulator.layout import Layout
from simulator.physics.state import State
from simulator.record import Array


@dataclass(frozen=True, slots=True)
class Loads:
    """Sums over each building (B,): heat [W], heat capacity rates of water [W/K]."""

    heating: Array
    heating_water: Array
    cooling: Array
    cooling_water: Array


def coil_loads(layout: Layout, state: State) -> Loads:
    """What the water coils of air handlers, boxes and fan coils take from the two loops."""
    air_handlers, boxes = state.air_handlers, state.boxes
    owned = layout.segments["air_handler"]
    loads = Loads(
        heating=owned.sum(air_handlers.heating_heat + layout.sum_of_boxes(boxes.reheat_heat)),
        heating_water=owned.sum(air_handlers.heating_water + layout.sum_of_boxes(boxes.reheat_water)),
        cooling=owned.sum(air_handlers.cooling_heat),
        cooling_water=owned.sum(air_handlers.cooling_water),
    )
    if not layout.count("fan_coil"):
        return loads
    fan_coils = state.fan_coils
    owned = layout.segments["fan_coil"]
    return Loads(
        heating=loads.heating + owned.sum(fan_coils.heating_heat),
        heating_water=loads.heating_water + owned.sum(fan_coils.heating_water),
        cooling=loads.cooling + owned.sum(fan_coils.cooling_heat),
        cooling_water=loads.cooling_water + owned.sum(fan_coils.cooling_water),
    )
