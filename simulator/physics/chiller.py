"""Chillers: capacity and power by the temperatures of the water they chill and of what cools them."""

from dataclasses import dataclass

import numpy as np

from simulator.constants import HALF, ONE, ZERO, number
from simulator.record import FLOAT, Array

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

_COLDEST, _WARMEST = number(4.0), number(11.0)  # leaving water that the curves are used for [degC]
_COOLEST, _HOTTEST = number(16.0), number(48.0)  # entering water or air
_STOPPED, _AIR_STOPPED, _THROTTLED = number(46.0), number(10.0), number(8.0)
_LEAST, _SHARE_LOST = number(0.25), number(0.7)


@dataclass(frozen=True, slots=True)
class ChillerRating:
    """Factors on the rated capacity and on the rated input per output at full load; (B,)."""

    capacity: Array
    input_ratio: Array
    part_load: Array  # coefficients (3, B)


def rate_chiller(supply: Array, entering: Array, *, air_cooled: Array, charge: Array) -> ChillerRating:
    """A chiller that leaves water at ``supply`` while its condenser is entered at ``entering`` [degC].

    Too little refrigerant (``charge``, share of nominal) costs capacity and efficiency (estimate).
    """
    curves = _WATER_COOLED + _DIFFERENCE * air_cooled
    x = np.minimum(np.maximum(supply, _COLDEST), _WARMEST)
    y = np.minimum(np.maximum(entering, _COOLEST), _HOTTEST)
    capacity, input_ratio = _surface(curves[:6], x, y), _surface(curves[6:12], x, y)
    missing = np.maximum(ONE - charge, ZERO)
    return ChillerRating(
        capacity=np.maximum(capacity, _LEAST) * (ONE - _SHARE_LOST * missing),
        input_ratio=np.maximum(input_ratio, 0.3) * (1.0 + HALF * missing),
        part_load=curves[12:],
    )


def unloaded(coolant: Array, *, rise: Array, capacity: Array, air_cooled: Array) -> Array:
    """Share of its ``capacity`` (over the rated one) that a chiller is let give by its high-pressure limit.

    Beyond 38 degC of water or 48 degC of air that enters its condenser it is unloaded, to nothing 8 K further
    on. A fouled condenser is as one that is entered warmer than by the ``coolant`` [degC], by ``rise`` [K] at
    the rated load: in closed form, for a chiller that unloads is entered less warm, and would swing.
    """
    room = _STOPPED + _AIR_STOPPED * air_cooled - coolant
    share: Array = np.minimum(np.maximum(room / (_THROTTLED + capacity * rise), ZERO), ONE)
    return share


def _surface(curve: Array, x: Array, y: Array) -> Array:
    """A biquadratic of coefficients (6, B)."""
    along: Array = curve[1] + curve[2] * x + curve[5] * y
    across: Array = curve[3] + curve[4] * y
    surface: Array = curve[0] + x * along + y * across
    return surface


def chiller_power(
    load: Array, *, most: Array, performance: Array, least: Array, rating: ChillerRating
) -> Array:
    """Electric power [W], (B,), for ``load`` [W] of a chiller that can give ``most`` [W] now.

    Below ``least`` (share of what it can) it cycles: at the power of the least load for a part of the time.
    """
    share = load / np.maximum(most, ONE)
    loaded = np.maximum(share, least)
    constant, linear, square = rating.part_load
    curve = constant + loaded * (linear + loaded * square)
    power: Array = most * rating.input_ratio * curve * (share / loaded) / performance
    return power
