"""How far a score is to be trusted: a shift and a slope for each fault, shrunk to all faults, to 0 and 1."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from sklearn.base import BaseEstimator, ClassifierMixin  # type: ignore[import-untyped]
from sklearn.utils.validation import check_is_fitted  # type: ignore[import-untyped]

from model.windows import Flags, Floats

_LEAST_SLOPE, _MOST_SLOPE = 0.5, 1.3
_LEAST_SHIFT, _MOST_SHIFT = -2.0, 0.7
_DAYS_A_BUILDING = 4.0


@dataclass(frozen=True, slots=True)
class _Rows:
    fault: NDArray[np.int64]
    score: Floats
    real: Flags
    offset: Floats
    weight: Floats
    count: int


class ScoreCalibration(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Log-odds = log-odds of the fault's rate + shift + slope x score.

    ``X`` has the columns "fault" and "score". The rate is the sample's own, so that shift and slope hold at
    any prior; both are shrunk to what holds for all faults (``alike``, ``alike_slope``: one standard
    deviation between one fault and all), and that to 0 and 1 (``nothing``, ``nothing_slope``).
    """

    def __init__(
        self,
        *,
        alike: float = 0.5,
        alike_slope: float = 0.15,
        nothing: float = 0.5,
        nothing_slope: float = 0.15,
    ) -> None:
        self.alike = alike
        self.alike_slope = alike_slope
        self.nothing = nothing
        self.nothing_slope = nothing_slope

    def fit(self, X: pd.DataFrame, y: ArrayLike) -> "ScoreCalibration":  # noqa: N803  # as scikit-learn names it
        """Learn from examples; the same ones give the same numbers."""
        real = np.asarray(y, dtype=np.bool_)
        self.classes_ = np.array([False, True])
        self.faults_, fault = np.unique(X["fault"].to_numpy(dtype=np.str_), return_inverse=True)
        count = len(self.faults_)
        number = np.bincount(fault, minlength=count)
        there = np.bincount(fault, weights=real, minlength=count)
        # One building in fifty of the overall rate where a fault never arose: its rate is not zero.
        overall = max(float(real.mean()), 1e-6)
        self.rate_ = (there + overall * 50) / (number + 50)
        offset = np.log(self.rate_) - np.log1p(-self.rate_)
        # Days of one building repeat each other.
        weight = np.full(len(real), 1.0 / _DAYS_A_BUILDING)
        rows = _Rows(fault, X["score"].to_numpy(dtype=np.float64), real, offset[fault], weight, count)
        start = np.concatenate([[0.0, 1.0], np.zeros(count), np.zeros(count)])
        found = minimize(self._loss, start, args=(rows,), jac=True, method="L-BFGS-B")
        shift, slope = found.x[0] + found.x[2 : 2 + count], found.x[1] + found.x[2 + count :]
        self.shift_ = np.clip(shift, _LEAST_SHIFT, _MOST_SHIFT)
        self.slope_ = np.clip(slope, _LEAST_SLOPE, _MOST_SLOPE)
        self.all_ = (float(found.x[0]), float(found.x[1]))
        return self

    def _loss(self, at: Floats, rows: _Rows) -> tuple[float, Floats]:
        own, own_slope = at[2 : 2 + rows.count], at[2 + rows.count :]
        shift, slope = at[0] + own[rows.fault], at[1] + own_slope[rows.fault]
        logits = rows.offset + shift + slope * rows.score
        signed = np.where(rows.real, logits, -logits)
        loss = float((rows.weight * np.logaddexp(0.0, -signed)).sum())
        off = rows.weight * (1.0 / (1.0 + np.exp(-np.clip(logits, -40, 40))) - rows.real)
        by_fault = np.bincount(rows.fault, weights=off, minlength=rows.count)
        by_slope = np.bincount(rows.fault, weights=off * rows.score, minlength=rows.count)
        loss += 0.5 * float(
            (at[0] / self.nothing) ** 2
            + ((at[1] - 1) / self.nothing_slope) ** 2
            + np.square(own / self.alike).sum()
            + np.square(own_slope / self.alike_slope).sum()
        )
        slope_of_loss = np.concatenate(
            [
                [by_fault.sum() + at[0] / self.nothing**2],
                [by_slope.sum() + (at[1] - 1) / self.nothing_slope**2],
                by_fault + own / self.alike**2,
                by_slope + own_slope / self.alike_slope**2,
            ]
        )
        return loss, slope_of_loss

    def predict_proba(self, X: pd.DataFrame) -> NDArray[np.float64]:  # noqa: N803
        """Probabilities (N, 2) of "not there" and "there", at the rates of what was learned from."""
        check_is_fitted(self)
        known = {fault: at for at, fault in enumerate(self.faults_)}
        at = np.array([known.get(fault, -1) for fault in X["fault"]], dtype=np.int64)
        rate = np.where(at >= 0, self.rate_[at], self.rate_.mean())
        shift = np.where(at >= 0, self.shift_[at], self.all_[0])
        slope = np.where(at >= 0, self.slope_[at], self.all_[1])
        logits = np.log(rate) - np.log1p(-rate) + shift + slope * X["score"].to_numpy(dtype=np.float64)
        there = 1.0 / (1.0 + np.exp(-logits))
        return np.stack([1 - there, there], axis=1)

    def predict(self, X: pd.DataFrame) -> NDArray[np.bool_]:  # noqa: N803
        """Whether it is likelier there than not."""
        return np.asarray(self.predict_proba(X)[:, 1] > 0.5)

    def document(self) -> dict[str, Any]:
        """Shift and slope by fault, as the artefact has them."""
        check_is_fitted(self)
        return {
            str(fault): {"shift": round(float(shift), 4), "slope": round(float(slope), 4)}
            for fault, shift, slope in zip(self.faults_, self.shift_, self.slope_, strict=True)
        }
