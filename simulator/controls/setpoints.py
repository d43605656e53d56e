"""At which temperatures rooms are held, with people and without."""

from dataclasses import dataclass

import numpy as np

from simulator.physics.instant import Instant
from simulator.record import Array

DEMAND_RESPONSE = 2.0  # by which rooms may get warmer while load is shed [K]


@dataclass(frozen=True, slots=True)
class Setpoints:
    """Of each room [degC], (Z,): occupied, and unoccupied."""

    heating: Array
    cooling: Array
    setback: Array
    setup: Array


def setpoints(instant: Instant) -> Setpoints:
    """The setpoints with what people order and faults shift; no setback where it is lost."""
    parameters, effects = instant.fleet.zones, instant.effects.zones
    ordered = instant.orders.setpoint_shift
    shed = (instant.orders.demand_response * DEMAND_RESPONSE).take(instant.layout.zone_building)
    heating = parameters.heating_setpoint + (ordered + effects.heating_setpoint_shift)
    cooling = parameters.cooling_setpoint + (ordered + effects.cooling_setpoint_shift) + shed
    lost = _setback_lost(instant)
    warmer: Array = heating - parameters.heating_setback
    colder: Array = cooling - parameters.cooling_setup
    setback = parameters.heating_setback + lost * warmer
    setup = parameters.cooling_setup + lost * colder
    return Setpoints(heating, cooling, setback, setup)


def _setback_lost(instant: Instant) -> Array:
    layout = instant.layout
    lost = instant.effects.zones.setback_lost
    by_unit = instant.effects.air_handlers.setback_lost
    if not by_unit.any():
        return lost
    lost = lost.copy()
    lost[layout.box_zones] = np.maximum(lost[layout.box_zones], by_unit.take(layout.box_air_handler))
    return lost
