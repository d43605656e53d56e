"""What a score of evidence was worth over many buildings in which it was known what was broken."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_FILE = "calibration.json"


@cache
def _stored() -> Mapping[str, tuple[float, float]]:
    stored = json.loads((files("model.trained") / _FILE).read_text(encoding="utf-8"))
    return {fault: (found["shift"], found["slope"]) for fault, found in stored["faults"].items()}


def trained_calibration(fault: str) -> tuple[float, float]:
    """Shift and slope from a fault's score to its log-likelihood ratio; 0 and 1 where nothing was learned."""
    return _stored().get(fault, (0.0, 1.0))
