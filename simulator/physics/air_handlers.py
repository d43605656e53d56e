"""Mixing, coils and fan of an air handler, and the plenum through which the air returns."""

from dataclasses import dataclass

import numpy as np

from simulator.physics.coils import Coil, coil_heat, valve_flow, wet_coil
from simulator.physics.instant import Instant
from simulator.physics.mixing import mixed, outdoor_fraction
from simulator.physics.moist_air import AIR_HEAT, OUTDOOR_CO2, VAPOUR_HEAT
from simulator.record import Array

_STILL = 0.01  # share of the design flow at which casing and air count the same for a sensor
_LAG = 0.1  # share of the design flow in 300 s that is as much as sensor and casing hold


@dataclass(frozen=True, slots=True)
class Leaving:
    """The air that leaves the air handlers: [degC], [kg/kg], [ppm], (A,)."""

    air: Array
    humidity: Array
    co2: Array


def sensor_pace(flow: Array, design: Array, seconds: float) -> Array:
    """Share of a change that a sensor in the duct follows within the step: little in still air."""
    passed = flow * (seconds / 300.0) / design
    return passed / (passed + _LAG)


def felt(flow: Array, design: Array, air: Array, around: Array) -> Array:
    """What a sensor behind a coil feels [degC]: the ``air`` that flows, what is ``around`` when it stands."""
    passed = flow / design
    square = passed * passed
    weight = square / (square + _STILL * _STILL)
    feels: Array = around + weight * (air - around)
    return feels


def condition_supply(instant: Instant) -> Leaving:
    """The air that leaves the air handlers; readings in the duct follow it at the pace of the flow."""
    units, parameters, layout = instant.state.air_handlers, instant.fleet.air_handlers, instant.layout
    outdoors = instant.state.outdoors
    building = layout.air_handler_building
    outdoor = outdoors.air.take(building)
    outdoor_humidity = outdoors.humidity.take(building)
    _move_dampers(instant)
    fraction = units.outdoor_fraction
    mixture = mixed(fraction, outdoor, units.return_air)
    humidity = mixed(fraction, outdoor_humidity, units.return_humidity)
    co2 = mixed(fraction, OUTDOOR_CO2, units.return_co2)
    rate = units.supply_flow * AIR_HEAT
    brought = AIR_HEAT * (outdoor - units.return_air)
    brought += VAPOUR_HEAT * (outdoor_humidity - units.return_humidity)
    units.ventilation_heat = fraction * units.supply_flow * brought

    _heat(instant, rate, mixture)
    warmed = mixture + units.heating_heat / rate
    latent = _cool(instant, rate, warmed, humidity)
    leaving = Leaving(
        air=warmed + (units.fan_power - units.cooling_heat + latent) / rate,
        humidity=humidity - latent / (units.supply_flow * VAPOUR_HEAT),
        co2=co2,
    )
    pace = sensor_pace(units.supply_flow, parameters.supply_flow, instant.seconds)
    units.mixed_air = units.mixed_air + pace * (mixture - units.mixed_air)
    units.mixed_humidity = units.mixed_humidity + pace * (humidity - units.mixed_humidity)
    feels = felt(units.supply_flow, parameters.supply_flow, leaving.air, units.return_air)
    units.supply_air = units.supply_air + pace * (feels - units.supply_air)
    units.supply_humidity = units.supply_humidity + pace * (leaving.humidity - units.supply_humidity)
    units.supply_co2 = co2
    return leaving


def _move_dampers(instant: Instant) -> None:
    units, parameters = instant.state.air_handlers, instant.fleet.air_handlers
    effects = instant.effects.air_handlers
    told = instant.state.control_air_handlers.damper_command
    linked = told + effects.damper_reversed * (1.0 - 2.0 * told)
    units.damper_position = np.minimum(np.maximum(linked, effects.damper_least), effects.damper_most)
    units.outdoor_fraction = outdoor_fraction(
        units.damper_position, parameters.damper_leak, parameters.damper_curve
    )


def _heat(instant: Instant, rate: Array, entering: Array) -> None:
    units, parameters = instant.state.air_handlers, instant.fleet.air_handlers
    effects, water = instant.effects.air_handlers, instant.state.hot_water
    building = instant.layout.air_handler_building
    told = instant.state.control_air_handlers.heating_command
    units.heating_position = np.minimum(np.maximum(told, effects.heating_least), effects.heating_most)
    pumped = water.head.take(building)
    units.heating_water = valve_flow(units.heating_position) * parameters.heating_water * pumped
    units.heating_heat = coil_heat(
        Coil(
            parameters.heating_ua * effects.heating_fouling,
            parameters.supply_flow * AIR_HEAT,
            parameters.heating_water,
        ),
        air_rate=rate,
        air_in=entering,
        water_rate=units.heating_water,
        water_in=water.supply.take(building),
    )


def _cool(instant: Instant, rate: Array, entering: Array, humidity: Array) -> Array:
    """Cool the air; the latent part of the heat [W]."""
    units, parameters = instant.state.air_handlers, instant.fleet.air_handlers
    effects, water = instant.effects.air_handlers, instant.state.chilled_water
    building = instant.layout.air_handler_building
    told = instant.state.control_air_handlers.cooling_command
    units.cooling_position = np.minimum(np.maximum(told, effects.cooling_least), effects.cooling_most)
    pumped = water.head.take(building)
    units.cooling_water = valve_flow(units.cooling_position) * parameters.cooling_water * pumped
    sensible, latent = wet_coil(
        Coil(
            parameters.cooling_ua * effects.cooling_fouling,
            parameters.supply_flow * AIR_HEAT,
            parameters.cooling_water,
        ),
        air_rate=rate,
        air_in=entering,
        humidity_in=humidity,
        water_rate=units.cooling_water,
        water_in=water.supply.take(building),
    )
    units.cooling_heat = sensible + latent
    return latent


def gather_return(instant: Instant, leaving: Leaving) -> None:
    """The plenum after the step: in come the rooms' air and what the ducts lose, out goes what the unit took.

    The unit took the plenum's air as it was when the step began, so that what it took is
    what the plenum lost.
    """
    units, layout, zones = instant.state.air_handlers, instant.layout, instant.state.zones
    flow = instant.state.boxes.flow
    rooms = layout.box_zones
    share = instant.seconds / instant.fleet.air_handlers.plenum
    lost = instant.effects.air_handlers.duct_leak * units.supply_flow

    def after(held: Array, room: Array, left: Array) -> Array:
        came = layout.sum_of_boxes(flow * room[rooms]) + lost * left
        changed: Array = held + share * (came - units.supply_flow * held)
        return changed

    units.return_air = after(units.return_air, zones.air, leaving.air)
    units.return_humidity = after(units.return_humidity, zones.humidity, leaving.humidity)
    units.return_co2 = after(units.return_co2, zones.co2, leaving.co2)
