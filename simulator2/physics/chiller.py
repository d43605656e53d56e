"""Chillers: capacity and power by the temperatures of the water they chill and of what cools them."""

from dataclasses import dataclass

import numpy as np

from simulator2.record import FLOAT, Array

# Columns: water-cooled ("DOE-2 Centrifugal/5.50COP" of EnergyPlus' data sets, rated at 6.7 degC leaving and
# 29.4 degC entering water), air-cooled (OpenStudio's default Chiller:Electric:EIR, rated at 35 degC air).
# Rows: 1, x, x2, y, y2, x y of capacity, then of the energy-input ratio; then 1, p, p2 of part load.
_CURVES = np.array(
    [
        [0.257896, 1.0215158],
        [0.0389016, 0.037035864],
        [-0.00021708, 0.0002332476],
        [0.0468684, -0.003894048],
        [-0.00094284, -6.52536e-05],
        [-0.00034344, -0.0002680452],
        [0.933884, 0.70176857],
        [-0.058212, -0.00452016],
        [0.00450036, 0.0005331096],
        [0.00243, -0.005498208],
        [0.000486, 0.0005445792],
        [-0.001215, -0.0007290324],
        [0.222903, 0.06369119],
        [0.313387, 0.58488832],
        [0.46371, 0.35280274],
    ],
    dtype=FLOAT,
)
_WATER_COOLED = _CURVES[:, :1]
_DIFFERENCE = _CURVES[:, 1:] - _CURVES[:, :1]


@dataclass(frozen=True, slots=True)
class ChillerRating:
    """Factors on the rated capacity and on the rated input per output at full load; (B,)."""

    capacity: Array
    input_ratio: Array
    part_load: Array  # coefficients (3, B)


def rate_chiller(supply: Array, entering: Array, *, air_cooled: Array, charge: Array) -> ChillerRating:
    """A chiller that leaves water at ``supply`` while its condenser is entered at ``entering`` [degC].

    Beyond 38 degC of water or 48 degC of air the high-pressure limit unloads it, to nothing 8 K further on.
    Too little refrigerant (``charge``, share of nominal) costs capacity and efficiency (estimate).
    """
    curves = _WATER_COOLED + _DIFFERENCE * air_cooled
    x = np.minimum(np.maximum(supply, 4.0), 11.0)
    y = np.minimum(np.maximum(entering, 16.0), 48.0)
    xx, yy, xy = x * x, y * y, x * y
    capacity = curves[0] + curves[1] * x + curves[2] * xx + curves[3] * y + curves[4] * yy + curves[5] * xy
    input_ratio = (
        curves[6] + curves[7] * x + curves[8] * xx + curves[9] * y + curves[10] * yy + curves[11] * xy
    )
    missing = np.maximum(1.0 - charge, 0.0)
    unloaded = np.minimum(np.maximum((46.0 + 10.0 * air_cooled - entering) * 0.125, 0.0), 1.0)
    return ChillerRating(
        capacity=np.maximum(capacity, 0.2) * (1.0 - 0.7 * missing) * unloaded,
        input_ratio=np.maximum(input_ratio, 0.3) * (1.0 + 0.5 * missing),
        part_load=curves[12:],
    )


def chiller_power(
    load: Array, *, most: Array, performance: Array, least: Array, rating: ChillerRating
) -> Array:
    """Electric power [W], (B,), for ``load`` [W] of a chiller that can give ``most`` [W] now.

    Below ``least`` (share of what it can) it cycles: at the power of the least load for a part of the time.
    """
    share = load / np.maximum(most, 1.0)
    loaded = np.maximum(share, least)
    constant, linear, square = rating.part_load
    curve = constant + loaded * (linear + loaded * square)
    power: Array = most * rating.input_ratio * curve * (share / loaded) / performance
    return power
