"""Air and the water vapour in it, at constant density and heat capacity, so that balances are linear."""

import numpy as np

from simulator.record import Array

DENSITY = 1.2  # [kg/m3]
AIR_HEAT = 1206.0  # volumetric heat of air [J/m3K]
LATENT = 2.501e6  # heat of vaporisation [J/kg]
VAPOUR_HEAT = DENSITY * LATENT  # heat held by a cubic metre per unit of humidity ratio [J/m3]
OUTDOOR_CO2 = 420.0  # [ppm]
PRESSURE = 101325.0  # [Pa]


def _saturation_pressure(air: Array) -> Array:
    """Of water vapour [Pa], Magnus form of Alduchov and Eskridge 1996."""
    over_ice_point: Array = np.exp(air * 17.625 / (air + 243.04))
    return over_ice_point * 610.94


def saturation_humidity(air: Array) -> Array:
    """Humidity ratio of saturated air [kg/kg] at ``air`` [degC]."""
    vapour = _saturation_pressure(air)
    ratio: Array = vapour * 0.62198 / (PRESSURE - vapour)
    return ratio


def relative_humidity(air: Array, humidity: Array) -> Array:
    """Relative humidity 0..1 of air at ``air`` [degC] with ``humidity`` [kg/kg]."""
    moist_air: Array = humidity + 0.62198
    vapour = humidity * PRESSURE / moist_air
    share: Array = vapour / _saturation_pressure(air)
    return share


def wet_bulb(air: Array, humidity: Array) -> Array:
    """Wet-bulb temperature [degC] from ``air`` [degC] and ``humidity`` [kg/kg].

    Newton's steps on the psychrometric balance, from above: within 0.05 K from -20 to 45 degC.
    """
    per_degree = DENSITY * LATENT / AIR_HEAT
    guess: Array = air
    for _ in range(4):
        saturated = saturation_humidity(guess)
        warm: Array = guess + 243.04
        slope: Array = saturated * (4283.78 * per_degree) / (warm * warm)
        excess: Array = air - guess - (saturated - humidity) * per_degree
        steepness: Array = slope + 1.0
        guess = guess + excess / steepness
    return guess
