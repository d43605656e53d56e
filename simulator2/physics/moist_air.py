"""Air and the water vapour in it, at constant density and heat capacity, so that balances are linear."""

import numpy as np

from simulator2.record import Array

DENSITY = 1.2  # [kg/m3]
AIR_HEAT = 1206.0  # volumetric heat of air [J/m3K]
LATENT = 2.501e6  # heat of vaporisation [J/kg]
VAPOUR_HEAT = DENSITY * LATENT  # heat held by a cubic metre per unit of humidity ratio [J/m3]
OUTDOOR_CO2 = 420.0  # [ppm]
PRESSURE = 101325.0  # [Pa]


def saturation_humidity(air: Array) -> Array:
    """Humidity ratio of saturated air [kg/kg] at ``air`` [degC]; Magnus form of Alduchov and Eskridge 1996."""
    vapour = 610.94 * np.exp(17.625 * air / (air + 243.04))
    ratio: Array = 0.62198 * vapour / (PRESSURE - vapour)
    return ratio


def relative_humidity(air: Array, humidity: Array) -> Array:
    """Relative humidity 0..1 of air at ``air`` [degC] with ``humidity`` [kg/kg]."""
    vapour = PRESSURE * humidity / (0.62198 + humidity)
    share: Array = vapour / (610.94 * np.exp(17.625 * air / (air + 243.04)))
    return share


def wet_bulb(air: Array, humidity: Array) -> Array:
    """Wet-bulb temperature [degC] from ``air`` [degC] and ``humidity`` [kg/kg].

    Newton's steps on the psychrometric balance, from above: within 0.05 K from -20 to 45 degC.
    """
    per_degree = DENSITY * LATENT / AIR_HEAT
    guess = air
    for _ in range(4):
        saturated = saturation_humidity(guess)
        slope = saturated * 4283.78 / ((guess + 243.04) * (guess + 243.04))
        excess = (air - guess) - per_degree * (saturated - humidity)
        guess = guess + excess / (1.0 + per_degree * slope)
    return guess
