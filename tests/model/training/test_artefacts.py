"""What was learned lies beside the model as plain numbers, within bounds that keep it harmless."""

import json
from importlib.resources import files

import pytest

from model.faults import FAULT_IDS
from model.trained.calibration import Calibration, trained_calibration
from model.trained.laws import trained_laws


@pytest.mark.parametrize("name", ["calibration.json", "laws.json"])
def test_an_artefact_says_its_version_and_what_it_was_learned_from(name: str) -> None:
    stored = json.loads((files("model.trained") / name).read_text(encoding="utf-8"))
    assert stored["version"] == 1
    assert stored["trained_on"]


def test_a_fault_that_was_not_learned_is_taken_as_it_is() -> None:
    assert trained_calibration("no_such_fault") == Calibration(0.0, 1.0, 1.0)


@pytest.mark.parametrize("fault", sorted({fault for ids in FAULT_IDS.values() for fault in ids}))
def test_no_score_is_shifted_or_stretched_beyond_bounds(fault: str) -> None:
    trained = trained_calibration(fault)
    assert -1.5 <= trained.shift <= 0.0
    assert 0.6 <= trained.slope <= 1.2
    assert 0.4 <= trained.slope_against <= 1.1


def test_laws_are_never_made_surer() -> None:
    for law in trained_laws().values():
        assert min(*law.spread, law.noise) >= 1.0
