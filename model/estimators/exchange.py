"""Another estimator in the place of the leader: the same evidence, value, floor and choice, another p."""

from dataclasses import replace
from typing import Any, Protocol

import numpy as np
import pandas as pd

from model.causes.causes import logit
from model.estimators.table import candidates_of
from model.frames.windows import Floats
from model.ranking.impact import impacts_of
from model.ranking.rows import rows_of
from model.round import Judged

_LEAST = 1e-9


class Estimator(Protocol):
    """As scikit-learn has it, over the table of ``candidates_of``."""

    def fit(self, X: pd.DataFrame, y: Any) -> "Estimator":  # noqa: N803, ANN401
        """Learn."""

    def predict_proba(self, X: pd.DataFrame) -> Floats:  # noqa: N803
        """Probabilities (N, 2) of "not there" and "there"."""


def judged_by(judged: Judged, estimator: Estimator) -> Judged:
    """A building with the probabilities that ``estimator`` (fitted) gives its candidates.

    What it differs from the leader by stands in ``explained``, so that terms still add up.
    """
    table = candidates_of(judged)
    if table.empty:
        return judged
    p = np.clip(estimator.predict_proba(table)[:, 1], _LEAST, 1 - _LEAST)
    chances = dict(judged.chances)
    for kind, at in table.groupby("kind", observed=True).indices.items():
        held, place = chances[str(kind)], (table["row"].to_numpy()[at], table["column"].to_numpy()[at])
        probability, explained = held.probability.copy(), held.explained.copy()
        probability[place] = p[at]
        explained[place] = (
            logit(p[at]) - (held.prior + held.gathered + held.complained + held.answered)[place]
        )
        chances[str(kind)] = replace(held, probability=probability, explained=explained)
    rows = rows_of(judged.beliefs, chances, judged.topology, judged.craft, judged.outdoor_c)
    return replace(judged, chances=chances, rows=rows, impacts=impacts_of(rows, judged.craft))
