"""Challenger: a contextual bandit, which tries what it is not sure of and learns from each answer."""

from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.utils.validation import check_is_fitted

from model.causes.causes import expit
from model.estimators.classifier import CandidateClassifier
from model.frames.windows import Floats

# An engineer's start: belief counts as it is, the rest as nothing, each so uncertain.
_LIKELY = {"one": 0.0, "believed": 1.0, "explained": 0.0, "missing_roles": 0.0, "hours": 0.0, "unusual": 0.0}
_DOUBT = {"one": 0.5, "believed": 0.3, "explained": 0.2, "missing_roles": 0.1, "hours": 0.2, "unusual": 0.2}
_STEPS = 25


class ThompsonSampling(CandidateClassifier):
    """A Bayesian logistic regression (Laplace's approximation) whose p is that of coefficients drawn from it.

    A draw holds until something is learned, so that what is shown does not flap. ``worth`` is what an
    example of practice counts beside an answer of this customer: 0.02, since days of a building repeat each
    other and practice is elsewhere. Thompson 1933; Chapelle and Li 2011.
    """

    def __init__(self, *, worth: float = 0.02, random_state: int = 0) -> None:
        self.worth = worth
        self.random_state = random_state

    def fit(self, X: pd.DataFrame, y: ArrayLike) -> Self:  # noqa: N803  # as scikit-learn names it
        """Begin anew with what practice teaches."""
        self.mean_ = np.array(list(_LIKELY.values()))
        self.precision_ = np.diag(1.0 / np.square(list(_DOUBT.values())))
        self.times_ = 0
        return self._learned(X, y, self.worth)

    def partial_fit(self, X: pd.DataFrame, y: ArrayLike) -> Self:  # noqa: N803
        """Learn from answers, and draw anew."""
        check_is_fitted(self)
        return self._learned(X, y, 1.0)

    def _learned(self, table: pd.DataFrame, y: ArrayLike, worth: float) -> Self:
        """The most likely coefficients, by Newton's steps from those before, and how sure they are."""
        features, real = _features(table), np.asarray(y, dtype=np.float64)
        before, at = self.mean_, self.mean_.copy()
        precision = self.precision_
        for _ in range(_STEPS):
            p = expit(features @ at)
            slope = worth * features.T @ (p - real) + self.precision_ @ (at - before)
            precision = self.precision_ + worth * (features * (p * (1 - p))[:, None]).T @ features
            at = at - np.linalg.solve(precision, slope)
        self.mean_, self.precision_, self.times_ = at, precision, self.times_ + 1
        random = np.random.default_rng([self.random_state, self.times_])
        spread = np.linalg.cholesky(np.linalg.inv(self.precision_))
        self.drawn_ = self.mean_ + spread @ random.standard_normal(len(at))
        return self

    def logits(self, table: pd.DataFrame) -> Floats:
        """Log-odds (N,) by all but the answers, by the coefficients drawn last."""
        return np.asarray(_features(table) @ self.drawn_)


def _features(table: pd.DataFrame) -> Floats:
    return np.stack(
        [
            np.ones(len(table)),
            table["believed"].to_numpy(),
            table["explained"].to_numpy(),
            table["missing_roles"].to_numpy(),
            np.log1p(table["hours_for"].to_numpy()) - np.log(13.0),
            table["unusual"].to_numpy(),
        ],
        axis=1,
    )
