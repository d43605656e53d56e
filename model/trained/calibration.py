"""What a score of evidence was worth over many buildings in which it was known what was broken."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FILE = "calibration.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """From a fault's score to its log-likelihood ratio: ``slope`` above zero, ``slope_against`` below it."""

    shift: float = 0.0
    slope: float = 1.0
    slope_against: float = 1.0


@cache
def _stored() -> Mapping[str, Calibration]:
    stored = json.loads((files("model.trained") / _FILE).read_text(encoding="utf-8"))
    return {fault: Calibration(**found) for fault, found in stored["faults"].items()}


def trained_calibration(fault: str) -> Calibration:
    """What was learned of a fault's scores; as they are where nothing was."""
    return _stored().get(fault, Calibration())
