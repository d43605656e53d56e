"""A model that is taught without something was taught by nothing of it."""

import json
from pathlib import Path

import numpy as np
import pytest

from bench.measuring.challengers import Facts, leans_on_left_out
from bench.measuring.schooling import WITHOUT, Practice
from model.healthy.laws import LAWS
from model.healthy.learning.learning import Sums
from model.training.examples import Examples, LawSums

LAW = LAWS["least_water"]
FACTS = Facts("tucson", "office", frozenset({"cooling_valve_leaking"}))
CLAIMS = [
    ("1/a", "air_handler", "cooling_valve_leaking"),
    ("1/a", "air_handler", "heating_valve_leaking"),
    ("2/b", "air_handler", "cooling_valve_leaking"),
    ("2/c", "air_handler", "heating_valve_leaking"),
]


@pytest.fixture
def practice() -> Practice:
    count = len(CLAIMS)
    numbers = dict.fromkeys(("prior", "score", "others", "probability", "missing", "day"), [1.0] * count)
    examples = Examples.of(
        {
            **numbers,
            "group": [group for group, _, _ in CLAIMS],
            "kind": [kind for _, kind, _ in CLAIMS],
            "fault": [fault for _, _, fault in CLAIMS],
            "card": [True] * count,
            "real": [True, False, True, False],
            "place": [f"AHU-{number}" for number in range(count)],
        }
    )
    laws = LawSums(LAW.id)
    for group in ("1/a", "2/b", "2/c"):
        laws.add(Sums.none(LAW, 1), group)
    climates = {"1/a": "tucson", "2/b": "lisbon", "2/c": "lisbon"}
    return Practice(examples, {LAW.id: laws}, climates, {"1/a": "hotel", "2/b": "office", "2/c": "hotel"})


def test_without_nothing_all_of_it_teaches(practice: Practice) -> None:
    assert WITHOUT["nothing"](practice, FACTS) is practice


def test_without_its_climate_no_building_of_it_teaches(practice: Practice) -> None:
    left = WITHOUT["climate"](practice, FACTS)
    assert set(left.examples.group) == {"2/b", "2/c"}
    assert left.laws[LAW.id].groups == ["2/b", "2/c"]


def test_without_its_kind_of_building_none_like_it_teaches(practice: Practice) -> None:
    left = WITHOUT["building_kind"](practice, FACTS)
    assert set(left.examples.group) == {"1/a", "2/c"}
    assert left.laws[LAW.id].groups == ["1/a", "2/c"]


def test_without_its_faults_no_claim_of_them_teaches(practice: Practice) -> None:
    left = WITHOUT["faults"](practice, FACTS)
    assert set(left.examples.fault) == {"heating_valve_leaking"}
    assert left.laws == practice.laws


def test_without_a_third_of_the_roles_no_claim_that_leans_on_them_teaches(practice: Practice) -> None:
    leaning = {fault for _, kind, fault in CLAIMS if leans_on_left_out(kind, fault)}
    assert leaning
    assert leaning.isdisjoint(WITHOUT["roles"](practice, FACTS).examples.fault)


def test_what_was_learned_is_written_as_the_model_reads_it(practice: Practice, tmp_path: Path) -> None:
    practice.write(tmp_path / "all")
    learned = json.loads((tmp_path / "all" / "calibration.json").read_text(encoding="utf-8"))
    assert set(learned["faults"]) == {"cooling_valve_leaking", "heating_valve_leaking"}
    assert np.isfinite(learned["slope"])
    laws = json.loads((tmp_path / "all" / "laws.json").read_text(encoding="utf-8"))
    assert laws == {"laws": {}}
