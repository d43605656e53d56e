"""What passes between rooms and their surroundings within a step, and what they hold: pure, for balances.

Call them after the step: the implicit update of the rooms takes each flux at the temperatures that it ends
with. Water vapour counts with its latent heat; temperatures count from 0 degC.
"""

import numpy as np
from numpy.typing import NDArray

from simulator.physics.instant import Instant
from simulator.physics.moist_air import AIR_HEAT, VAPOUR_HEAT
from simulator.physics.zones import PERSON_LATENT, PERSON_SENSIBLE, WALL_TO_AIR, infiltration
from simulator.record import Array

Energy = NDArray[np.float64]


def envelope_heat(instant: Instant) -> Array:
    """Heat through walls and windows into each room [W] (Z,), without the sun."""
    zones = instant.state.zones
    outdoor = instant.state.outdoors.air.take(instant.layout.zone_building)
    felt = WALL_TO_AIR * zones.air + (1.0 - WALL_TO_AIR) * zones.mass
    return instant.fleet.zones.wall_ua * (outdoor - felt)


def outdoor_air_heat(instant: Instant, flow: Array) -> Array:
    """Enthalpy that ``flow`` [m3/s] (Z,) of outdoor air brings in while as much room air leaves [W] (Z,)."""
    state, building = instant.state, instant.layout.zone_building
    warmer = state.outdoors.air.take(building) - state.zones.air
    moister = state.outdoors.humidity.take(building) - state.zones.humidity
    sensible: Array = warmer * AIR_HEAT
    latent: Array = moister * VAPOUR_HEAT
    brought: Array = flow * (sensible + latent)
    return brought


def infiltration_heat(instant: Instant) -> Array:
    """Enthalpy that infiltration brings into each room [W] (Z,)."""
    return outdoor_air_heat(instant, infiltration(instant))


def sun_heat(instant: Instant) -> Array:
    """Sun through the windows [W] (Z,)."""
    return instant.sun * instant.fleet.zones.solar_area


def people_heat(instant: Instant) -> Array:
    """Sensible and latent heat of people [W] (Z,)."""
    return (PERSON_SENSIBLE + PERSON_LATENT) * instant.people


def stored_in_rooms(instant: Instant) -> Energy:
    """Heat in air, mass and vapour of each room [J] (Z,); float64, for its changes are small beside it."""
    zones, parameters = instant.state.zones, instant.fleet.zones
    sensible = _double(parameters.air_heat) * zones.air + _double(parameters.mass_heat) * zones.mass
    return sensible + VAPOUR_HEAT * _double(parameters.moist_volume) * zones.humidity


def stored_in_plenums(instant: Instant) -> Energy:
    """Heat in the return air of each air handler [J] (A,)."""
    units = instant.state.air_handlers
    held = AIR_HEAT * _double(units.return_air) + VAPOUR_HEAT * _double(units.return_humidity)
    return _double(instant.fleet.air_handlers.plenum) * held


def _double(values: Array) -> Energy:
    return values.astype(np.float64)
