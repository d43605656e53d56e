"""Gas boilers: how much of the gas ends in the water, and how hot the rest leaves."""

import numpy as np

from simulator.constants import ONE, ZERO, number
from simulator.record import Array

_GAIN, _DEEPEST, _PART_LOAD, _LOSS, _BEST = (
    number(0.0033),
    number(30.0),
    number(0.02),
    number(0.0007),
    number(0.985),
)
_FLUE, _FIRE, _COOLED, _COOLED_FIRE, _SOOT = (
    number(90.0),
    number(60.0),
    number(80.0),
    number(35.0),
    number(800.0),
)
_DEW_POINT = number(54.0)  # of the flue gas of natural gas [degC]


def boiler_efficiency(rated: Array, condensing: Array, returned: Array, fire: Array) -> Array:
    """Share of the gas's upper heating value that heats the water, (B,).

    ``fire`` 0..1. Piecewise linear after the measured table of a Lochinvar Crest boiler (in LBNL's Modelica
    Buildings library): below the dew point a condensing boiler gains 0.33 % a kelvin of colder return, above
    it loses 0.07 %; at least fire it is 2 % better. One that does not condense has none of these gains.
    """
    over = returned - _DEW_POINT
    above = np.maximum(over, ZERO)
    below = np.minimum(above - over, _DEEPEST)
    gained = condensing * (_GAIN * below + _PART_LOAD * (ONE - fire))
    efficiency: Array = np.minimum(rated * (gained - _LOSS * above + ONE), _BEST)
    return efficiency


def flue_temperature(condensing: Array, returned: Array, fire: Array, fouling: Array) -> Array:
    """Flue gas of a burning boiler [degC], (B,): close to the return if it condenses, far above if not.

    Fouling heats it by 8 K a per cent of efficiency lost, a third of the rule of thumb (22 K a per cent) that
    gives all of the loss to the flue; the share is an estimate.
    """
    clean = returned + _FLUE + _FIRE * fire - condensing * (_COOLED + _COOLED_FIRE * fire)
    flue: Array = clean + _SOOT * (ONE - fouling)
    return flue
