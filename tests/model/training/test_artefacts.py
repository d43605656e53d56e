"""What was learned lies beside the model as plain numbers, within bounds that keep it harmless."""

import json
from importlib.resources import files

import numpy as np
import pytest

from model.faults import FAULT_IDS
from model.ranking.impact import CONSEQUENCES
from model.trained.calibration import MOST_MISTAKEN, MOST_STEEP, claim_slope, mistaken_share, raised, worth
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
    assert mistaken_share("no_such_fault") == stored["mistaken"]


def test_a_claim_over_the_floor_is_surer_within_bounds_and_no_other_is() -> None:
    logits = np.linspace(-6.0, 6.0, 41)
    assert 1.0 <= claim_slope() <= MOST_STEEP
    assert (raised(logits, claim_slope())[logits <= 0] == logits[logits <= 0]).all()
    assert (np.diff(raised(logits, claim_slope())) > 0).all()


def test_the_mistaken_take_from_certainty_and_never_add() -> None:
    logits = np.linspace(-6.0, 6.0, 40)
    for mistaken in (0.0, 0.1, 0.6):
        said = worth(logits, np.array(mistaken))
        assert (said <= logits + 1e-12).all()
        assert (np.diff(said) >= 0).all()


def test_what_is_believed_up_to_the_floor_is_left_as_it_is() -> None:
    assert worth(np.array([-2.5, -1.0, 0.0]), np.array(0.3)) == pytest.approx([-2.5, -1.0, 0.0], abs=0.01)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_can_still_be_shown(fault: str) -> None:
    assert mistaken_share(fault) <= MOST_MISTAKEN
    assert worth(np.array(7.0), np.array(MOST_MISTAKEN)) > 0.4


def test_laws_are_never_made_surer() -> None:
    for law in trained_laws().values():
        assert min(*law.spread, law.noise) >= 1.0


def test_intervals_of_savings_are_never_made_narrower() -> None:
    assert set(trained_savings()) <= set(GROUPS)
    for each in (*widenings(CONSEQUENCES, sensor=False), *widenings(CONSEQUENCES, sensor=True)):
        assert 0.0 <= each.low <= 1.0
        assert each.high >= 1.0
