"""What people say and what repairs show teaches the building, the customer's others, and nobody else."""

from dataclasses import replace

import numpy as np

from model.beliefs.answers import Answer, disbelief
from model.beliefs.belief import no_belief
from tests.model.believed import NOW_MS

DAY_MS = 86_400_000
FAULT, OTHER = "zone_reheat_leaking", "box_damper_stuck"
MANY = ("box_damper_stuck", "duct_leaking", "boiler_failed", "chiller_condenser_fouled", "co2_sensor_wrong",
        "cooling_coil_fouled", "cooling_valve_stuck", "drive_in_hand", "boiler_fouled",
        "controller_offline")  # fmt: skip
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


def test_answers_of_one_building_teach_the_customers_others_and_them_less() -> None:
    denials = tuple(denied(box) for box in BOXES[:4])
    here, there = logits(*denials)[5], logits(*denials, building="annex")[5]
    assert here < there < -0.3


def test_what_several_buildings_say_teaches_another_more_than_as_many_answers_of_one() -> None:
    one = [denied(box) for box in BOXES[:4]]
    several = [replace(each, building=f"house {at}") for at, each in enumerate(one)]
    assert logits(*several, building="annex")[5] < logits(*one, building="annex")[5]


def test_one_who_denies_everything_weighs_less_than_one_who_denies_some() -> None:
    others = [denied(f"AHU-{n}", fault=fault, manager="ada") for n, fault in enumerate(MANY)]
    some = [replace(each, said="done", reason=None, found="fixed") for each in others[2:]]
    always, now_and_then = logits(*others, denied("VAV-5"))[5], logits(*others[:2], *some, denied("VAV-5"))[5]
    assert now_and_then < always - 0.5
    assert always < 0


def test_a_doubtful_claim_that_was_so_teaches_more_than_a_sure_one() -> None:
    doubtful, sure = (
        logits(*(replace(done(box, "fixed"), shown=shown) for box in BOXES[:3]))[5] for shown in (0.55, 0.78)
    )
    assert doubtful > sure + 0.1


def test_whether_a_verdict_is_in_does_not_make_it_another_answer() -> None:
    assert done("VAV-0") == replace(done("VAV-0"), found="fixed")
