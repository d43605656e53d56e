"""Rooms: air and mass, walls, gains and the air that is brought; vapour and CO2 in that air."""

from dataclasses import dataclass

from simulator.physics.airing import air_rooms
from simulator.physics.instant import Instant
from simulator.physics.moist_air import AIR_HEAT, DENSITY, LATENT, OUTDOOR_CO2
from simulator.record import Array

PERSON_SENSIBLE = 75.0  # [W]
PERSON_LATENT = 55.0  # [W]
PERSON_CO2 = 5.2  # [ppm m3/s], seated work
TO_MASS = 0.4  # share of the gains that warms walls and floors first
WALL_TO_AIR = 0.5  # share of the walls through which the air loses heat; the mass loses through the rest


@dataclass(frozen=True, slots=True)
class Supply:
    """Air that blows into rooms, (n,): flow [m3/s], temperature [degC], humidity [kg/kg], CO2 [ppm]."""

    flow: Array
    temperature: Array
    humidity: Array
    co2: Array


@dataclass(frozen=True, slots=True)
class Exchange:
    """What units do to rooms, (n,).

    They change ``fresh.flow`` of a room's air for ``fresh`` air, and bring ``heat`` [W] and ``vapour`` [kg/s]
    besides. ``supply`` is what blows into the room: more than the fresh air, when the unit recirculates.
    """

    fresh: Supply
    heat: Array
    vapour: Array
    supply: Supply


def infiltration(instant: Instant) -> Array:
    """Outdoor air that gets into each room without a fan [m3/s] (Z,).

    By itself with wind and with the stack effect, and by what people have opened.
    """
    outdoor = instant.state.outdoors.air
    driven = 0.125 * instant.wind + 0.025 * abs(outdoor - 20.0)
    by_zone = driven.take(instant.layout.zone_building)
    tight = instant.fleet.zones.infiltration * instant.effects.zones.infiltration
    leaks: Array = by_zone * tight + instant.state.zones.aired
    return leaks


def condition_zones(instant: Instant, exchange: Exchange) -> None:
    """Temperatures, humidity and CO2 of rooms at the end of the step.

    Implicit in time, both nodes together, so that any flow and step is stable and the balance closes: each
    flux is at the temperatures that the step ends with, as in ``air_fluxes``.
    """
    zones, parameters, seconds = instant.state.zones, instant.fleet.zones, instant.seconds
    building = instant.layout.zone_building
    outdoor = instant.state.outdoors.air.take(building)
    outdoor_humidity = instant.state.outdoors.humidity.take(building)
    air_rooms(instant)
    leaking = infiltration(instant)
    supply = exchange.supply
    zones.people = instant.people
    zones.supply_flow, zones.supply_temperature = supply.flow, supply.temperature
    zones.supply_humidity, zones.supply_co2 = supply.humidity, supply.co2
    _warm(instant, exchange, outdoor, leaking)
    changed = exchange.fresh.flow + leaking

    held = parameters.moist_volume * (1.0 / seconds)
    breathed = (PERSON_LATENT / LATENT) * instant.people + exchange.vapour
    zones.humidity = (
        held * zones.humidity
        + exchange.fresh.flow * exchange.fresh.humidity
        + leaking * outdoor_humidity
        + breathed * (1.0 / DENSITY)
    ) / (held + changed)

    held = parameters.volume * (1.0 / seconds)
    zones.co2 = (
        held * zones.co2
        + exchange.fresh.flow * exchange.fresh.co2
        + leaking * OUTDOOR_CO2
        + PERSON_CO2 * instant.people
    ) / (held + changed)


def _warm(instant: Instant, exchange: Exchange, outdoor: Array, leaking: Array) -> None:
    zones, parameters, seconds = instant.state.zones, instant.fleet.zones, instant.seconds
    services = instant.state.services
    gains = (
        instant.sun * parameters.solar_area
        + PERSON_SENSIBLE * instant.people
        + services.lights
        + services.plugs
    )
    to_air = WALL_TO_AIR * parameters.wall_ua
    to_mass = (1.0 - WALL_TO_AIR) * parameters.wall_ua
    air_held = parameters.air_heat * (1.0 / seconds)
    mass_held = parameters.mass_heat * (1.0 / seconds)
    coupling = parameters.mass_ua
    supplied = AIR_HEAT * exchange.fresh.flow
    open_to = to_air + AIR_HEAT * leaking
    mass_known = mass_held * zones.mass + to_mass * outdoor + TO_MASS * gains
    mass_sum = mass_held + to_mass + coupling
    passed = coupling / mass_sum
    air_known = (
        air_held * zones.air
        + supplied * exchange.fresh.temperature
        + open_to * outdoor
        + (1.0 - TO_MASS) * gains
        + exchange.heat
        + passed * mass_known
    )
    zones.air = air_known / (air_held + supplied + open_to + coupling - passed * coupling)
    zones.mass = mass_known / mass_sum + passed * zones.air
