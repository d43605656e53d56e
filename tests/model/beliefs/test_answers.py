"""What an answer takes away from a belief."""

import numpy as np
import pytest

from model.beliefs.answers import Answer, disbelief
from tests.model.believed import NOW_MS, believing

DAY_MS = 86_400_000
FAULT = "heating_valve_leaking"


def said(what: str, reason: str | None = None, days_ago: float = 0.0) -> Answer:
    at = NOW_MS - round(days_ago * DAY_MS)
    return Answer("r", "ada", "tower", "AHU-1", FAULT, "reseat_heating_valve", what, at, reason)


def taken(*answers: Answer, building: str = "tower") -> float:
    """Logits taken from the fault that the answers are about."""
    beliefs = believing()
    found = disbelief(answers, building, beliefs, NOW_MS)
    if not found:
        return 0.0
    logits = found["air_handler"]
    row = beliefs["air_handler"].faults.index(FAULT), 0
    assert np.count_nonzero(logits) == 1
    return float(logits[row])


@pytest.mark.parametrize("reason", ["not_real", "wrong_cause"])
def test_a_fault_that_was_not_there_is_believed_less(reason: str) -> None:
    assert taken(said("dismissed", reason)) < -2


@pytest.mark.parametrize("reason", ["cannot_now", "already_known", "not_worth_it"])
def test_what_cannot_be_done_now_is_no_evidence_against_the_fault(reason: str) -> None:
    assert taken(said("dismissed", reason)) == 0


@pytest.mark.parametrize("what", ["accepted", "done", "snoozed", "handed_over"])
def test_taking_it_on_or_putting_it_off_is_no_evidence_against_the_fault(what: str) -> None:
    assert taken(said(what)) == 0


def test_disbelief_fades_by_half_in_two_months() -> None:
    fresh, old = taken(said("dismissed", "not_real")), taken(said("dismissed", "not_real", days_ago=60))
    assert old == pytest.approx(fresh / 2)


def test_an_answer_says_little_of_another_building_and_nothing_of_the_past() -> None:
    assert -0.5 < taken(said("dismissed", "not_real"), building="annex") < 0
    assert taken(said("dismissed", "not_real", days_ago=-1)) == 0
