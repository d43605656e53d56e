"""What scores are worth is learned from many, shrunk from few, and judged on buildings apart."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression

from model.training.calibration import ScoreCalibration
from model.training.examples import Examples
from model.training.measures import calibration_error, cross_validated, log_loss


def examples(count: int, *, overrated: float, seed: int = 1, rate: float = 0.1) -> Examples:
    """Scores of two faults, whose true log-likelihood ratio is that by ``overrated`` smaller."""
    random = np.random.default_rng(seed)
    real = random.random(count) < rate
    worth = np.where(real, 1.0, -1.0) + np.sqrt(2.0) * random.standard_normal(count)
    return Examples.of(
        fault=[("leak", "stuck")[at % 2] for at in range(count)],
        score=list(worth * overrated),
        probability=[0.0] * count,
        real=list(real),
        day=[1] * count,
        group=[str(at % 40) for at in range(count)],
    )


def fitted(found: Examples) -> ScoreCalibration:
    return ScoreCalibration().fit(found.frame()[["fault", "score"]], found.real)


def test_honest_scores_are_left_as_they_are() -> None:
    model = fitted(examples(20_000, overrated=1.0))
    assert model.terms_ == pytest.approx(np.tile([0.0, 1.0, 1.0], (2, 1)), abs=0.1)


def test_scores_that_promise_too_much_are_taken_down() -> None:
    model = fitted(examples(20_000, overrated=1.5))
    assert (model.terms_[:, 1:] < 0.85).all()


def test_few_examples_change_little() -> None:
    model = fitted(examples(20, overrated=3.0))
    assert (model.terms_[:, 1:] > 0.8).all()


def test_a_fault_that_is_always_claimed_is_taken_down_further_than_another() -> None:
    found = examples(8_000, overrated=1.0)
    crying = found.fault == "leak"
    worse = Examples(
        found.fault, np.where(crying, 3.0, found.score), found.probability, found.real, found.day, found.group
    )
    leak, stuck = fitted(worse).terms_
    assert leak[0] + 3 * leak[1] < stuck[0] + 3 * stuck[1] - 0.5


def test_learning_twice_gives_the_same_numbers_and_a_clone_begins_anew() -> None:
    found = examples(2_000, overrated=1.3)
    model = fitted(found)
    assert fitted(found).document() == model.document()
    again = clone(model)
    assert again.get_params() == model.get_params()
    with pytest.raises(NotFittedError):
        again.predict_proba(found.frame())


def test_probabilities_sum_to_one_also_for_faults_never_learned() -> None:
    model = fitted(examples(2_000, overrated=1.0))
    told = model.predict_proba(pd.DataFrame({"fault": ["leak", "unheard of"], "score": [2.0, 2.0]}))
    assert told.sum(axis=1) == pytest.approx(1.0)


def test_with_much_of_one_fault_it_agrees_with_plain_logistic_regression() -> None:
    found = examples(40_000, overrated=1.3)
    features = found.frame()[["fault", "score"]]
    plain = LogisticRegression(C=1e6).fit(found.score[:, None], found.real)
    both = fitted(found).predict_proba(features)[:, 1], plain.predict_proba(found.score[:, None])[:, 1]
    assert both[0] == pytest.approx(both[1], abs=0.03)


def test_on_buildings_apart_calibrated_scores_are_better() -> None:
    measured = cross_validated(ScoreCalibration(), examples(6_000, overrated=2.5))
    assert measured.loss_after < measured.loss_before
    assert measured.error_after < measured.error_before


def test_measures_of_perfect_and_of_careless_probabilities() -> None:
    real = np.arange(1000) % 10 == 0
    assert calibration_error(np.full(1000, 0.1), real) == pytest.approx(0.0, abs=1e-9)
    assert calibration_error(np.full(1000, 0.9), real) == pytest.approx(0.8)
    assert log_loss(np.full(1000, 0.1), real) < log_loss(np.full(1000, 0.9), real)
