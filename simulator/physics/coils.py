"""Water coils by effectiveness and number of transfer units, dry and wet, and the valves that feed them."""

from dataclasses import dataclass

import numpy as np

from simulator.physics.moist_air import AIR_HEAT, VAPOUR_HEAT, saturation_humidity
from simulator.record import Array

_NO_FLOW = 1e-3  # heat capacity rate that stands for none [W/K]
_SURFACE = 2.0  # conductance between air and surface over that of the whole coil at design
_PASSES = 3  # of the search for the wet surface's temperature


@dataclass(frozen=True, slots=True)
class Coil:
    """Coils at design: ``ua``, rates of air and water [W/K]."""

    ua: Array
    air: Array
    water: Array


def valve_flow(position: Array) -> Array:
    """Share of the largest water flow at ``position`` 0..1.

    A rational form within 0.045 of an equal-percentage valve of rangeability 12, for it is quick.
    """
    share: Array = position / (3.5 - 2.5 * position)
    return share


def coil_heat(coil: Coil, *, air_rate: Array, air_in: Array, water_rate: Array, water_in: Array) -> Array:
    """Heat given to the air by warmer water [W], counter flow; 0 where the water is colder than the air.

    Rates are heat capacity rates [W/K], temperatures [degC]. The air's share of the resistance falls with the
    root of its rate, the water's with the power 0.75, each half at design.
    """
    air = np.maximum(air_rate, _NO_FLOW)
    water = np.maximum(water_rate, _NO_FLOW)
    conductance = _conductance(coil, air, water)
    lesser = np.minimum(air, water)
    transferred = _effectiveness(conductance, lesser, np.maximum(air, water)) * lesser
    heat: Array = transferred * np.maximum(water_in - air_in, 0.0)
    return heat


def wet_coil(
    coil: Coil, *, air_rate: Array, air_in: Array, humidity_in: Array, water_rate: Array, water_in: Array
) -> tuple[Array, Array]:
    """Sensible and latent heat taken from the air by colder water [W]; nothing from warmer water.

    The surface has one temperature, the apparatus dew point, with a share of the air passing it by. Where it
    is below the dew point, the latent heat adds to the air's capacity rate by the ratio of total to sensible
    heat (ASHRAE Handbook, Systems, cooling coils); that ratio and the surface are found in a few passes.
    """
    air = np.maximum(air_rate, _NO_FLOW)
    water = np.maximum(water_rate, _NO_FLOW)
    depth = np.maximum(air_in - water_in, 0.0)
    conductance = _conductance(coil, air, water)
    touching = air * (1.0 - np.exp(-_SURFACE * coil.ua * np.sqrt(air / coil.air) / air))
    moisture = VAPOUR_HEAT / AIR_HEAT * humidity_in
    ratio: Array = np.ones_like(air)
    sensible = air
    for step in range(_PASSES):
        wet_air = air * ratio
        # The water's side of the resistance does not grow with the latent heat, the air's does.
        lesser = np.minimum(wet_air, water)
        wetted = conductance * (2.0 * ratio / (1.0 + ratio))
        total = _effectiveness(wetted, lesser, np.maximum(wet_air, water)) * lesser * depth
        sensible = total / ratio
        if step < _PASSES - 1:
            drop = np.maximum(sensible / touching, 0.01)
            surface = air_in - drop
            excess = moisture - VAPOUR_HEAT / AIR_HEAT * saturation_humidity(surface)
            ratio = 0.5 * (ratio + 1.0 + np.maximum(excess, 0.0) / drop)
    return sensible, sensible * (ratio - 1.0)


def _conductance(coil: Coil, air: Array, water: Array) -> Array:
    by_water = np.sqrt(coil.water / water)
    resistance = np.sqrt(coil.air / air) + by_water * np.sqrt(by_water)
    conductance: Array = 2.0 * coil.ua / resistance
    return conductance


def _effectiveness(conductance: Array, lesser: Array, greater: Array) -> Array:
    """Of a counter-flow exchanger; the capacity ratio is held a little below 1, where the formula breaks."""
    ratio = np.minimum(lesser / greater, 0.999)
    shrink = np.exp(-conductance / lesser * (1.0 - ratio))
    effectiveness: Array = (1.0 - shrink) / (1.0 - ratio * shrink)
    return effectiveness
