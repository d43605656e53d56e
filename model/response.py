"""What answers and verified repairs say of faults: how people respond to what is real and to what is not.

Answers are missing not at random: "done" is said of what was worth doing, "not real" mostly of what is not
there, "can't now" of either. So each counts by how much likelier it is of a fault that is there than of one
that is not, and what its giver was right about before counts in it. All of it stays with the customer: a
building learns from its own answers, a person from their own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

# Pseudo-counts, an engineer's guess until people are known: of faults that are there one in 25 is called
# not real (the look was short, the fault came and went), of those that are not four in five.
_WRONGLY_DENIED = (1.0, 24.0)
_RIGHTLY_DENIED = (8.0, 2.0)
# A repair that was done and did not help: the repair failed (one in five), or the cause is another one.
_NOT_FIXED = log(0.20 / 0.95)
# Correction of a fault, and of all faults of a building, as logits: one standard deviation.
_FAULT_DOUBT, _BUILDING_DOUBT = 0.8, 0.4
# What is shown is believed about so far.
_SHOWN = 0.75
# Words weigh less than what the data said afterwards, and a repair without a check still less.
_DENIED_WEIGHT, _VERIFIED_WEIGHT, _DONE_WEIGHT = 0.8, 1.0, 0.3
_LEAST_ANSWERS = 3


@dataclass(frozen=True, slots=True)
class Response:
    """One thing that was said, or that the data said after it, of a fault of an equipment.

    ``kind``: "denied" (not real, wrong cause), "done", "fixed" or "not_fixed" (done, and so found).
    """

    manager: str
    equipment: str
    fault: str
    kind: str
    at_ms: int
    kept: float = 1.0

    @property
    def real(self) -> float:
        """How far it speaks for something real: weight of a yes, negative of a no, 0 of neither."""
        return {"denied": -_DENIED_WEIGHT, "done": _DONE_WEIGHT, "fixed": _VERIFIED_WEIGHT}.get(
            self.kind, 0.0
        )


def said_by(manager: str, responses: Iterable[Response]) -> float:
    """Log-likelihood ratio of a "not real" by ``manager``, by what was found of what they denied before.

    A denied fault that was later repaired and then gone from the data was real.
    """
    theirs = [one for one in responses if one.manager == manager and one.kind == "denied"]
    fixed = [one for one in responses if one.kind == "fixed"]
    wrong = sum(
        any((f.equipment, f.fault) == (one.equipment, one.fault) and f.at_ms > one.at_ms for f in fixed)
        for one in theirs
    )
    real = sum(one.manager == manager for one in fixed) + wrong
    denied = (_WRONGLY_DENIED[0] + wrong) / (sum(_WRONGLY_DENIED) + real)
    return log(denied) - log(_RIGHTLY_DENIED[0] / sum(_RIGHTLY_DENIED))


def of_this_one(response: Response, responses: Sequence[Response]) -> float:
    """Logit that a response adds to the very fault that it is about; 0 for what is no evidence."""
    if response.kind == "denied":
        return said_by(response.manager, responses) * response.kept
    if response.kind == "not_fixed":
        return _NOT_FIXED * response.kept
    return 0.0


def corrections(responses: Sequence[Response]) -> tuple[dict[str, float], float]:
    """Logits by fault, and for all faults of the building, that its responses teach for other equipment.

    The most likely ones (MAP) with everything shown at a usual probability; small, and shrunk to nothing.
    One answer is an answer and no lesson: a building's own correction takes three.
    """
    told = [one for one in responses if one.real]
    faults = sorted({one.fault for one in told})
    if not told:
        return {}, 0.0
    which = np.array([faults.index(one.fault) for one in told])
    real = np.array([one.real for one in told])
    weight = np.abs(real) * np.array([one.kept for one in told])
    all_too = len(told) >= _LEAST_ANSWERS
    at = np.zeros(len(faults) + 1)
    design = np.zeros((len(told), len(faults) + 1))
    design[np.arange(len(told)), which] = 1.0
    design[:, -1] = float(all_too)
    precision = np.diag([*[1 / _FAULT_DOUBT**2] * len(faults), 1 / _BUILDING_DOUBT**2])
    for _ in range(20):
        p = 1 / (1 + np.exp(-(log(_SHOWN / (1 - _SHOWN)) + design @ at)))
        slope = design.T @ (weight * ((real > 0) - p)) - precision @ at
        curve = (design * (weight * p * (1 - p))[:, None]).T @ design + precision
        at = at + np.linalg.solve(curve, slope)
    return dict(zip(faults, at[:-1].tolist(), strict=True)), float(at[-1])
