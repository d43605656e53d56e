"""Estimators of p over one table of candidates, as scikit-learn has them: the leader and its challengers."""

from collections.abc import Callable, Mapping

from model.estimators.bandit import ThompsonSampling
from model.estimators.exchange import Estimator, judged_by
from model.estimators.leader import EngineersBelief
from model.estimators.ranked import MissingRankerError, RankedLists
from model.estimators.table import candidates_of
from model.estimators.trees import BoostedTrees

__all__ = [
    "ESTIMATORS",
    "BoostedTrees",
    "EngineersBelief",
    "Estimator",
    "MissingRankerError",
    "RankedLists",
    "ThompsonSampling",
    "candidates_of",
    "judged_by",
]

ESTIMATORS: Mapping[str, Callable[[], Estimator]] = {
    "belief": EngineersBelief,
    "calibrated": lambda: EngineersBelief(learns=True),
    "trees": BoostedTrees,
    "ranked": RankedLists,
    "bandit": ThompsonSampling,
}
