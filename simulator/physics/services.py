"""Lights, plugs and domestic water."""

import numpy as np

from simulator.constants import ONE, ZERO, number
from simulator.physics.instant import Instant
from simulator.record import FLOAT, Array

WATER_HEAT = number(4.186e6)  # [J/m3K]
SURROUNDINGS = number(20.0)  # of the tank [degC]
SHED = number(1.0 / 3.0)  # of the lights, in a demand-response hour
_EVERYBODY = number(1.6)  # lights and plugs are all on before everybody is there


def use_services(instant: Instant) -> None:
    """Lights and plugs of each zone, and the water that the building draws and heats."""
    _light(instant)
    _draw(instant)


def _light(instant: Instant) -> None:
    layout, fleet, services = instant.layout, instant.fleet, instant.state.services
    plan, faults = fleet.services, instant.effects.services
    present: Array = np.minimum(_people(instant) * (_EVERYBODY / plan.people), ONE)
    by_schedule = instant.state.control_plant.lights_command
    by_people: Array = present * (ONE - SHED * instant.orders.demand_response)
    sensed: Array = by_people - by_schedule
    by_sensor: Array = plan.lights_by_people * sensed
    lit: Array = np.maximum(
        np.maximum(by_sensor + by_schedule, plan.lights_at_night), faults.lights_always_on
    )
    by_night = plan.plugs_at_night
    plugged: Array = by_night + (ONE - by_night) * present
    services.lights = fleet.zones.lights * lit.take(layout.zone_building, mode="clip")
    services.plugs = fleet.zones.plugs * plugged.take(layout.zone_building, mode="clip")
    services.all_lights, services.all_plugs = lit * plan.lights, plugged * plan.plugs


def _people(instant: Instant) -> Array:
    layout, people = instant.layout, instant.people
    total = layout.sum_to_buildings("box", people[layout.box_zones])
    if layout.count("fan_coil"):
        total = total + layout.sum_to_buildings("fan_coil", people[layout.fan_coil_zones])
    if layout.count("rooftop"):
        total = total + layout.sum_to_buildings("rooftop", people[layout.rooftop_zones])
    return total


def _draw(instant: Instant) -> None:
    """A mixed tank, implicit in time: C dT/dt = heater - draw - loss, at its setpoint if the heater can."""
    services, plan, faults = instant.state.services, instant.fleet.services, instant.effects.services
    used = plan.water * instant.water_share
    empty: Array = ONE - instant.occupied.astype(FLOAT)
    services.water = used + faults.water_leak + faults.water_at_night * empty
    pace: Array = instant.seconds / plan.tank_heat
    drawn: Array = used * plan.hot_share * WATER_HEAT
    lost: Array = drawn + plan.tank_loss
    cooling: Array = pace * lost + ONE
    inflow: Array = drawn * plan.cold_water + plan.tank_loss * SURROUNDINGS
    free: Array = services.domestic_hot + pace * inflow
    wanted = ((plan.tank_setpoint + faults.domestic_hot_shift) * cooling - free) / pace
    heat: Array = np.minimum(np.maximum(wanted, ZERO), plan.tank_capacity)
    warmed: Array = heat * pace
    services.domestic_hot = (warmed + free) / cooling
    services.domestic_heat = heat
    burnt: Array = heat / plan.tank_efficiency
    services.domestic_gas = plan.tank_gas * burnt
    services.domestic_power = burnt - services.domestic_gas
