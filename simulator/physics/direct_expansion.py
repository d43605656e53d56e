"""Compressors of rooftop units: what they carry and take, by the air outdoors and the air that enters."""

from dataclasses import dataclass

import numpy as np

from simulator.physics.moist_air import AIR_HEAT, VAPOUR_HEAT, saturation_humidity
from simulator.record import Array

_PASSES = 4
_BYPASS = 0.2  # share of the air that passes the cold surface by, at design


@dataclass(frozen=True, slots=True)
class Expansion:
    """At full load: total capacity and electric power over those at rating."""

    capacity: Array
    power: Array


def expansion(
    *, wet_bulb: Array, outdoor: Array, charge: Array, condenser_air: Array, air: Array
) -> Expansion:
    """Capacity and power over rating, at 19.4 degC wet bulb in and 35 degC outdoors.

    Straight lines near the curves of DOE-2 for packaged units: capacity +2.6 % a kelvin of wet bulb and
    -0.9 % a kelvin outdoors; power +0.9 % and +1.4 %. A condenser with less air works as if it were warmer
    outside, by its own rise of 11 K over the lost air. Too little charge (orders of size after Breuker and
    Braun 1998, Kim and Braun 2012): at 70 % of it capacity falls by a quarter, power by 5 %. With less
    ``air`` over the cold coil (share of the design flow) capacity falls faster than power, by the
    flow-fraction curves of packaged units in EnergyPlus' examples.
    """
    wet = np.minimum(np.maximum(wet_bulb, 8.0), 26.0) - 19.4
    hot = np.maximum(outdoor, 10.0) - 35.0 + 11.0 * (1.0 / np.maximum(condenser_air, 0.2) - 1.0)
    lacking = np.maximum(1.0 - charge, 0.0)
    blown = np.minimum(np.maximum(air, 0.4), 1.2)
    flowing = 0.8 + 0.2 * blown
    capacity = np.maximum(
        flowing * (1.0 + 0.026 * wet - 0.009 * hot) * (1.0 - 0.5 * lacking - 1.1 * lacking * lacking), 0.1
    )
    drawn = flowing * (1.1552 - blown * (0.1808 - 0.0256 * blown))
    power = np.maximum(drawn * (1.0 + 0.009 * wet + 0.014 * hot) * (1.0 - 0.17 * lacking), 0.2)
    return Expansion(capacity, power)


def split(*, total: Array, air_rate: Array, air_in: Array, humidity_in: Array) -> Array:
    """Sensible part of the ``total`` heat [W] that a cold surface takes from air at ``air_rate`` [W/K].

    The surface has one temperature, with a constant share of the air passing it by; what is not sensible is
    latent, and is what the air loses on its way to saturation at that temperature.
    """
    touching = (1.0 - _BYPASS) * air_rate
    sensible = 0.75 * total
    for _ in range(_PASSES):
        drop = np.maximum(sensible / touching, 0.01)
        excess = (VAPOUR_HEAT / AIR_HEAT) * (humidity_in - saturation_humidity(air_in - drop))
        sensible = 0.5 * (sensible + total * drop / (drop + np.maximum(excess, 0.0)))
    return sensible
