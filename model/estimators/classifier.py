"""What leader and challengers have in common: logits of evidence, to which answers are added."""

from abc import abstractmethod

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from model.causes.causes import expit
from model.frames.windows import Flags, Floats


class CandidateClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """p of the candidates of a table (``candidates_of``); who inherits has ``fit`` and the logits.

    Nobody answers in practice, so what people said (column "answered") is learned elsewhere and added here.
    """

    classes_ = np.array([False, True])

    @abstractmethod
    def logits(self, table: pd.DataFrame) -> Floats:
        """Log-odds (N,) by all but the answers."""

    def predict_proba(self, X: pd.DataFrame) -> Floats:  # noqa: N803  # as scikit-learn names it
        """Probabilities (N, 2) of "not there" and "there"."""
        check_is_fitted(self)
        there = expit(self.logits(X) + X["answered"].to_numpy())
        return np.stack([1.0 - there, there], axis=1)

    def predict(self, X: pd.DataFrame) -> Flags:  # noqa: N803
        """Whether it is likelier there than not."""
        return np.asarray(self.predict_proba(X)[:, 1] > 0.5)
