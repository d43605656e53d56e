"""How much of the outdoor air that people should have does not come, by what they breathe out."""

import numpy as np

from model.healthy.breath import OUTDOOR_PPM
from model.windows import Floats

# At rest a person's 5.2 mL/s in 7.4 L/s and person, about what offices are designed for (ASHRAE 62.1).
_USUAL_EXCESS_PPM = 700.0


def air_missing(co2: Floats) -> Floats:
    """Share of the air that a usual room would get [1], by carbon dioxide [ppm]; 0 where that is unknown.

    >>> air_missing(np.array([900.0, 1825.0, np.nan])).round(2)
    array([0. , 0.5, 0. ])
    """
    excess = co2 - OUTDOOR_PPM
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = np.clip(1.0 - _USUAL_EXCESS_PPM / excess, 0.0, 1.0)
    return np.where(excess > _USUAL_EXCESS_PPM, share, 0.0)
