"""Cooling towers, by effectiveness against the wet bulb of the outdoor air."""

import numpy as np

from simulator.constants import ONE, number
from simulator.record import Array

_AIR, _VAPOUR, _STEAM = number(1.006), number(2501.0), number(1.86)  # enthalpy of moist air [kJ/kg]
_RISE, _BEND, _FROM, _DRIEST = number(0.67762), number(0.0088545), number(5.754), number(-20.0)
_STILL = number(
    0.1
)  # air flow of a tower whose fan stands, share of the design (EnergyPlus takes 0.1 to 0.125)


def wet_bulb(air: Array, humidity: Array) -> Array:
    """Wet-bulb temperature [degC], (B,), at sea level, from temperature [degC] and humidity ratio [kg/kg].

    A rational fit to enthalpy, within 0.2 K from -12 to 32 degC.
    """
    enthalpy = _AIR * air + humidity * (_VAPOUR + _STEAM * air)
    wet: Array = enthalpy * _RISE / (np.maximum(enthalpy, _DRIEST) * _BEND + ONE) - _FROM
    return wet


def tower_effectiveness(fan_speed: Array, transfer: Array) -> Array:
    """Share of the way to the wet bulb that the water goes, (B,).

    Merkel's theory with equal capacity rates of water and saturated air (Braun 1989): n / (1 + n) for n
    transfer units, proportional to the air's flow.
    """
    units = transfer * np.maximum(fan_speed, _STILL)
    effectiveness: Array = units / (1.0 + units)
    return effectiveness
