"""How far a score is to be trusted: a shift and a slope for each fault, shrunk to all faults, to 0 and 1."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from sklearn.base import BaseEstimator, ClassifierMixin, clone  # type: ignore[import-untyped]
from sklearn.utils.validation import check_is_fitted  # type: ignore[import-untyped]

from model.windows import Flags, Floats

# What is learned of one maker of buildings is held within these: it may lower a claim further than raise it.
_BOUNDS = {"shift": (-1.5, 0.0), "slope": (0.6, 1.2), "slope_against": (0.4, 1.1)}
_TERMS = tuple(_BOUNDS)
_DAYS_A_BUILDING = 4.0
# A fault that never arose here has a rate all the same: as if it had been looked for so often more.
_IMAGINED = 50.0


@dataclass(frozen=True, slots=True)
class _Rows:
    """N examples: ``terms`` (N, 3) are what shift and slopes multiply, ``fault`` (N,) of ``count`` ones."""

    fault: NDArray[np.int64]
    terms: Floats
    real: Flags
    offset: Floats
    weight: Floats
    count: int


class ScoreCalibration(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Log-odds = log-odds of the fault's rate + shift + slope x score, with another slope below zero.

    ``X`` has the columns "fault" and "score". The rate is the sample's own, so that what is learned holds at
    any prior. All terms are shrunk to those of all faults (``alike``: one standard deviation between one
    fault and all), and those to 0, 1 and 1 (``nothing``): a fault can hide, and odd days look like faults.
    """

    def __init__(self, *, alike: float = 0.2, nothing: float = 0.2) -> None:
        self.alike = alike
        self.nothing = nothing

    def fit(self, X: pd.DataFrame, y: ArrayLike) -> "ScoreCalibration":  # noqa: N803  # as scikit-learn names it
        """Learn from examples; the same ones give the same numbers."""
        real = np.asarray(y, dtype=np.bool_)
        self.classes_ = np.array([False, True])
        self.faults_, fault = np.unique(X["fault"].to_numpy(dtype=np.str_), return_inverse=True)
        count = len(self.faults_)
        there, number = np.bincount(fault, weights=real, minlength=count), np.bincount(fault, minlength=count)
        self.rate_ = (there + max(float(real.mean()), 1e-6) * _IMAGINED) / (number + _IMAGINED)
        # Days of one building repeat each other.
        weight = np.full(len(real), 1.0 / _DAYS_A_BUILDING)
        terms = _terms(X["score"].to_numpy(dtype=np.float64))
        rows = _Rows(fault, terms, real, _logit(self.rate_)[fault], weight, count)
        size = len(_TERMS)
        start = np.concatenate([[0.0, 1.0, 1.0], np.zeros(size * count)])
        low, high = np.array(list(_BOUNDS.values())).T
        bounds = [*_BOUNDS.values(), *[(None, None)] * (size * count)]
        found = minimize(self._loss, start, args=(rows,), jac=True, method="L-BFGS-B", bounds=bounds)
        self.all_ = np.clip(found.x[:size], low, high)
        self.terms_ = np.clip(found.x[:size] + found.x[size:].reshape(count, size), low, high)
        return self

    def _loss(self, at: Floats, rows: _Rows) -> tuple[float, Floats]:
        size = len(_TERMS)
        whole, own = at[:size], at[size:].reshape(rows.count, size)
        logits = rows.offset + ((whole + own[rows.fault]) * rows.terms).sum(axis=1)
        away = (whole - np.array([0.0, 1.0, 1.0])) / self.nothing
        loss = float((rows.weight * np.logaddexp(0.0, np.where(rows.real, -logits, logits))).sum())
        loss += 0.5 * float(np.square(away).sum() + np.square(own / self.alike).sum())
        off = rows.weight * (1.0 / (1.0 + np.exp(-np.clip(logits, -40, 40))) - rows.real)
        each = np.stack(
            [
                np.bincount(rows.fault, weights=off * rows.terms[:, term], minlength=rows.count)
                for term in range(size)
            ],
            axis=1,
        )
        return loss, np.concatenate(
            [each.sum(axis=0) + away / self.nothing, (each + own / self.alike**2).ravel()]
        )

    def uncalibrated(self) -> "ScoreCalibration":
        """The same rates with scores taken as they are: what to compare with."""
        check_is_fitted(self)
        plain: ScoreCalibration = clone(self)
        plain.classes_, plain.faults_, plain.rate_ = self.classes_, self.faults_, self.rate_
        plain.all_ = np.array([0.0, 1.0, 1.0])
        plain.terms_ = np.tile(plain.all_, (len(self.faults_), 1))
        return plain

    def predict_proba(self, X: pd.DataFrame) -> NDArray[np.float64]:  # noqa: N803
        """Probabilities (N, 2) of "not there" and "there", at the rates of what was learned from."""
        check_is_fitted(self)
        known = {fault: at for at, fault in enumerate(self.faults_)}
        at = np.array([known.get(fault, -1) for fault in X["fault"]], dtype=np.int64)
        rate = np.where(at >= 0, self.rate_[at], self.rate_.mean())
        terms = np.where(at[:, None] >= 0, self.terms_[at], self.all_)
        logits = _logit(rate) + (terms * _terms(X["score"].to_numpy(dtype=np.float64))).sum(axis=1)
        there = 1.0 / (1.0 + np.exp(-logits))
        return np.stack([1 - there, there], axis=1)

    def predict(self, X: pd.DataFrame) -> NDArray[np.bool_]:  # noqa: N803
        """Whether it is likelier there than not."""
        return np.asarray(self.predict_proba(X)[:, 1] > 0.5)

    def document(self) -> dict[str, Any]:
        """Shift and slopes by fault, as the artefact has them."""
        check_is_fitted(self)
        return {
            str(fault): {name: round(float(value), 4) for name, value in zip(_TERMS, terms, strict=True)}
            for fault, terms in zip(self.faults_, self.terms_, strict=True)
        }


def _terms(score: Floats) -> Floats:
    return np.stack([np.ones_like(score), np.maximum(score, 0.0), np.minimum(score, 0.0)], axis=1)


def _logit(p: Floats) -> Floats:
    return np.asarray(np.log(p) - np.log1p(-p))
