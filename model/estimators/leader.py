"""The leader: an engineer's prior, evidence, causes and answers, added up."""

from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.optimize import minimize

from model.estimators.classifier import CandidateClassifier
from model.frames.windows import Floats

# How far practice may move it: one standard deviation of its shift and of its slope. A day of a building
# repeats its other days, and the candidates of a day each other.
_SHIFT, _SLOPE = 0.5, 0.25
_WORTH = 0.1


class EngineersBelief(CandidateClassifier):
    """p of the model itself, from the columns ``TERMS``; with nothing learned it is that to the last digits.

    ``learns``: whether ``fit`` finds one shift and one slope for all, shrunk to 0 and 1. Answers are added
    afterwards, since nobody answers in practice.
    """

    def __init__(self, *, learns: bool = False) -> None:
        self.learns = learns

    def fit(self, X: pd.DataFrame, y: ArrayLike) -> Self:  # noqa: N803  # as scikit-learn names it
        """Learn how far belief is to be trusted, or nothing."""
        self.shift_, self.slope_ = 0.0, 1.0
        if self.learns:
            self.shift_, self.slope_ = _calibrated(X["believed"].to_numpy(), np.asarray(y, dtype=np.bool_))
        return self

    def logits(self, table: pd.DataFrame) -> Floats:
        """Log-odds (N,) by all but the answers."""
        return np.asarray(self.shift_ + self.slope_ * table["believed"].to_numpy())


def _calibrated(believed: Floats, real: Floats) -> tuple[float, float]:
    def loss(at: Floats) -> float:
        logits = at[0] + at[1] * believed
        surprise = np.logaddexp(0.0, np.where(real, -logits, logits)).sum()
        return float(_WORTH * surprise + 0.5 * ((at[0] / _SHIFT) ** 2 + ((at[1] - 1.0) / _SLOPE) ** 2))

    shift, slope = minimize(loss, np.array([0.0, 1.0]), method="L-BFGS-B").x
    return float(shift), float(slope)
