"""Air-to-water heat pumps: capacity and coefficient of performance by outdoor air and supply temperature."""

from dataclasses import dataclass

import numpy as np

from simulator.constants import ONE, ZERO, number
from simulator.record import Array

_APPROACH = number(8.0)  # of a clean outdoor coil at full load, air to evaporating refrigerant [K]
_EMPTY = number(25.0)  # colder evaporating for no charge at all [K]
_LEAST, _MOST = number(0.1), number(1.3)
_COLDEST, _FROST_AT, _FROST_WIDTH, _FROST = number(-15.0), number(0.8869), number(1 / 104.24), number(0.1534)
_COLD, _PER_AIR = number(0.03), number(0.004)
_COP, _PER_LIFT, _PER_LIFT2 = number(6.81), number(-0.121), number(0.00063)
_SHORTEST, _LONGEST = number(15.0), number(70.0)
_RATED_SHARE, _PER_SOURCE, _PER_SUPPLY = number(1.0 - 0.02 * 7.0 + 0.005 * 45.0), number(0.02), number(0.005)


@dataclass(frozen=True, slots=True)
class Rating:
    """What a heat pump can do now, (B,): ``capacity`` as a share of the rated one, ``performance`` (COP)."""

    capacity: Array
    performance: Array
    evaporating: Array  # [degC]


def icing(air: Array) -> Array:
    """Share of capacity and COP that frost and defrosting cost, (B,): at most 0.18 near 0 degC.

    Wetter and Afjei, TRNSYS Type 401 (1996); the bell is a rational one instead of a Gaussian one.
    """
    off: Array = air - _FROST_AT
    bell: Array = ONE / (off * off * _FROST_WIDTH + ONE)
    bell *= bell
    bell *= bell
    cold = np.maximum(_COLD - _PER_AIR * np.maximum(air, _COLDEST), ZERO)
    lost: Array = cold + bell * _FROST
    return lost


def rate_heat_pump(air: Array, supply: Array, *, coil: Array, charge: Array) -> Rating:
    """A heat pump in outdoor ``air`` that heats water to ``supply`` [degC].

    COP: Staffell et al., Energy & Environmental Science 5 (2012) 9291, air source, from 15 to 70 K of lift.
    Capacity: 2 % a kelvin of evaporating temperature and 0.5 % a kelvin of supply, as catalogues of
    variable-speed machines have it (estimate). A fouled or iced outdoor ``coil`` (share of its conductance)
    and a lack of ``charge`` (share of nominal) evaporate colder; the latter moves less refrigerant too.
    """
    missing = np.maximum(ONE - charge, ZERO)
    source = air - _APPROACH * (ONE / np.maximum(coil, _LEAST) - ONE) - _EMPTY * missing
    thawed = ONE - icing(air)
    lift = np.minimum(np.maximum(supply - source, _SHORTEST), _LONGEST)
    performance = (_COP + lift * (_PER_LIFT + lift * _PER_LIFT2)) * thawed
    capacity = (_RATED_SHARE + _PER_SOURCE * source - _PER_SUPPLY * supply) * thawed * (ONE - missing)
    return Rating(
        capacity=np.minimum(np.maximum(capacity, _LEAST), _MOST),
        performance=np.maximum(performance, ONE),
        evaporating=source - _APPROACH,
    )
