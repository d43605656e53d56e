"""Gas boilers: how much of the gas ends in the water, and how hot the rest leaves."""

import numpy as np

from simulator2.record import Array

_DEW_POINT = 54.0  # of the flue gas of natural gas [degC]


def boiler_efficiency(rated: Array, condensing: Array, returned: Array, fire: Array) -> Array:
    """Share of the gas's upper heating value that heats the water, (B,).

    ``fire`` 0..1. Piecewise linear after the measured table of a Lochinvar Crest boiler (in LBNL's Modelica
    Buildings library): below the dew point a condensing boiler gains 0.33 % a kelvin of colder return, above
    it loses 0.07 %; at least fire it is 2 % better. One that does not condense has none of these gains.
    """
    below = np.minimum(np.maximum(_DEW_POINT - returned, 0.0), 30.0)
    above = np.maximum(returned - _DEW_POINT, 0.0)
    gained = condensing * (0.0033 * below + 0.02 * (1.0 - fire))
    efficiency: Array = np.minimum(rated * (gained - 0.0007 * above + 1.0), 0.985)
    return efficiency


def flue_temperature(condensing: Array, returned: Array, fire: Array, fouling: Array) -> Array:
    """Flue gas of a burning boiler [degC], (B,): close to the return if it condenses, far above if not.

    Fouling heats it by 8 K a per cent of efficiency lost, a third of the rule of thumb (22 K a per cent) that
    gives all of the loss to the flue; the share is an estimate.
    """
    clean = returned + 90.0 + 60.0 * fire - condensing * (80.0 + 35.0 * fire)
    flue: Array = clean + 800.0 * (1.0 - fouling)
    return flue
