"""A look: what a manager is told when nothing is shown, and what somebody is on the way to."""

import pytest

from model.beliefs.answers import Answer
from model.recommendation import Coverage, Recommendation
from model.round import look
from tests.model.believed import NOW_MS, believing, card_of, judged_of, site_of, whole_building

HOUR_MS = 3_600_000
_TWO = {"heating_valve_leaking": 6.0, "box_damper_stuck": 5.6}


def _said(card: Recommendation, said: str, hours_ago: float, manager: str = "ada") -> Answer:
    about = card.id, manager, card.building, card.equipment, card.fault, card.action
    return Answer(*about, said, NOW_MS - round(hours_ago * HOUR_MS))


@pytest.mark.parametrize(
    ("heard", "because", "words"),
    [(21, "nothing_worth_doing", "Nothing needs you"), (2, "no_data", "Too little to go by. 2 of 21")],
)
def test_nothing_needs_you_is_not_said_of_a_building_that_is_hardly_heard(
    heard: int, because: str, words: str
) -> None:
    site = site_of(whole_building())
    coverage = Coverage(21, heard, 60, None, 5, 1)
    choice = look(
        site.managers[0],
        site,
        (),
        before=None,
        answers=(),
        coverage=coverage,
        outcome=None,
        blind=(),
        now_ms=NOW_MS,
        newest_ms=NOW_MS - 60_000,
    ).choice
    assert choice.nothing_because == because
    assert choice.headline.startswith(words)


def test_a_job_that_was_taken_on_outlives_an_outage() -> None:
    """Through a silence nothing is shown; what came to be worth more meanwhile waits, as it would have."""
    first = card_of(judged_of(believing(**_TWO)))
    assert first is not None
    taken = _said(first, "accepted", 12.0)
    beliefs = believing(**_TWO)
    other = next(b for b in beliefs.values() if _TWO.keys() & {*b.faults} - {first.fault})
    other.waste *= 60.0
    later = judged_of(beliefs)
    assert card_of(later, answers=(taken,), newest_ms=NOW_MS - 7 * HOUR_MS) is None
    back = card_of(later, answers=(taken,))
    assert back is not None
    assert (back.id, back.fault) == (first.id, first.fault)


def test_a_job_that_was_taken_on_and_is_no_longer_likely_does_not_come_back() -> None:
    first = card_of(judged_of(believing(heating_valve_leaking=6.0)))
    assert first is not None
    healed = judged_of(believing(heating_valve_leaking=1.0))
    assert card_of(healed, answers=(_said(first, "accepted", 12.0),)) is None


@pytest.mark.parametrize("said", ["accepted", "handed_over", "done"])
def test_what_another_manager_has_in_work_sends_nobody_there_again(said: str) -> None:
    judged = judged_of(believing(**_TWO))
    first = card_of(judged)
    assert first is not None
    here = card_of(judged, others=(_said(first, said, 2.0, "ben"),))
    assert here is None or here.fault != first.fault


@pytest.mark.parametrize("said", ["snoozed", "dismissed"])
def test_what_another_manager_put_off_or_does_not_believe_is_still_hers(said: str) -> None:
    judged = judged_of(believing(**_TWO))
    first = card_of(judged)
    assert first is not None
    here = card_of(judged, others=(_said(first, said, 2.0, "ben"),))
    assert here is not None
    assert here.fault == first.fault
