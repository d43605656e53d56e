"""Water coils by effectiveness and number of transfer units, and the valves that feed them."""

import numpy as np

from simulator.arrays import Array

_RANGEABILITY = 12.0


def valve_flow(position: Array, leak: Array | float = 0.0) -> Array:
    """Share of the largest water flow through an equal-percentage valve at ``position`` 0..1.

    ``leak`` is the share that passes a shut valve.
    """
    opened = (_RANGEABILITY**position - 1.0) / (_RANGEABILITY - 1.0)
    return leak + (1.0 - leak) * opened


def coil_heat(
    *,
    air_rate: Array,
    air_in: Array,
    water_rate: Array,
    water_in: Array,
    ua: Array,
    air_design: Array,
    water_design: Array,
) -> Array:
    """Heat given to the air [W], negative when it is cooled; counter flow.

    Heat capacity rates [W/K], temperatures [degC]; ``ua`` [W/K] holds at the design rates and falls with the
    0.6th power of the air's and the 0.8th power of the water's rate (half of the resistance on each side).
    """
    air = np.maximum(air_rate, 1e-3)
    water = np.maximum(water_rate, 1e-3)
    conductance = 2.0 * ua / ((air_design / air) ** 0.6 + (water_design / water) ** 0.8)
    least = np.minimum(air, water)
    ratio = np.minimum(least / np.maximum(air, water), 0.9999)
    shrink = np.exp(-conductance / least * (1.0 - ratio))
    effectiveness = (1.0 - shrink) / (1.0 - ratio * shrink)
    running = (air_rate > 1e-2) & (water_rate > 1e-2)
    heat: Array = np.where(running, effectiveness * least * (water_in - air_in), 0.0)
    return heat
