"""The leader and its challengers are exchanged by one line, and learn as scikit-learn's estimators do."""

import builtins
from functools import cache
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.exceptions import NotFittedError
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold, cross_val_predict

from model.causes.causes import expit
from model.estimators import ESTIMATORS, EngineersBelief, MissingRankerError, RankedLists, ThompsonSampling
from tests.model.estimators.practising import practised

EACH = pytest.mark.parametrize("name", ESTIMATORS)
LEARNING = pytest.mark.parametrize("name", [name for name in ESTIMATORS if name != "belief"])


@cache
def fitted(name: str) -> Any:
    return ESTIMATORS[name]().fit(*practised())


@EACH
def test_probabilities_of_there_and_not_there_sum_to_one(name: str) -> None:
    told = fitted(name).predict_proba(practised(seed=2)[0])
    assert told.shape == (3000, 2)
    assert told.sum(axis=1) == pytest.approx(1.0)


@EACH
def test_a_clone_has_the_same_settings_and_begins_anew(name: str) -> None:
    again = clone(fitted(name))
    assert again.get_params() == fitted(name).get_params()
    with pytest.raises(NotFittedError):
        again.predict_proba(practised()[0])


@EACH
def test_learning_twice_comes_to_the_same(name: str) -> None:
    table = practised(seed=2)[0]
    again = clone(fitted(name)).fit(*practised())
    np.testing.assert_array_equal(again.predict_proba(table), fitted(name).predict_proba(table))


@EACH
def test_a_yes_to_a_fault_elsewhere_makes_it_likelier(name: str) -> None:
    table = practised(seed=2)[0]
    before, after = (fitted(name).predict_proba(table.assign(answered=said))[:, 1] for said in (0.0, 1.0))
    assert (after > before).all()


@EACH
def test_it_is_judged_on_buildings_apart_by_the_usual_tool(name: str) -> None:
    table, real = practised()
    p = cross_val_predict(
        ESTIMATORS[name](),
        table,
        real,
        groups=table["building"],
        cv=GroupKFold(3),
        method="predict_proba",
    )
    assert ((p > 0) & (p < 1)).all()


@LEARNING
def test_who_learns_comes_closer_than_a_belief_that_promises_twice_too_much(name: str) -> None:
    table, real = practised(seed=2)
    losses = [log_loss(real, fitted(each).predict_proba(table)[:, 1]) for each in (name, "belief")]
    assert losses[0] < losses[1] - 0.05


@LEARNING
def test_the_name_of_a_fault_changes_nothing(name: str) -> None:
    table = practised(seed=2)[0]
    other = table.assign(fault="never heard of")
    np.testing.assert_array_equal(fitted(name).predict_proba(table), fitted(name).predict_proba(other))


def test_the_belief_as_it_is_says_what_is_believed() -> None:
    table = practised(seed=2)[0]
    assert fitted("belief").predict_proba(table)[:, 1] == pytest.approx(expit(table["believed"]), abs=1e-12)


def test_a_belief_of_few_examples_hardly_moves() -> None:
    few = EngineersBelief(learns=True).fit(*practised(20))
    assert few.slope_ == pytest.approx(1.0, abs=0.15)
    assert few.shift_ == pytest.approx(0.0, abs=0.15)


def test_it_is_calibrated_by_the_usual_tool() -> None:
    table, real = practised()
    wrapped = CalibratedClassifierCV(EngineersBelief(), method="sigmoid", cv=3).fit(table, real)
    assert log_loss(real, wrapped.predict_proba(table)) < log_loss(
        real, fitted("belief").predict_proba(table)
    )


@pytest.mark.parametrize("name", ["trees", "ranked"])
def test_more_evidence_never_makes_a_fault_less_likely(name: str) -> None:
    rising = practised(200)[0].assign(believed=np.linspace(-5, 5, 200), gathered=np.linspace(-2, 8, 200))
    rising["hours_for"] = 10
    p = fitted(name).predict_proba(rising)[:, 1]
    assert (np.diff(p) >= -1e-12).all()
    assert p[-1] > p[0]


def test_a_draw_of_the_bandit_holds_until_it_is_told_something() -> None:
    table, real = practised(200)
    bandit = ThompsonSampling().fit(table, real)
    before = bandit.predict_proba(table)
    np.testing.assert_array_equal(bandit.predict_proba(table), before)
    bandit.partial_fit(table[:1], real[:1])
    assert not np.array_equal(bandit.predict_proba(table), before)


def test_a_bandit_that_is_often_told_no_believes_less() -> None:
    table, real = practised(200)
    bandit = ThompsonSampling().fit(table, real)
    said = table.assign(believed=2.0)
    before = bandit.mean_ @ [1, 2.0, 0, 0, 0, 0]
    bandit.partial_fit(said[:50], np.zeros(50))
    assert bandit.mean_ @ [1, 2.0, 0, 0, 0, 0] < before - 1.0


def test_without_its_package_the_ranker_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found: Any = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "lightgbm":
            raise ImportError(name)
        return found(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingRankerError, match=r"plantroom\[challengers\]"):
        RankedLists().fit(*practised(100))
