"""How far a score is to be trusted: how often healthy equipment shows a fault's signature all the same."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from sklearn.base import BaseEstimator, ClassifierMixin, clone  # type: ignore[import-untyped]
from sklearn.utils.validation import check_is_fitted  # type: ignore[import-untyped]

from model.trained.calibration import KNEE, MOST_MISTAKEN, worth
from model.windows import Flags, Floats

COLUMNS = ("fault", "prior", "score", "others", "place", "group")
# The log of the share of mistaken equipment before anything was learned.
_USUAL_LOG = float(np.log(0.15))
# Learned of what was believed: of what nobody would look at, only the priors could be learned.
_LEAST_LOGIT = float(np.log(0.3 / 0.7))
_LEAST_LOG, _MOST_LOG = float(np.log(0.01)), float(np.log(MOST_MISTAKEN))


@dataclass(frozen=True, slots=True)
class _Rows:
    """N examples: ``logits`` as they are; ``fault`` (N,) of ``count`` ones."""

    fault: NDArray[np.int64]
    logits: Floats
    real: Flags
    weight: Floats
    count: int


class ScoreCalibration(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Log-odds = what prior, score and others add up to, as far as the mistaken leave it (``worth``).

    ``X`` has the ``COLUMNS``. ``mistaken`` is, for each one that has a fault, how many show it for good
    without having it: one number for each fault, shrunk to that of all (``alike``: one standard deviation of
    its logarithm), and that to 0.15 (``nothing``).
    """

    def __init__(self, *, alike: float = 0.3, nothing: float = 1.0) -> None:
        self.alike = alike
        self.nothing = nothing

    def fit(self, X: pd.DataFrame, y: ArrayLike) -> "ScoreCalibration":  # noqa: N803  # as scikit-learn names it
        """Learn from examples; the same ones give the same numbers."""
        real = np.asarray(y, dtype=np.bool_)
        self.classes_ = np.array([False, True])
        self.faults_, fault = np.unique(X["fault"].to_numpy(dtype=np.str_), return_inverse=True)
        count = len(self.faults_)
        logits = _logits(X)
        told = logits >= _LEAST_LOGIT
        rows = _Rows(fault[told], logits[told], real[told], claims_once(X[told]), count)
        start = np.concatenate([[_USUAL_LOG], np.zeros(count)])
        bounds = [(_LEAST_LOG, _MOST_LOG), *[(-3.0, 3.0)] * count]
        found = minimize(self._loss, start, args=(rows,), jac=True, method="L-BFGS-B", bounds=bounds)
        self.all_ = float(np.exp(found.x[0]))
        self.mistaken_ = np.exp(np.clip(found.x[0] + found.x[1:], _LEAST_LOG, _MOST_LOG))
        return self

    def _loss(self, at: Floats, rows: _Rows) -> tuple[float, Floats]:
        usual, own = at[0], at[1:]
        logits = -np.logaddexp(-KNEE * rows.logits, KNEE * (usual + own[rows.fault])) / KNEE
        away = (usual - _USUAL_LOG) / self.nothing
        loss = float((rows.weight * np.logaddexp(0.0, np.where(rows.real, -logits, logits))).sum())
        loss += 0.5 * float(away**2 + np.square(own / self.alike).sum())
        off = rows.weight * (1.0 / (1.0 + np.exp(-np.clip(logits, -40, 40))) - rows.real)
        # Of what a score is worth, the share that hangs on the score, and that which the mistaken take.
        by_score = np.exp(np.clip(KNEE * (logits - rows.logits), -60, 0))
        each = -np.bincount(rows.fault, weights=off * (1 - by_score), minlength=rows.count)
        return loss, np.concatenate([[float(each.sum()) + away / self.nothing], each + own / self.alike**2])

    def uncalibrated(self) -> "ScoreCalibration":
        """Scores taken as they are: what to compare with."""
        check_is_fitted(self)
        plain: ScoreCalibration = clone(self)
        plain.classes_, plain.faults_ = self.classes_, self.faults_
        plain.all_, plain.mistaken_ = 0.0, np.zeros(len(self.faults_))
        return plain

    def predict_proba(self, X: pd.DataFrame) -> NDArray[np.float64]:  # noqa: N803
        """Probabilities (N, 2) of "not there" and "there"."""
        check_is_fitted(self)
        known = {fault: at for at, fault in enumerate(self.faults_)}
        at = np.array([known.get(fault, -1) for fault in X["fault"]], dtype=np.int64)
        logits = worth(_logits(X), np.where(at >= 0, self.mistaken_[at], self.all_))
        there = 1.0 / (1.0 + np.exp(-np.clip(logits, -40, 40)))
        return np.stack([1 - there, there], axis=1)

    def predict(self, X: pd.DataFrame) -> NDArray[np.bool_]:  # noqa: N803
        """Whether it is likelier there than not."""
        return np.asarray(self.predict_proba(X)[:, 1] > 0.5)

    def document(self) -> dict[str, Any]:
        """What the artefact says: the share of all, and that of each fault."""
        check_is_fitted(self)
        found = {
            str(fault): round(float(share), 6)
            for fault, share in zip(self.faults_, self.mistaken_, strict=True)
        }
        return {"mistaken": round(self.all_, 6), "faults": found}


def _logits(X: pd.DataFrame) -> Floats:  # noqa: N803
    """Logits (N,) of prior, score and all others, as the model adds them."""
    return (X["prior"] + X["score"] + X["others"]).to_numpy(dtype=np.float64)


def claims_once(rows: pd.DataFrame) -> Floats:
    """Weights (N,): the days of one fault of one equipment repeat each other, and count as one."""
    of_one = rows.groupby(["group", "place", "fault"])["score"].transform("size")
    return 1.0 / of_one.to_numpy(dtype=np.float64)
