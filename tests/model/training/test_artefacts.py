"""What was learned lies beside the model as plain numbers, within bounds that keep it harmless."""

import json
from importlib.resources import files
from math import exp, log

import numpy as np
import pytest

from model.catalogue import load_faults
from model.causes import _knowledge
from model.faults import FAULT_IDS
from model.impact import CONSEQUENCES
from model.trained.calibration import MOST_MISTAKEN, trained_calibration, worth
from model.trained.laws import trained_laws
from model.trained.savings import GROUPS, trained_savings, widenings

FAULTS = sorted({fault for ids in FAULT_IDS.values() for fault in ids})


@pytest.mark.parametrize("name", ["calibration.json", "laws.json", "savings.json"])
def test_an_artefact_says_its_version_and_what_it_was_learned_from(name: str) -> None:
    stored = json.loads((files("model.trained") / name).read_text(encoding="utf-8"))
    assert stored["version"] >= 1
    assert stored["trained_on"]


def test_a_fault_that_was_not_learned_is_taken_as_all_are() -> None:
    stored = json.loads((files("model.trained") / "calibration.json").read_text(encoding="utf-8"))
    assert trained_calibration("no_such_fault").mistaken == stored["mistaken"]


def test_what_was_learned_takes_from_a_score_and_never_adds() -> None:
    score = np.linspace(-2.5, 7.0, 40)
    for mistaken in (0.0, 0.001, 0.02):
        said = worth(score, np.array(mistaken))
        assert (said <= score + 1e-12).all()
        assert (np.diff(said) >= 0).all()


def test_low_scores_are_left_as_they_are() -> None:
    assert worth(np.array([-2.5, 0.0]), np.array(0.01)) == pytest.approx([-2.5, 0.0], abs=0.01)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_can_still_be_shown(fault: str) -> None:
    kind = next(kind for kind, ids in FAULT_IDS.items() if fault in ids)
    known = _knowledge(FAULT_IDS[kind])
    at = FAULT_IDS[kind].index(fault)
    prior = load_faults()[fault].prior.value.likely
    assert known.mistaken[at, 0] <= MOST_MISTAKEN * prior / (1 - prior) + 1e-12
    most = log(prior / (1 - prior)) + float(worth(np.array(7.0), known.mistaken[at], known.slope[at])[0])
    assert 1 / (1 + exp(-most)) > 0.5


def test_laws_are_never_made_surer() -> None:
    for law in trained_laws().values():
        assert min(*law.spread, law.noise) >= 1.0


def test_intervals_of_savings_are_never_made_narrower() -> None:
    assert set(trained_savings()) <= set(GROUPS)
    for each in widenings(CONSEQUENCES):
        assert 0.0 <= each.low <= 1.0
        assert each.high >= 1.0
