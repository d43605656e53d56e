"""How far a score is to be trusted: how often healthy equipment shows a fault's signature all the same."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from sklearn.base import BaseEstimator, ClassifierMixin, clone  # type: ignore[import-untyped]
from sklearn.utils.validation import check_is_fitted  # type: ignore[import-untyped]

from model.trained.calibration import MOST_MISTAKEN, Calibration, worth
from model.windows import Flags, Floats

COLUMNS = ("fault", "prior", "score", "others", "place", "group")
# The log of the share of mistaken equipment, and the slope, before anything was learned.
_USUAL_LOG, _USUAL_SLOPE = float(np.log(0.002)), 1.0
_SLOPES = (0.7, 1.0)
# Learned of what was believed: of what nobody would look at, only the priors could be learned.
_LEAST_LOGIT = float(np.log(0.3 / 0.7))
_LEAST_LOG, _MOST_LOG = float(np.log(1e-4)), float(np.log(0.05))


@dataclass(frozen=True, slots=True)
class _Rows:
    """N examples: ``offset`` logits of all but the score; ``fault`` (N,) of ``count`` ones."""

    fault: NDArray[np.int64]
    offset: Floats
    score: Floats
    real: Flags
    weight: Floats
    count: int


class ScoreCalibration(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Log-odds = prior + others + what a score is worth, ``worth(score, mistaken, slope)``.

    ``X`` has the ``COLUMNS``. ``mistaken`` is the share of equipment that shows a fault for good without
    having it, one for each fault, shrunk to that of all (``alike``: one standard deviation of its
    logarithm), and that to two in a thousand (``nothing``); the slope to 1 (``straight``).
    """

    def __init__(self, *, alike: float = 0.3, nothing: float = 1.0, straight: float = 0.1) -> None:
        self.alike = alike
        self.nothing = nothing
        self.straight = straight

    def fit(self, X: pd.DataFrame, y: ArrayLike) -> "ScoreCalibration":  # noqa: N803  # as scikit-learn names it
        """Learn from examples; the same ones give the same numbers."""
        real = np.asarray(y, dtype=np.bool_)
        self.classes_ = np.array([False, True])
        self.faults_, fault = np.unique(X["fault"].to_numpy(dtype=np.str_), return_inverse=True)
        count = len(self.faults_)
        self.prior_ = np.bincount(fault, weights=X["prior"], minlength=count) / np.bincount(
            fault, minlength=count
        )
        offset = (X["prior"] + X["others"]).to_numpy(dtype=np.float64)
        score = X["score"].to_numpy(dtype=np.float64)
        told = offset + score >= _LEAST_LOGIT
        rows = _Rows(fault[told], offset[told], score[told], real[told], claims_once(X[told]), count)
        start = np.concatenate([[_USUAL_SLOPE, _USUAL_LOG], np.zeros(count)])
        bounds = [_SLOPES, (_LEAST_LOG, _MOST_LOG), *[(-3.0, 3.0)] * count]
        found = minimize(self._loss, start, args=(rows,), jac=True, method="L-BFGS-B", bounds=bounds)
        self.slope_, self.all_ = float(found.x[0]), float(np.exp(found.x[1]))
        most = np.exp(self.prior_) * MOST_MISTAKEN
        self.mistaken_ = np.minimum(np.exp(np.clip(found.x[1] + found.x[2:], _LEAST_LOG, _MOST_LOG)), most)
        return self

    def _loss(self, at: Floats, rows: _Rows) -> tuple[float, Floats]:
        slope, usual, own = at[0], at[1], at[2:]
        log_mistaken = usual + own[rows.fault]
        said = -np.logaddexp(-slope * rows.score, log_mistaken)
        logits = rows.offset + said
        away, off_line = (usual - _USUAL_LOG) / self.nothing, (slope - _USUAL_SLOPE) / self.straight
        loss = float((rows.weight * np.logaddexp(0.0, np.where(rows.real, -logits, logits))).sum())
        loss += 0.5 * float(away**2 + off_line**2 + np.square(own / self.alike).sum())
        off = rows.weight * (1.0 / (1.0 + np.exp(-np.clip(logits, -40, 40))) - rows.real)
        # Of what a score is worth, the share that hangs on the score, and that which the mistaken take.
        by_score = np.exp(np.clip(-slope * rows.score + said, -60, 0))
        each = -np.bincount(rows.fault, weights=off * (1 - by_score), minlength=rows.count)
        return loss, np.concatenate(
            [
                [
                    float((off * by_score * rows.score).sum()) + off_line / self.straight,
                    float(each.sum()) + away / self.nothing,
                ],
                each + own / self.alike**2,
            ]
        )

    def uncalibrated(self) -> "ScoreCalibration":
        """Scores taken as they are: what to compare with."""
        check_is_fitted(self)
        plain: ScoreCalibration = clone(self)
        plain.classes_, plain.faults_, plain.prior_ = self.classes_, self.faults_, self.prior_
        plain.slope_, plain.all_, plain.mistaken_ = 1.0, 0.0, np.zeros(len(self.faults_))
        return plain

    def predict_proba(self, X: pd.DataFrame) -> NDArray[np.float64]:  # noqa: N803
        """Probabilities (N, 2) of "not there" and "there"."""
        check_is_fitted(self)
        known = {fault: at for at, fault in enumerate(self.faults_)}
        at = np.array([known.get(fault, -1) for fault in X["fault"]], dtype=np.int64)
        prior = X["prior"].to_numpy(dtype=np.float64)
        mistaken = np.where(at >= 0, self.mistaken_[at], np.minimum(self.all_, np.exp(prior) * MOST_MISTAKEN))
        said = worth(X["score"].to_numpy(dtype=np.float64), mistaken, self.slope_)
        logits = prior + X["others"].to_numpy(dtype=np.float64) + said
        there = 1.0 / (1.0 + np.exp(-np.clip(logits, -40, 40)))
        return np.stack([1 - there, there], axis=1)

    def predict(self, X: pd.DataFrame) -> NDArray[np.bool_]:  # noqa: N803
        """Whether it is likelier there than not."""
        return np.asarray(self.predict_proba(X)[:, 1] > 0.5)

    def document(self) -> dict[str, Any]:
        """What the artefact says: slope, the share of all, and that of each fault."""
        check_is_fitted(self)
        found = {
            str(fault): round(float(share), 6)
            for fault, share in zip(self.faults_, self.mistaken_, strict=True)
        }
        return {"slope": round(self.slope_, 4), "mistaken": round(self.all_, 6), "faults": found}

    def learned(self, fault: str) -> Calibration:
        """What was learned of one fault."""
        at = np.flatnonzero(self.faults_ == fault)
        return Calibration(float(self.mistaken_[at[0]]) if len(at) else self.all_, self.slope_)


def claims_once(rows: pd.DataFrame) -> Floats:
    """Weights (N,): the days of one fault of one equipment repeat each other, and count as one."""
    of_one = rows.groupby(["group", "place", "fault"])["score"].transform("size")
    return 1.0 / of_one.to_numpy(dtype=np.float64)
