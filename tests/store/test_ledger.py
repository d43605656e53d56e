"""What was shown: looks are logged when something is new."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database import Database, open_database
from store.ledger import Ledger
from store.ledger_records import (
    ConflictError,
    Document,
)
from tests.store.looks import RECOMMENDATION, look


def rows_of(database: Database, table: str) -> int:
    with sqlite3.connect(database.path) as connection:
        count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return count


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
