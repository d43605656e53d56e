"""What scores are worth is learned from many, shrunk from few, and judged on buildings apart."""

from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from model.trained.calibration import MOST_MISTAKEN, MOST_STEEP
from model.training.calibration import ScoreCalibration
from model.training.examples import Examples
from model.training.measures import (
    calibration_error,
    cards,
    held_out,
    learned_of,
    left_out,
    log_loss,
    measured,
)

PRIOR = float(np.log(0.05 / 0.95))


def examples(count: int, *, mistaken: float, seed: int = 1) -> Examples:
    """Scores of two faults; of healthy equipment, ``mistaken`` show them as strongly as broken ones do."""
    random = np.random.default_rng(seed)
    real = random.random(count) < 0.05
    showing = real | (random.random(count) < mistaken)
    score = np.where(showing, 6.0, 0.0) + random.uniform(0, 1, count)
    return Examples.of(
        {
            "fault": [("leak", "stuck")[at % 2] for at in range(count)],
            "kind": ["air_handler"] * count,
            "prior": [PRIOR] * count,
            "score": score,
            "others": [0.0] * count,
            "probability": 1 / (1 + np.exp(-PRIOR - score)),
            "card": [True] * count,
            "missing": [0] * count,
            "real": real,
            "day": [1] * count,
            "place": [f"AHU-{at}" for at in range(count)],
            "group": [str(at % 40) for at in range(count)],
        }
    )


def fitted(found: Examples) -> ScoreCalibration:
    return learned_of(ScoreCalibration(), found)


def claims(count: int, *, steeper: float, seed: int = 1) -> Examples:
    """Claims over the floor of which as many are so as ``steeper`` times their logit says."""
    random = np.random.default_rng(seed)
    logits = random.uniform(0.1, 1.5, count)
    real = random.random(count) < 1 / (1 + np.exp(-steeper * logits))
    return replace(examples(count, mistaken=0.0), score=logits - PRIOR, real=real)


def test_scores_that_are_never_mistaken_are_worth_what_they_say() -> None:
    model = fitted(examples(20_000, mistaken=0.0))
    assert (model.mistaken_ < 0.08).all()


def test_the_share_of_the_mistaken_is_found() -> None:
    model = fitted(examples(40_000, mistaken=0.02))
    assert model.mistaken_ == pytest.approx([0.4, 0.4], rel=0.35)


def test_a_dozen_claims_of_a_fault_tell_it_from_the_others() -> None:
    of = np.array([0] * 100 + [1] * 12)
    real = np.r_[np.arange(100) % 50 > 0, np.arange(12) % 2 > 0]
    table = pd.DataFrame(
        {"fault": np.array(["leak", "stuck"])[of], "prior": PRIOR, "score": 2.0 - PRIOR, "others": 0.0}
    )
    sure = ScoreCalibration().fit(table, real).predict_proba(table)[:, 1]
    assert sure[0] > 0.93
    assert 0.5 < sure[-1] < 0.75


def test_claims_that_are_oftener_so_than_they_say_are_believed_more() -> None:
    assert fitted(claims(5_000, steeper=1.8)).slope_ == pytest.approx(1.8, abs=0.15)
    assert 1.0 < fitted(claims(20, steeper=1.8)).slope_ < 1.7


def test_no_claim_is_believed_more_than_a_simulator_may_teach_nor_flattened() -> None:
    assert fitted(claims(5_000, steeper=9.0)).slope_ <= MOST_STEEP + 1e-9
    assert fitted(claims(5_000, steeper=0.3)).slope_ == 1.0


def test_few_examples_change_little() -> None:
    few, many = fitted(examples(40, mistaken=0.05)), fitted(examples(40_000, mistaken=0.05))
    assert few.all_ < many.all_


def test_a_fault_that_is_always_claimed_is_taken_down_further_than_another() -> None:
    found = examples(8_000, mistaken=0.002)
    crying = (found.fault == "leak") & (np.arange(len(found)) % 50 == 0)
    worse = replace(
        found,
        score=np.where(crying, 6.5, found.score),
        probability=np.where(crying, 0.97, found.probability),
        real=found.real & ~crying,
    )
    leak, stuck = fitted(worse).mistaken_
    assert leak > 1.2 * stuck


def test_no_fault_is_made_one_that_cannot_be_shown() -> None:
    found = examples(2_000, mistaken=0.5)
    assert (fitted(found).mistaken_ <= MOST_MISTAKEN + 1e-12).all()


def test_learning_twice_gives_the_same_numbers_and_a_clone_begins_anew() -> None:
    found = examples(2_000, mistaken=0.01)
    model = fitted(found)
    assert fitted(found).document() == model.document()
    again = clone(model)
    assert again.get_params() == model.get_params()
    with pytest.raises(NotFittedError):
        again.predict_proba(found.frame())


def test_probabilities_sum_to_one_also_for_faults_never_learned() -> None:
    model = fitted(examples(2_000, mistaken=0.01))
    two = pd.DataFrame(
        {"fault": ["leak", "unheard of"], "score": [5.0, 5.0], "prior": [PRIOR] * 2, "others": [0.0] * 2}
    )
    assert model.predict_proba(two).sum(axis=1) == pytest.approx(1.0)


def test_only_the_first_day_of_a_card_teaches() -> None:
    found = examples(4_000, mistaken=0.02)
    worthless = replace(
        found, card=np.zeros(len(found), dtype=bool), day=np.zeros(len(found), dtype=np.int64)
    )
    later = replace(found, real=~found.real, day=np.full(len(found), 3))
    assert fitted(Examples.together([worthless, found, later])).document() == fitted(found).document()


def test_on_buildings_apart_calibrated_scores_are_better() -> None:
    found = examples(6_000, mistaken=0.03)
    before, after = held_out(ScoreCalibration(), found)
    told = measured(before, after, found)
    assert told.loss_after < told.loss_before
    assert told.cards_after.error < told.cards_before.error


def test_what_is_left_out_is_judged_by_what_the_others_taught() -> None:
    careful, careless = examples(4_000, mistaken=0.0), examples(4_000, mistaken=0.05, seed=2)
    both = Examples.together(
        replace(each, fault=np.full(len(each), name), group=np.char.add(f"{name}-", each.group))
        for name, each in (("careful", careful), ("careless", careless))
    )
    without = left_out(ScoreCalibration(), both, both.fault)
    apart = cards(held_out(ScoreCalibration(), both)[1], both)
    assert without.count == apart.count
    assert without.error > apart.error + 0.05


def test_a_card_counts_on_its_first_day_and_only_where_it_would_be_one() -> None:
    found = examples(400, mistaken=0.1)
    again = Examples.together([found, replace(found, day=np.full(len(found), 2))])
    assert cards(again.probability, again).count == cards(found.probability, found).count
    none = replace(found, card=np.zeros(len(found), dtype=bool))
    assert cards(found.probability, none).count == 0


def test_examples_keep_all_columns_in_a_frame() -> None:
    assert list(examples(10, mistaken=0.0).frame()) == [each.name for each in fields(Examples)]


def test_measures_of_perfect_and_of_careless_probabilities() -> None:
    real = np.arange(1000) % 10 == 0
    assert calibration_error(np.full(1000, 0.1), real) == pytest.approx(0.0, abs=1e-9)
    assert calibration_error(np.full(1000, 0.9), real) == pytest.approx(0.8)
    assert log_loss(np.full(1000, 0.1), real) < log_loss(np.full(1000, 0.9), real)
