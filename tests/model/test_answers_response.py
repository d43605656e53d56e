"""What people say and what repairs show teaches the building, the person, and nobody else."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.answers import Answer, disbelief
from model.belief import no_belief
from model.response import Response, corrections
from tests.model.believed import NOW_MS

DAY_MS = 86_400_000
FAULT, OTHER = "zone_reheat_leaking", "box_damper_stuck"
BOXES = tuple(f"VAV-{number}" for number in range(6))


def denied(equipment: str, days_ago: float = 0.0, manager: str = "ada", fault: str = FAULT) -> Answer:
    at = NOW_MS - round(days_ago * DAY_MS)
    return Answer("r", manager, "tower", equipment, fault, "repair", "dismissed", at, "not_real")


def done(equipment: str, found: str | None = None, manager: str = "ada", days_ago: float = 0.0) -> Answer:
    at = NOW_MS - round(days_ago * DAY_MS)
    return Answer("r", manager, "tower", equipment, FAULT, "repair", "done", at, None, None, found)


def logits(*answers: Answer, fault: str = FAULT, building: str = "tower") -> np.ndarray:
    beliefs = {"vav_box": no_belief("vav_box", BOXES)}
    found = disbelief(answers, building, beliefs, NOW_MS)
    return found.get("vav_box", np.zeros_like(beliefs["vav_box"].score))[
        beliefs["vav_box"].faults.index(fault)
    ]


def test_one_denial_counts_against_the_fault_there_and_hardly_elsewhere() -> None:
    told = logits(denied("VAV-0"))
    assert told[0] < -2
    assert (told[1:] > -0.6).all()


def test_what_most_called_not_real_is_believed_less_on_the_others() -> None:
    told = logits(*(denied(box) for box in BOXES[:4]))
    assert (told[4:] < -1.0).all()
    assert (told[4:] > -3.0).all()


def test_what_was_verified_again_and_again_is_believed_more_on_the_others() -> None:
    told = logits(*(done(box, "fixed") for box in BOXES[:4]))
    assert (told[4:] > 0.1).all()
    assert (told[:4] == 0).all()


def test_verified_repairs_weigh_up_denials() -> None:
    denials = tuple(denied(box) for box in BOXES[:2])
    alone = logits(*denials)[5]
    assert logits(*denials, *(done(box, "fixed") for box in BOXES[2:5]))[5] > alone + 0.3


def test_three_denials_of_one_fault_touch_another_only_a_little() -> None:
    told = logits(*(denied(box) for box in BOXES[:3]), fault=OTHER)
    assert (told < 0).all()
    assert (told > -0.6).all()


def test_a_repair_that_did_not_help_lets_the_next_cause_come() -> None:
    assert logits(done("VAV-0", "not_fixed"))[0] < -1


def test_one_who_denied_what_was_real_is_believed_less_the_next_time() -> None:
    wrong = [
        one
        for box in BOXES[:3]
        for one in (denied(box, days_ago=20), done(box, "fixed", manager="ben", days_ago=10))
    ]
    careless = logits(*wrong, denied("VAV-5"))[5]
    careful = logits(*wrong, denied("VAV-5", manager="cleo"))[5]
    assert careless > careful + 0.5


def test_answers_of_one_building_teach_no_other() -> None:
    assert not logits(*(denied(box) for box in BOXES), building="annex").any()


def test_whether_a_verdict_is_in_does_not_make_it_another_answer() -> None:
    assert done("VAV-0") == replace(done("VAV-0"), found="fixed")


@given(st.lists(st.sampled_from(["denied", "fixed", "not_fixed", "done"]), max_size=40))
def test_corrections_stay_small_whatever_is_said(kinds: list[str]) -> None:
    told = [Response("ada", f"VAV-{at}", FAULT, kind, NOW_MS) for at, kind in enumerate(kinds)]
    by_fault, for_all = corrections(told)
    assert all(abs(value) < 3.5 for value in by_fault.values())
    assert abs(for_all) < 1.5
