"""What was said of a recommendation, and what was found of it."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database import open_database
from store.ledger import Ledger
from store.ledger_records import (
    AnswerRecord,
    ConflictError,
    UnknownRecommendationError,
)
from tests.store.looks import RECOMMENDATION, found, look, said


def test_an_answer_comes_back_with_everything_that_was_said(shown: Ledger) -> None:
    answer = said(
        word="snoozed", reason="cannot_now", detail="part", until_ms=900, handed_to="Ann", note="Süd, 3. OG"
    )

    assert shown.record_answer(answer) is True
    assert shown.answers() == [answer]
    assert shown.answers(101) == []
    assert shown.answers_to("r1") == [answer]


def test_the_same_answer_again_is_one_row_with_its_first_time(shown: Ledger) -> None:
    shown.record_answer(said(answered_ms=100))

    assert shown.record_answer(said(answered_ms=500)) is False
    assert [answer.answered_ms for answer in shown.answers()] == [100]


def test_the_same_answer_id_with_other_content_is_a_conflict(shown: Ledger) -> None:
    shown.record_answer(said())

    with pytest.raises(ConflictError, match="a1 was already given"):
        shown.record_answer(said(word="done"))
    assert [answer.said for answer in shown.answers()] == ["accepted"]


@pytest.mark.parametrize("stranger", [{"manager": "jonas"}, {"recommendation": "r2"}])
def test_what_was_never_shown_to_a_manager_cannot_be_answered(
    shown: Ledger, stranger: dict[str, str]
) -> None:
    with pytest.raises(UnknownRecommendationError):
        shown.record_answer(replace(said(), **stranger))  # type: ignore[arg-type]
    assert shown.answers() == []


def test_the_look_changes_with_the_answer(shown: Ledger) -> None:
    before = shown.look("maria")
    shown.record_answer(said())
    after = shown.look("maria")

    assert before is not None
    assert after is not None
    assert (before.building, before.answer, after.answer) == ("tower", None, "a1")


def test_the_look_at_nothing_has_no_building(ledger: Ledger) -> None:
    ledger.record_choice("maria", 50, look(None))

    standing = ledger.look("maria")
    assert standing is not None
    assert (standing.building, standing.answer) == (None, None)


def test_taken_on_answers_are_open_until_an_outcome_follows(shown: Ledger) -> None:
    shown.record_answer(said("a1", "accepted", 100))
    shown.record_answer(said("a2", "done", 110))
    assert [answer.answer for answer in shown.open_answers()] == ["a2"]

    shown.record_outcome(found("cannot_tell", 105))
    assert [answer.answer for answer in shown.open_answers()] == ["a2"]

    shown.record_outcome(found("fixed", 120))
    assert shown.open_answers() == []


@pytest.mark.parametrize("word", ["snoozed", "dismissed"])
def test_an_action_that_was_put_off_awaits_no_outcome(shown: Ledger, word: str) -> None:
    shown.record_answer(said("a1", "accepted", 100))
    shown.record_answer(said("a2", word, 110))

    assert shown.open_answers() == []


def test_outcomes_are_recorded_once_and_the_last_one_holds(shown: Ledger) -> None:
    assert shown.record_outcome(found("not_fixed", 200)) is True
    assert shown.record_outcome(found("not_fixed", 200)) is False
    assert shown.record_outcome(found("fixed", 300)) is True

    assert [outcome.found for outcome in shown.outcomes_of("r1")] == ["not_fixed", "fixed"]
    with pytest.raises(ConflictError):
        shown.record_outcome(found("cannot_tell", 300))
    with pytest.raises(UnknownRecommendationError):
        shown.record_outcome(replace(found(), recommendation="r2"))


ANSWERS = st.builds(
    said,
    answer=st.sampled_from(["a1", "a2", "a3"]),
    word=st.sampled_from(["accepted", "done", "dismissed"]),
    answered_ms=st.integers(0, 10),
    note=st.sampled_from([None, "", "loose"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, max_size=12))
def test_however_often_answers_are_sent_the_first_of_each_id_stands(sent: list[AnswerRecord]) -> None:
    first: dict[str, AnswerRecord] = {}
    with TemporaryDirectory() as folder, open_database(Path(folder) / "plantroom.db") as database:
        ledger = Ledger(database)
        ledger.record_choice("maria", 0, look(RECOMMENDATION))
        for answer in sent:
            kept = first.setdefault(answer.answer, answer)
            if replace(kept, answered_ms=answer.answered_ms) == answer:
                assert ledger.record_answer(answer) is (kept is answer)
            else:
                with pytest.raises(ConflictError):
                    ledger.record_answer(answer)

        assert sorted(ledger.answers(), key=lambda a: a.answer) == sorted(
            first.values(), key=lambda a: a.answer
        )
