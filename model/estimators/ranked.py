"""Challenger: LambdaMART, which learns to put what is real above what is not in each building's list."""

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from model.estimators.trees import FEATURES, RISING, GrownTrees
from model.frames.windows import Floats

INSTALL = "python -m pip install 'plantroom[challengers]'"
_FOLDS = 3


class MissingRankerError(ImportError):
    """LightGBM is not installed; the message says how to install it."""


class RankedLists(GrownTrees):
    """p by LightGBM's LambdaMART over the lists of column "look".

    A rank is no probability: what a score was worth on buildings apart (column "building") makes it one, so
    that it stands under the same floor and price of attention. Answers are added as logits.
    """

    def fit(self, X: pd.DataFrame, y: ArrayLike) -> Self:  # noqa: N803  # as scikit-learn names it
        """Learn from lists of candidates, and whether each was there. Raises MissingRankerError."""
        real = np.asarray(y, dtype=np.int64)
        score = np.zeros(len(X))
        folds = min(_FOLDS, X["building"].nunique())
        for learned, judged in GroupKFold(folds).split(X, real, X["building"]):
            ranker = self._ranker(X.iloc[learned], real[learned])
            score[judged] = ranker.predict(X.iloc[judged][FEATURES])
        self.worth_ = LogisticRegression().fit(score[:, None], real)
        self.model_ = self._ranker(X, real)
        return self

    def _ranker(self, table: pd.DataFrame, real: Any) -> Any:  # noqa: ANN401  # LightGBM's own
        try:
            from lightgbm import LGBMRanker  # noqa: PLC0415  # an extra
        except ImportError as error:
            raise MissingRankerError(f"LambdaMART needs the package lightgbm: {INSTALL}") from error
        order = np.argsort(table["look"].to_numpy(dtype=np.str_), kind="stable")
        _, sizes = np.unique(table["look"].to_numpy(dtype=np.str_), return_counts=True)
        ranker = LGBMRanker(
            n_estimators=self.trees,
            num_leaves=self.leaves,
            min_child_samples=self.least,
            learning_rate=0.05,
            reg_lambda=5.0,
            monotone_constraints=[RISING.get(name, 0) for name in FEATURES],
            random_state=self.random_state,
            deterministic=True,
            n_jobs=1,
            verbose=-1,
        )
        return ranker.fit(table[FEATURES].iloc[order], real[order], group=sizes)

    def logits(self, table: pd.DataFrame) -> Floats:
        """Log-odds (N,) by all but the answers."""
        score = self.model_.predict(table[FEATURES])
        return np.asarray(self.worth_.decision_function(score[:, None]))
