"""How far a claim is to be trusted: how much surer than its hours it is, and how often it is mistaken."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.utils.validation import check_is_fitted

from model.frames.windows import Flags, Floats
from model.trained.calibration import KNEE, MOST_MISTAKEN, MOST_STEEP, raised, worth

COLUMNS = ("fault", "prior", "score", "others")
# The log of the share of mistaken equipment before anything was learned.
_USUAL_LOG = float(np.log(0.15))
_LEAST_LOG, _MOST_LOG = float(np.log(0.01)), float(np.log(MOST_MISTAKEN))


@dataclass(frozen=True, slots=True)
class _Rows:
    """N examples: ``logits`` as they are; ``fault`` (N,) of ``count`` ones."""

    fault: NDArray[np.int64]
    logits: Floats
    real: Flags
    count: int


class ScoreCalibration(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Log-odds = what prior, score and others add up to, ``raised`` and as far as the mistaken leave it.

    ``X`` has the ``COLUMNS``, a row each claim that would be shown; those under the floor teach nothing.
    The slope is one for all, drawn to 1 (``steep``: one standard deviation of its logarithm). ``mistaken``
    is, for each one that has a fault, how many show it for good without having it: one number for each fault,
    shrunk to that of all (``alike``, likewise), and that to 0.15 (``nothing``).
    """

    def __init__(self, *, steep: float = 0.5, alike: float = 1.0, nothing: float = 1.0) -> None:
        self.steep = steep
        self.alike = alike
        self.nothing = nothing

    def fit(self, X: pd.DataFrame, y: ArrayLike) -> "ScoreCalibration":  # noqa: N803  # as scikit-learn names it
        """Learn from examples; the same ones give the same numbers."""
        real = np.asarray(y, dtype=np.bool_)
        self.classes_ = np.array([False, True])
        self.faults_, fault = np.unique(X["fault"].to_numpy(dtype=np.str_), return_inverse=True)
        count = len(self.faults_)
        logits = _logits(X)
        told = logits >= 0
        rows = _Rows(fault[told], logits[told], real[told], count)
        start = np.concatenate([[0.0, _USUAL_LOG], np.zeros(count)])
        bounds = [(0.0, np.log(MOST_STEEP)), (_LEAST_LOG, _MOST_LOG), *[(-3.0, 3.0)] * count]
        found = minimize(self._loss, start, args=(rows,), jac=True, method="L-BFGS-B", bounds=bounds)
        self.slope_, self.all_ = float(np.exp(found.x[0])), float(np.exp(found.x[1]))
        self.mistaken_ = np.exp(np.clip(found.x[1] + found.x[2:], _LEAST_LOG, _MOST_LOG))
        return self

    def _loss(self, at: Floats, rows: _Rows) -> tuple[float, Floats]:
        steep, usual, own = at[0], at[1], at[2:]
        steeper = np.exp(steep) * rows.logits
        logits = -np.logaddexp(-KNEE * steeper, KNEE * (usual + own[rows.fault])) / KNEE
        away = (usual - _USUAL_LOG) / self.nothing
        loss = float(np.logaddexp(0.0, np.where(rows.real, -logits, logits)).sum())
        loss += 0.5 * float((steep / self.steep) ** 2 + away**2 + np.square(own / self.alike).sum())
        off = 1.0 / (1.0 + np.exp(-np.clip(logits, -40, 40))) - rows.real
        # Of what a score is worth, the share that hangs on the score, and that which the mistaken take.
        by_score = np.exp(np.clip(KNEE * (logits - steeper), -60, 0))
        each = -np.bincount(rows.fault, weights=off * (1 - by_score), minlength=rows.count)
        by_slope = float((off * by_score * steeper).sum()) + steep / self.steep**2
        by_all = float(each.sum()) + away / self.nothing
        return loss, np.concatenate([[by_slope, by_all], each + own / self.alike**2])

    def uncalibrated(self) -> "ScoreCalibration":
        """Scores taken as they are: what to compare with."""
        check_is_fitted(self)
        plain: ScoreCalibration = clone(self)
        plain.classes_, plain.faults_ = self.classes_, self.faults_
        plain.slope_, plain.all_, plain.mistaken_ = 1.0, 0.0, np.zeros(len(self.faults_))
        return plain

    def predict_proba(self, X: pd.DataFrame) -> NDArray[np.float64]:  # noqa: N803
        """Probabilities (N, 2) of "not there" and "there"."""
        check_is_fitted(self)
        known = {fault: at for at, fault in enumerate(self.faults_)}
        at = np.array([known.get(fault, -1) for fault in X["fault"]], dtype=np.int64)
        mistaken = np.append(self.mistaken_, self.all_)[at]
        logits = worth(raised(_logits(X), self.slope_), mistaken)
        there = 1.0 / (1.0 + np.exp(-np.clip(logits, -40, 40)))
        return np.stack([1 - there, there], axis=1)

    def predict(self, X: pd.DataFrame) -> NDArray[np.bool_]:  # noqa: N803
        """Whether it is likelier there than not."""
        return np.asarray(self.predict_proba(X)[:, 1] > 0.5)

    def document(self) -> dict[str, Any]:
        """What the artefact says: the slope, the share of all, and that of each fault."""
        check_is_fitted(self)
        found = {
            str(fault): round(float(share), 6)
            for fault, share in zip(self.faults_, self.mistaken_, strict=True)
        }
        return {"slope": round(self.slope_, 6), "mistaken": round(self.all_, 6), "faults": found}


def _logits(X: pd.DataFrame) -> Floats:  # noqa: N803
    """Logits (N,) of prior, score and all others, as the model adds them."""
    return (X["prior"] + X["score"] + X["others"]).to_numpy(dtype=np.float64)
