"""A challenger: the product with another estimator of p; evidence, value, floor and choice are the same."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
import pandas as pd

from model.estimators import Estimator, candidates_of, judged_by
from model.round import Judged
from model.site.graph import Manager, Site
from simulator.arena.policies.product import Product
from simulator.arena.policy import Heard, Suggestion

# What of an answer an estimator that learns by itself takes for a yes and for a no.
_DENIALS = frozenset({"not_real", "wrong_cause"})


@runtime_checkable
class Learning(Protocol):
    """An estimator that learns from each answer."""

    def partial_fit(self, X: pd.DataFrame, y: Sequence[bool]) -> object:  # noqa: N803
        """Learn from answers."""


class Challenger(Product):
    """The product by the p of ``estimator``, which is fitted; one that learns is told of answers."""

    def __init__(self, name: str, estimator: Estimator) -> None:
        self.name = name
        self.estimator = estimator

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Import the site."""
        super().begin(site, managers)
        self._judged: dict[str, Judged] = {}
        self._shown: dict[str, pd.DataFrame] = {}

    def judged(self, manager: Manager, now_ms: int) -> list[Judged]:
        """What is believed now of the buildings of a manager, by the estimator."""
        found = super().judged(manager, now_ms)
        self._judged |= {each.building.id: each for each in found}
        return [judged_by(each, self.estimator) for each in found]

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """One round and one look; what is shown is kept as it was then."""
        suggestion = super().choose(manager, now_ms)
        if suggestion is not None and isinstance(self.estimator, Learning):
            table = candidates_of(self._judged[suggestion.building])
            same = (table["equipment"] == suggestion.equipment) & (table["fault"] == suggestion.fault)
            self._shown[suggestion.id] = table[same]
        return suggestion

    def hear(self, manager: str, heard: Heard) -> None:
        """Remember an answer, and learn from it what it says of a fault that was there or not."""
        super().hear(manager, heard)
        real = _real(heard)
        row = self._shown.get(heard.suggestion.id)
        if real is not None and row is not None and len(row) and isinstance(self.estimator, Learning):
            self.estimator.partial_fit(row, np.full(len(row), real).tolist())


def _real(heard: Heard) -> bool | None:
    if heard.said == "done":
        return True
    return False if heard.said == "dismissed" and heard.reason in _DENIALS else None
