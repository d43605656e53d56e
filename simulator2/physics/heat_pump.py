"""Air-to-water heat pumps: capacity and coefficient of performance by outdoor air and supply temperature."""

from dataclasses import dataclass

import numpy as np

from simulator2.record import Array

_APPROACH = 8.0  # of a clean outdoor coil at full load, air to evaporating refrigerant [K]


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
    off: Array = air - 0.8869
    bell: Array = 1.0 / (off * off * (1.0 / 104.24) + 1.0)
    bell *= bell
    bell *= bell
    cold: Array = np.maximum(0.03 - 0.004 * np.maximum(air, -15.0), 0.0)
    lost: Array = cold + bell * 0.1534
    return lost


def rate_heat_pump(air: Array, supply: Array, *, coil: Array, charge: Array) -> Rating:
    """A heat pump in outdoor ``air`` that heats water to ``supply`` [degC].

    COP: Staffell et al., Energy & Environmental Science 5 (2012) 9291, air source, from 15 to 70 K of lift.
    Capacity: 2 % a kelvin of evaporating temperature and 0.5 % a kelvin of supply, as catalogues of
    variable-speed machines have it (estimate). A fouled or iced outdoor ``coil`` (share of its conductance)
    and a lack of ``charge`` (share of nominal) evaporate colder; the latter moves less refrigerant too.
    """
    colder = _APPROACH * (1.0 / np.maximum(coil, 0.1) - 1.0) + 25.0 * np.maximum(1.0 - charge, 0.0)
    source = air - colder
    frost = icing(air)
    lift = np.minimum(np.maximum(supply - source, 15.0), 70.0)
    performance = (6.81 + lift * (-0.121 + lift * 0.00063)) * (1.0 - frost)
    capacity = (
        (1.0 + 0.02 * (source - 7.0) - 0.005 * (supply - 45.0)) * (1.0 - frost) * np.minimum(charge, 1.0)
    )
    return Rating(
        capacity=np.minimum(np.maximum(capacity, 0.1), 1.3),
        performance=np.maximum(performance, 1.0),
        evaporating=source - _APPROACH,
    )
