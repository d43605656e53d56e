"""Challenger: gradient-boosted trees over the same evidence."""

from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.ensemble import HistGradientBoostingClassifier

from model.causes.causes import logit
from model.estimators.classifier import CandidateClassifier
from model.estimators.table import NUMBERS
from model.frames.windows import Floats

FEATURES = [*NUMBERS, "kind"]
# More evidence never makes a fault less likely; what else it means, the examples say.
RISING = {"believed": 1, "gathered": 1, "explained": 1}


class GrownTrees(CandidateClassifier):
    """What is grown of examples: so many ``trees`` of so many ``leaves``, of at ``least`` so many each."""

    def __init__(self, *, trees: int = 150, leaves: int = 8, least: int = 40, random_state: int = 0) -> None:
        self.trees = trees
        self.leaves = leaves
        self.least = least
        self.random_state = random_state


class BoostedTrees(GrownTrees):
    """p by scikit-learn's histogram gradient boosting; answers are added as logits."""

    def fit(self, X: pd.DataFrame, y: ArrayLike) -> Self:  # noqa: N803  # as scikit-learn names it
        """Learn from a table of candidates, and whether each was there."""
        self.model_ = HistGradientBoostingClassifier(
            learning_rate=0.05,
            max_iter=self.trees,
            max_leaf_nodes=self.leaves,
            min_samples_leaf=self.least,
            l2_regularization=5.0,
            categorical_features="from_dtype",
            monotonic_cst=RISING,
            early_stopping=False,
            random_state=self.random_state,
        ).fit(X[FEATURES], np.asarray(y, dtype=np.bool_))
        return self

    def logits(self, table: pd.DataFrame) -> Floats:
        """Log-odds (N,) by all but the answers."""
        return logit(np.clip(self.model_.predict_proba(table[FEATURES])[:, 1], 1e-9, 1 - 1e-9))
