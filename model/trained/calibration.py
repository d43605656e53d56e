"""What a score of evidence was worth over many buildings in which it was known what was broken."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.frames.windows import Floats
from model.trained.folder import artefact

_FILE = "calibration.json"
# A fault may be made less sure, never one that cannot be shown: one that deserves that is to be mended.
MOST_MISTAKEN = 0.6
# What is over the floor may be taken for surer than its hours say, within what a simulator may teach.
MOST_STEEP = 3.0
# How sharply certainty ends where the mistaken begin; what is believed less is left as it is.
KNEE = 4.0


def raised(logits: Floats, slope: float) -> Floats:
    """Logits of claims, those over the floor steeper by ``slope``; what is believed less is left as it is.

    >>> raised(np.array([-2.0, 0.0, 1.0]), 2.0)
    array([-2.,  0.,  2.])
    """
    return np.where(logits > 0, slope * logits, logits)


def worth(logits: Floats, mistaken: Floats) -> Floats:
    """Logits of claims, shapes alike: however high, no more than the mistaken ones leave.

    ``mistaken``: for each one that has the fault, how many show it for good without having it, since no rule
    holds for every building.

    >>> worth(np.array([-2.0, 0.0, 7.0]), np.array(0.2)).round(1)
    array([-2. ,  0. ,  1.6])
    """
    with np.errstate(divide="ignore"):
        least = np.log(mistaken)
    found: Floats = -np.logaddexp(-KNEE * logits, KNEE * least) / KNEE
    return found


@dataclass(frozen=True, slots=True)
class _Stored:
    slope: float
    usual: float
    faults: Mapping[str, float]


@cache
def _stored() -> _Stored:
    stored = artefact(_FILE)
    return _Stored(stored["slope"], stored["mistaken"], stored["faults"])


def claim_slope() -> float:
    """How much surer than its hours say a claim over the floor was found to be, by its logit."""
    return _stored().slope


def mistaken_share(fault: str) -> float:
    """The share that was learned of a fault; of one that was never looked at, that of all."""
    stored = _stored()
    return stored.faults.get(fault, stored.usual)
