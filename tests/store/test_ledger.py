import sqlite3
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database import Database, open_database
from store.ledger import Ledger
from store.ledger_records import (
    AnswerRecord,
    ConflictError,
    Document,
    OutcomeRecord,
    UnknownRecommendationError,
)

RECOMMENDATION = {
    "id": "r1",
    "building": "tower",
    "equipment": "AHU-2",
    "action": "free_damper",
    "fault": "damper_stuck",
    "currency": "USD",
    "probability": 0.95,
}


def look(recommendation: Document | None, as_of: str = "t1", heard: int = 10, **more: object) -> Document:
    return {
        "as_of": as_of,
        "headline": "Free it" if recommendation else f"{heard} heard",
        "coverage": {"heard": heard},
        "recommendation": recommendation,
        "candidates": [],
        **more,
    }


def said(answer: str = "a1", word: str = "accepted", answered_ms: int = 100, **more: object) -> AnswerRecord:
    return AnswerRecord(answer, "r1", "maria", word, answered_ms, **more)  # type: ignore[arg-type]


def found(what: str = "fixed", found_ms: int = 200, likely: float | None = 44.0) -> OutcomeRecord:
    saving = None if likely is None else {"low": 1.0, "likely": likely, "high": 90.0}
    return OutcomeRecord("r1", what, 0.97, {"found": what, "saving_per_day": saving}, found_ms)


def rows_of(database: Database, table: str) -> int:
    with sqlite3.connect(database.path) as connection:
        count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return count


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(database)


@pytest.fixture
def shown(ledger: Ledger) -> Ledger:
    """A ledger in which Maria is shown r1 since 50 ms."""
    ledger.record_choice("maria", 50, look(RECOMMENDATION))
    return ledger


def test_before_the_first_look_nothing_stands(ledger: Ledger) -> None:
    assert ledger.look("maria") is None
    assert ledger.current_choice("maria") is None
    assert ledger.newest_look_ms() is None


def test_a_choice_comes_back_as_it_was_recorded(ledger: Ledger) -> None:
    document = look(RECOMMENDATION, candidates=[{"action": "x", "probability": 0.5}])

    number = ledger.record_choice("maria", 50, document)

    choice = ledger.current_choice("maria")
    assert choice is not None
    assert (choice.choice, choice.as_of_ms, choice.recommendation) == (number, 50, "r1")
    assert choice.document == document


def test_an_unchanged_choice_renews_the_heartbeat_and_adds_no_row(shown: Ledger, database: Database) -> None:
    first = shown.look("maria")
    again = shown.record_choice("maria", 60, look(RECOMMENDATION, "t2", heard=9))

    assert rows_of(database, "choices") == 1
    assert first is not None
    assert again == first.choice
    choice = shown.current_choice("maria")
    assert choice is not None
    assert choice.as_of_ms == shown.newest_look_ms() == 60
    assert choice.document["as_of"] == "t2"
    assert choice.document["coverage"] == {"heard": 9}


def test_all_clear_says_the_newest_count_without_a_new_row(ledger: Ledger, database: Database) -> None:
    ledger.record_choice("maria", 50, look(None, heard=10))
    ledger.record_choice("maria", 60, look(None, heard=8))

    choice = ledger.current_choice("maria")
    assert choice is not None
    assert choice.document["headline"] == "8 heard"
    assert rows_of(database, "choices") == 1


@pytest.mark.parametrize(
    "changed",
    [
        look(RECOMMENDATION | {"probability": 0.96}),
        look(RECOMMENDATION, candidates=[{"action": "x"}]),
        look(RECOMMENDATION, outcome={"found": "fixed"}),
        look(None),
    ],
)
def test_whatever_else_changes_is_logged(shown: Ledger, database: Database, changed: Document) -> None:
    shown.record_choice("maria", 60, changed)

    assert rows_of(database, "choices") == 2
    choice = shown.current_choice("maria")
    assert choice is not None
    assert choice.document == changed


def test_a_choice_that_comes_back_after_another_is_a_new_row(shown: Ledger, database: Database) -> None:
    shown.record_choice("maria", 60, look(None))
    shown.record_choice("maria", 70, look(RECOMMENDATION))

    assert rows_of(database, "choices") == 3
    assert rows_of(database, "recommendations") == 1


def test_managers_have_choices_of_their_own(shown: Ledger, database: Database) -> None:
    shown.record_choice("jonas", 60, look(None))

    choice = shown.current_choice("maria")
    assert choice is not None
    assert choice.recommendation == "r1"
    assert rows_of(database, "looks") == 2


def test_a_recommendation_shown_to_another_manager_is_refused_and_nothing_is_written(
    shown: Ledger, database: Database
) -> None:
    with pytest.raises(ConflictError, match="shown to manager maria, not to jonas"):
        shown.record_choice("jonas", 60, look(RECOMMENDATION))

    assert shown.look("jonas") is None
    assert rows_of(database, "choices") == 1


def test_a_document_with_nan_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        ledger.record_choice("maria", 50, look(RECOMMENDATION | {"probability": float("nan")}))


def test_a_recommendation_is_as_last_shown_and_until_the_next_choice(shown: Ledger) -> None:
    shown.record_choice("maria", 60, look(RECOMMENDATION | {"probability": 0.99}))
    shown.record_choice("maria", 70, look(RECOMMENDATION | {"probability": 0.99}, "t3"))
    standing = shown.recommendation("r1")
    shown.record_choice("maria", 90, look(None))
    past = shown.recommendation("r1")

    assert standing is not None
    assert past is not None
    assert (standing.shown_ms, standing.shown_until_ms) == (50, 70)
    assert (past.shown_ms, past.shown_until_ms) == (50, 90)
    assert past.document["probability"] == 0.99


def test_expected_series_are_those_of_the_newest_look_that_showed_it(shown: Ledger) -> None:
    for as_of_ms, value in ((60, 1.0), (70, 2.0)):
        series = {"seen": {"start_ms": 0, "step_ms": 5, "values": [value]}}
        shown.record_choice("maria", as_of_ms, look(RECOMMENDATION, expected_series=series))

    record = shown.recommendation("r1")
    assert record is not None
    assert record.expected_series["seen"]["values"] == [2.0]


def test_a_recommendation_is_found_only_for_whom_it_was_shown_to(shown: Ledger) -> None:
    assert shown.recommendation("r1", "maria") is not None
    assert shown.recommendation("r1", "jonas") is None
    assert shown.recommendation("r2") is None


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


def test_history_pages_newest_first_without_gap_or_repeat(ledger: Ledger) -> None:
    for number, shown_ms in enumerate((10, 20, 20, 30, 40)):
        ledger.record_choice("maria", shown_ms, look(RECOMMENDATION | {"id": f"r{number}"}))

    pages, before = [], None
    while page := ledger.history("maria", 2, before):
        pages.append([entry.recommendation for entry in page])
        before = (page[-1].shown_ms, page[-1].recommendation)

    assert pages == [["r4", "r3"], ["r2", "r1"], ["r0"]]


def test_history_is_as_first_shown_with_all_answers_and_the_newest_outcome(shown: Ledger) -> None:
    shown.record_choice("maria", 60, look(RECOMMENDATION | {"probability": 0.99}))
    shown.record_answer(said("a1", "snoozed", 100))
    shown.record_answer(said("a2", "done", 110))
    shown.record_outcome(found("not_fixed", 200))
    shown.record_outcome(found("fixed", 300))

    [entry] = shown.history("maria", 10)
    assert entry.document["probability"] == 0.95
    assert [answer.said for answer in entry.answers] == ["snoozed", "done"]
    assert entry.outcome == found("fixed", 300)


def test_history_and_totals_leave_out_buildings_that_are_not_asked_for(shown: Ledger) -> None:
    assert shown.history("maria", 10, buildings=["mill"]) == []
    assert shown.totals("maria", ["mill"]).shown == 0
    assert shown.totals("maria", ["tower", "mill"]).shown == 1
    assert shown.history("jonas", 10) == []


def test_totals_count_each_recommendation_once_by_its_newest_outcome(ledger: Ledger) -> None:
    stories = {
        "r1": (["accepted", "done"], ["not_fixed", "fixed"]),
        "r2": (["done"], ["not_fixed"]),
        "r3": (["dismissed"], ["fixed"]),
        "r4": (["handed_over"], ["cannot_tell"]),
        "r5": ([], []),
    }
    for id_, (answers, outcomes) in stories.items():
        ledger.record_choice("maria", 50, look(RECOMMENDATION | {"id": id_}))
        for number, word in enumerate(answers):
            answer = said(f"{id_}-{number}", word, 100 + number)
            ledger.record_answer(replace(answer, recommendation=id_))
        for number, what in enumerate(outcomes):
            ledger.record_outcome(replace(found(what, 200 + number), recommendation=id_))

    totals = ledger.totals("maria")
    assert (totals.shown, totals.taken_on) == (5, 3)
    assert (totals.fixed, totals.not_fixed, totals.cannot_tell) == (2, 1, 1)
    assert totals.trusted == 1
    assert totals.saving_per_day == {"USD": 88.0}


def test_a_fix_that_saves_no_money_counts_as_fixed(shown: Ledger) -> None:
    shown.record_outcome(found("fixed", likely=None))

    totals = shown.totals("maria")
    assert (totals.fixed, totals.saving_per_day) == (1, {})


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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([None, 0.5, 0.9]), min_size=1, max_size=12))
def test_the_log_has_one_row_for_each_change_and_the_last_one_stands(chosen: list[float | None]) -> None:
    changes = sum(now != before for before, now in zip([object(), *chosen], chosen, strict=False))
    with TemporaryDirectory() as folder, open_database(Path(folder) / "plantroom.db") as database:
        ledger = Ledger(database)
        for as_of_ms, probability in enumerate(chosen):
            recommendation = None if probability is None else RECOMMENDATION | {"probability": probability}
            document = look(recommendation, f"t{as_of_ms}")
            ledger.record_choice("maria", as_of_ms, document)
            standing = ledger.current_choice("maria")
            assert standing is not None
            assert standing.document == document

        assert rows_of(database, "choices") == changes
