"""What a score of evidence was worth over many buildings in which it was known what was broken."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from model.windows import Floats

_FILE = "calibration.json"
# A fault may be made less sure, never one that cannot be shown: one that deserves that is to be mended. So
# the mistaken are no more than this share of those that have the fault.
MOST_MISTAKEN = 0.6


@dataclass(frozen=True, slots=True)
class Calibration:
    """From a fault's score to its log-likelihood ratio.

    ``mistaken``: share of equipment that shows the fault for good without having it, since no rule holds for
    every building; ``slope`` of the score.
    """

    mistaken: float = 0.0
    slope: float = 1.0


def worth(score: Floats, mistaken: Floats, slope: Floats | float = 1.0) -> Floats:
    """Log-likelihood ratio of scores, shapes alike: however high, no more than the mistaken ones leave.

    >>> worth(np.array([-2.0, 3.0, 7.0]), np.array(0.005)).round(1)
    array([-2. ,  2.9,  5.1])
    """
    with np.errstate(divide="ignore"):
        least = np.log(mistaken)
    found: Floats = -np.logaddexp(-slope * score, least)
    return found


@dataclass(frozen=True, slots=True)
class _Stored:
    usual: Calibration
    faults: Mapping[str, Calibration]


@cache
def _stored() -> _Stored:
    stored = json.loads((files("model.trained") / _FILE).read_text(encoding="utf-8"))
    slope = stored["slope"]
    return _Stored(
        Calibration(stored["mistaken"], slope),
        {fault: Calibration(found, slope) for fault, found in stored["faults"].items()},
    )


def trained_calibration(fault: str) -> Calibration:
    """What was learned of a fault's scores; of one that was never looked at, what holds for all."""
    stored = _stored()
    return stored.faults.get(fault, stored.usual)
