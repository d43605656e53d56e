"""Another p in the leader's place changes p, and nothing that p does not change."""

import numpy as np
import pandas as pd
import pytest

from model.complaints.complaints import Complaint
from model.estimators import EngineersBelief, candidates_of, judged_by
from model.estimators.table import LEAST, NUMBERS
from model.round import judge
from tests.model.believed import NOW_MS, at_random, believing, judged_of, site_of, whole_building
from tests.model.estimators.practising import practised

LEADER = EngineersBelief().fit(*practised(10))
SEEDS = pytest.mark.parametrize("seed", [1, 2, 3])


class Unmoved:
    """Thinks the same of everything."""

    def fit(self, X: pd.DataFrame, y: object) -> "Unmoved":  # noqa: N803
        return self

    def predict_proba(self, X: pd.DataFrame) -> np.ndarray:  # noqa: N803
        return np.tile([0.4, 0.6], (len(X), 1))


@SEEDS
def test_the_leader_in_its_own_place_changes_nothing(seed: int) -> None:
    judged = judged_of(at_random(seed))
    same = judged_by(judged, LEADER)
    assert same.rows.probability == pytest.approx(judged.rows.probability, rel=1e-9)
    assert [p.key for p in same.proposals] == [p.key for p in judged.proposals]


@SEEDS
def test_terms_still_add_up_to_the_probability(seed: int) -> None:
    for chances in judged_by(judged_of(at_random(seed)), Unmoved()).chances.values():
        logits = chances.prior + chances.gathered + chances.complained + chances.answered + chances.explained
        assert 1 / (1 + np.exp(-logits)) == pytest.approx(chances.probability, abs=1e-9)


def test_what_people_said_is_a_term_of_its_own_whoever_says_p() -> None:
    building = whole_building()
    room = next(e for e in building.equipment if e.kind == "vav_box")
    said = [
        Complaint(f"{day}", building.id, room.id, "unsaid", NOW_MS - day * 86_400_000) for day in (1, 2, 3)
    ]
    beliefs = believing(thermostat_in_draught=1.0)
    judged = judge(site_of(building), building, beliefs, (), NOW_MS, complaints=said)
    chances = judged_by(judged, Unmoved()).chances["vav_box"]
    row = beliefs["vav_box"].faults.index("thermostat_in_draught"), 0
    assert chances.complained[row] > 0.3
    terms = chances.prior + chances.gathered + chances.complained + chances.answered + chances.explained
    assert 1 / (1 + np.exp(-terms[row])) == pytest.approx(0.6)


def test_all_that_is_a_candidate_has_the_new_probability_and_the_old_evidence() -> None:
    judged = judged_of(believing(outdoor_air_damper_stuck=6.0))
    other = judged_by(judged, Unmoved())
    assert set(other.rows.probability) == {0.6}
    assert other.beliefs is judged.beliefs
    assert len(other.rows) == len(candidates_of(judged))


def test_a_building_of_which_nothing_is_believed_is_left_as_it_is() -> None:
    judged = judged_of({})
    assert judged_by(judged, Unmoved()) is judged


@SEEDS
def test_the_table_has_a_row_for_what_is_likely_enough_and_was_judged(seed: int) -> None:
    judged = judged_of(at_random(seed))
    table = candidates_of(judged)
    likely = sum(int((chances.probability >= LEAST).sum()) for chances in judged.chances.values())
    assert len(table) == likely
    assert table[[*NUMBERS]].drop(columns="deviation").notna().all(axis=None)
    assert len(set(table["look"])) == 1


def test_the_strongest_other_of_two_is_the_other() -> None:
    table = candidates_of(judged_of(believing(outdoor_air_damper_stuck=5.0, heating_valve_leaking=4.0)))
    two = table[table["equipment"] == "AHU-1"].nlargest(2, "believed")
    assert two["strongest_other"].iloc[1] > two["strongest_other"].iloc[0]
