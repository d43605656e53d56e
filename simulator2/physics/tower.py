"""Cooling towers, by effectiveness against the wet bulb of the outdoor air."""

import numpy as np

from simulator2.record import Array

_STILL = 0.1  # air flow of a tower whose fan stands, share of the design (EnergyPlus takes 0.1 to 0.125)


def wet_bulb(air: Array, humidity: Array) -> Array:
    """Wet-bulb temperature [degC], (B,), at sea level, from temperature [degC] and humidity ratio [kg/kg].

    A rational fit to enthalpy, within 0.2 K from -12 to 32 degC.
    """
    enthalpy = 1.006 * air + humidity * (2501.0 + 1.86 * air)
    wet: Array = enthalpy * 0.67762 / (np.maximum(enthalpy, -20.0) * 0.0088545 + 1.0) - 5.754
    return wet


def tower_effectiveness(fan_speed: Array, transfer: Array) -> Array:
    """Share of the way to the wet bulb that the water goes, (B,).

    Merkel's theory with equal capacity rates of water and saturated air (Braun 1989): n / (1 + n) for n
    transfer units, proportional to the air's flow.
    """
    units = transfer * np.maximum(fan_speed, _STILL)
    effectiveness: Array = units / (1.0 + units)
    return effectiveness
