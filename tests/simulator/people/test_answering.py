from dataclasses import replace

import pytest

from simulator.clock import DAY_MS
from simulator.people.answering import Subject, Trust, acceptance, respond, stands_until
from simulator.people.habits import load_habits

HABITS = load_habits().answers
MANY = 12_000


def subjects(*, real: bool, known: bool = False, probability: float | None = 0.5) -> list[Subject]:
    return [Subject("m1", f"b1/AHU-{number}/damper", 0, real, known, probability) for number in range(MANY)]


def shares(asked: list[Subject], odds: float = 1.0) -> dict[str, float]:
    said = [respond(1, subject, odds, HABITS).said for subject in asked]
    return {word: said.count(word) / len(said) for word in HABITS.real}


@pytest.mark.parametrize("real", [True, False])
def test_answers_come_as_often_as_the_file_says(real):
    found = shares(subjects(real=real))
    for said, share in (HABITS.real if real else HABITS.false).items():
        assert found[said] == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize(
    ("real", "known", "reasons"), [(True, True, "known"), (True, False, "new"), (False, True, "false")]
)
def test_reasons_come_as_often_as_the_file_says(real, known, reasons):
    given = [respond(1, subject, 1.0, HABITS).reason for subject in subjects(real=real, known=known)]
    given = [reason for reason in given if reason is not None]
    for reason, share in getattr(HABITS, f"reasons_{reasons}").items():
        assert given.count(reason) / len(given) == pytest.approx(share, abs=0.05)


def test_what_is_shown_as_certain_is_taken_on_more_often():
    sure = shares(subjects(real=True, probability=0.95))["accepted"]
    unsure = shares(subjects(real=True, probability=0.55))["accepted"]
    assert sure > unsure > shares(subjects(real=True, probability=0.55), odds=0.3)["accepted"]


def test_who_takes_a_thing_on_when_unsure_takes_it_on_when_sure():
    unsure, sure = subjects(real=True, probability=0.5), subjects(real=True, probability=0.9)
    pairs = [
        (respond(1, one, 1.0, HABITS).said, respond(1, two, 1.0, HABITS).said)
        for one, two in zip(unsure, sure, strict=True)
    ]
    assert all(two == "accepted" for one, two in pairs if one == "accepted")


def test_the_same_thing_asked_as_often_gets_the_same_answer_and_asked_again_may_get_another():
    subject = subjects(real=True)[0]
    assert respond(1, subject, 1.0, HABITS) == respond(1, subject, 1.0, HABITS)
    said = {respond(1, replace(subject, occasion=times), 1.0, HABITS).said for times in range(40)}
    assert len(said) > 1


def test_shares_sum_to_one_at_any_odds():
    for odds in (0.01, 1.0, 50.0):
        for probability in (None, 0.0, 1.0):
            assert sum(acceptance(HABITS.real, probability, odds, HABITS).values()) == pytest.approx(1.0)


def test_she_who_always_accepts_does_so_at_any_odds():
    always = {"accepted": 1.0, "snoozed": 0.0, "dismissed": 0.0, "ignored": 0.0}
    assert acceptance(always, 0.1, 0.3, HABITS)["accepted"] == 1.0


def test_she_holds_to_an_answer_for_as_long_as_its_reason_says():
    assert stands_until("dismissed", "not_worth_it", 5, HABITS) == 5 + 30 * DAY_MS
    assert stands_until("snoozed", None, 5, HABITS) == 5 + DAY_MS
    assert stands_until("accepted", None, 5, HABITS) == 5


def test_trust_sinks_with_visits_for_nothing_and_comes_back():
    trust = Trust(HABITS)
    for _ in range(20):
        trust.visited(0, mended=False)
    assert trust.now(0) == HABITS.trust.low
    half = round(HABITS.trust_half_life_days * DAY_MS)
    assert trust.now(half) == pytest.approx((HABITS.trust.low + 1) / 2)
    for _ in range(20):
        trust.visited(half, mended=True)
    assert trust.now(half) == HABITS.trust.high
