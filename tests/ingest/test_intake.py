"""What each kind of bad input gets; and that nothing is ever lost, whatever arrives."""

import json
from collections.abc import Callable

import pytest

from ingest.reading import Reason
from store.database import Database
from store.dead_letters import FIRST_BYTES
from store.readings import ReadingStore
from tests.ingest.taken import ARRIVAL_MS, TOPIC, intake, message, only_letter, take, values

pytestmark = pytest.mark.usefixtures("two_known_points")


def test_payload_that_is_no_json_is_a_dead_letter_with_topic_first_bytes_and_reason(
    database: Database,
) -> None:
    letter = only_letter(take(database, b"hello" * 100))
    assert (letter.topic, letter.size, letter.arrival_ms) == (TOPIC, 500, ARRIVAL_MS)
    assert letter.first_bytes == (b"hello" * 100)[:FIRST_BYTES]
    assert (letter.reason, letter.detail) == ("not JSON", "Expecting value: line 1 column 1 (char 0)")


def test_the_stream_goes_on_around_a_bad_message(database: Database) -> None:
    taken = take(database, {"point": "supply", "value": 50}, b"\x00", {"point": "supply", "value": 51})
    assert values(taken) == [50, 51]
    assert taken.refused == {Reason.NOT_JSON: 1}


def test_ten_megabytes_are_refused_and_all_but_the_start_forgotten(database: Database) -> None:
    letter = only_letter(take(database, b'"' + b"x" * 10_000_000 + b'"'))
    assert (letter.reason, letter.size, len(letter.first_bytes)) == ("too large", 10_000_002, FIRST_BYTES)


def test_the_largest_payload_is_a_setting(database: Database) -> None:
    content = {"point": "supply", "value": 50}
    size = len(json.dumps(content))
    assert values(take(database, content, largest_payload_bytes=size)) == [50]
    assert only_letter(take(database, content, largest_payload_bytes=size - 1)).reason == "too large"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_finite_is_refused(database: Database, value: float) -> None:
    letter = only_letter(take(database, {"point": "supply", "value": value}))
    assert letter.reason == "not a number"
    assert str(value) in letter.detail


def test_text_for_a_number_is_refused(database: Database) -> None:
    letter = only_letter(take(database, {"point": "supply", "value": "warm"}))
    assert (letter.reason, letter.detail) == (
        "not a number",
        "north/ahu-1/supply says 'warm'; it has no words",
    )


def test_text_is_a_number_for_a_point_with_words(database: Database) -> None:
    assert values(take(database, {"point": "fan", "value": "on"}, {"point": "fan", "value": "OFF"})) == [
        1.0,
        0.0,
    ]
    letter = only_letter(take(database, {"point": "fan", "value": "maybe"}))
    assert letter.detail == "north/ahu-1/fan says 'maybe'; its words are 'off', 'on'"


def test_text_of_a_point_that_nobody_described_is_kept_as_its_sample(database: Database) -> None:
    taken = take(database, {"point": "stranger", "value": 5}, {"point": "stranger", "value": "warm"})
    ReadingStore(database).commit(taken.batch)
    (unknown,) = ReadingStore(database).unknown_points()
    assert (unknown.source, unknown.heard, unknown.sample) == ("north/ahu-1/stranger", 2, "warm")
    assert unknown.newest_ms == ARRIVAL_MS, "its number is kept as a reading"
    assert taken.batch.dead_letters == []


def test_a_unit_is_brought_to_the_declared_one(database: Database) -> None:
    taken = take(
        database,
        {"point": "supply", "value": 20, "unit": "degC"},
        {"point": "supply", "value": 68, "unit": "°F"},
    )
    assert values(taken) == pytest.approx([68.0, 68.0])


def test_a_unit_that_nobody_knows_is_refused(database: Database) -> None:
    letter = only_letter(take(database, {"point": "supply", "value": 20, "unit": "bananas"}))
    assert (letter.reason, letter.detail) == ("unknown unit", "'bananas' is no unit")


def test_a_unit_that_measures_something_else_is_refused(database: Database) -> None:
    letter = only_letter(take(database, {"point": "supply", "value": 20, "unit": "kW"}))
    assert (letter.reason, letter.detail) == ("unit does not fit", "'kW' is given, 'degF' is declared")


@pytest.mark.parametrize(("value", "kept"), [(482.0, True), (483.0, False), (-76.0, True), (-77.0, False)])
def test_what_cannot_be_is_refused_by_its_bounds_in_si(database: Database, value: float, kept: bool) -> None:
    taken = take(database, {"point": "supply", "value": value})
    assert (values(taken) == [value]) == kept
    assert [letter.reason for letter in taken.batch.dead_letters] == ([] if kept else ["out of bounds"])


def test_one_bad_reading_does_not_cost_a_message_the_others(database: Database) -> None:
    readings = [
        {"point": "supply", "value": 50},
        {"point": "supply", "value": "warm"},
        {"point": "supply", "value": 1e9, "time": ARRIVAL_MS - 1},
        {"point": "supply", "value": 51, "time": ARRIVAL_MS - 2},
        {"value": 1},
    ]
    taken = take(database, {"readings": readings})
    assert values(taken) == [50, 51]
    assert sorted(letter.reason for letter in taken.batch.dead_letters) == [
        "not a number",
        "out of bounds",
        "wrong schema",
    ]


@pytest.mark.parametrize(
    "topic", ["plantroom//ahu-1/supply", "plantroom/north/ /supply", "plantroom/north/ahu\n1/supply"]
)
def test_a_name_that_nobody_could_ask_for_is_refused(database: Database, topic: str) -> None:
    taken = intake(database).take([message(5, topic)])
    assert only_letter(taken).reason in {"unusable name", "unknown topic"}


def test_new_sources_are_kept_up_to_a_bound(database: Database) -> None:
    taken = take(
        database, *({"point": f"p{place}", "value": place} for place in range(5)), most_unknown_points=3
    )
    assert values(taken) == [0, 1, 2]
    assert [letter.reason for letter in taken.batch.dead_letters] == ["too many unknown points"] * 2
    again = take(database, {"point": "p0", "value": 7}, {"point": "p9", "value": 7}, most_unknown_points=3)
    assert values(again) == [7], "those that are there go on"


def test_an_import_takes_effect_with_the_next_batch(
    database: Database, describe: Callable[..., None]
) -> None:
    one = intake(database)
    assert values(one.take([message({"point": "late", "value": "on"})])) == []
    describe("north/ahu-1/late", words='{"on": 1}', highest=2.0)
    assert values(one.take([message({"point": "late", "value": "on"})])) == [1.0]
    assert one.take([message({"point": "late", "value": 3})]).refused == {Reason.OUT_OF_BOUNDS: 1}


def test_counts_tell_known_from_unknown(database: Database) -> None:
    taken = take(
        database,
        {"point": "supply", "value": 50},
        {"point": "stranger", "value": 1},
        {"point": "odd", "value": 1},
    )
    assert taken.unknown == 2
