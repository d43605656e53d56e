"""A challenger is the product by another p, and learns from answers where its estimator does."""

import pandas as pd
import pytest

from model.estimators import EngineersBelief, ThompsonSampling
from simulator.arena.policies.challenger import Challenger
from simulator.arena.policies.product import Product
from tests.model.estimators.practising import practised
from tests.simulator.arena.fakes import START
from tests.simulator.arena.policies.speaking import HOUR_MS, answer
from tests.simulator.arena.policies.test_product import shown_by


class Listening(ThompsonSampling):
    """Remembers what it is told."""

    def partial_fit(self, X: pd.DataFrame, y: object) -> "Listening":  # noqa: N803
        self.told_ = [*getattr(self, "told_", []), (list(X["fault"]), y)]
        return self


def test_by_the_leaders_p_it_shows_what_the_product_shows() -> None:
    leader = Challenger("product_belief", EngineersBelief().fit(*practised(10)))
    ours, theirs = shown_by(leader), shown_by(Product())
    assert [each and (each.id, each.action) for each in ours] == [
        each and (each.id, each.action) for each in theirs
    ]
    told = [[each.probability for each in shown if each] for shown in (ours, theirs)]
    assert told[0] == pytest.approx(told[1], abs=1e-12)


def test_what_was_done_is_a_yes_and_what_is_not_real_a_no() -> None:
    bandit = Listening().fit(*practised())
    policy = Challenger("product_bandit", bandit)
    last = shown_by(policy, until_hour=60)[-1]
    assert last is not None
    for at, said in enumerate((("done", None), ("dismissed", "not_real"), ("dismissed", "cannot_now"))):
        policy.hear("m1", answer(last, said[0], START + (61 + at) * HOUR_MS, said[1]))
    assert bandit.told_ == [([last.fault], [True]), ([last.fault], [False])]
