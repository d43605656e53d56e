"""What each kind of bad input gets; and that nothing is ever lost, whatever arrives."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ingest.formats import Formats, Plain, Udmi, UdmiEnvelopes
from ingest.intake import Intake, Taken
from ingest.reading import Message, Reason
from ingest.settings import IntakeSettings
from store.database import Database, open_database
from store.dead_letters import FIRST_BYTES, DeadLetter
from store.readings import ReadingStore

ARRIVAL = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
ARRIVAL_MS = int(ARRIVAL.timestamp() * 1000)
TOPIC = "plantroom/north/ahu-1/readings"


def intake(database: Database, **settings: object) -> Intake:
    return Intake(Formats([Udmi(), UdmiEnvelopes(), Plain()]), database, IntakeSettings(**settings))


def message(content: object, topic: str = TOPIC, arrival_ms: int = ARRIVAL_MS) -> Message:
    payload = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Message(topic, payload, 1, 1, arrival_ms)


def take(database: Database, *contents: object, **settings: object) -> Taken:
    return intake(database, **settings).take([message(content) for content in contents])


def values(taken: Taken) -> list[float]:
    return taken.batch.value.tolist()


def only_letter(taken: Taken) -> DeadLetter:
    assert values(taken) == []
    (letter,) = taken.batch.dead_letters
    return letter


@pytest.fixture(autouse=True)
def _points(describe: Callable[..., None]) -> None:
    describe("north/ahu-1/supply", unit="degF", scale=5 / 9, offset=-160 / 9, lowest=-60.0, highest=250.0)
    describe("north/ahu-1/fan", unit="1", lowest=0.0, highest=1.0, words='{"Off": 0, "On": 1}')


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


def test_a_reading_without_time_gets_its_arrival_and_is_marked(database: Database) -> None:
    taken = take(
        database, {"point": "supply", "value": 50}, {"point": "supply", "value": 51, "time": ARRIVAL_MS - 5}
    )
    assert taken.batch.time_ms.tolist() == [ARRIVAL_MS, ARRIVAL_MS - 5]
    assert taken.batch.timed_by_arrival.tolist() == [True, False]


def test_two_values_without_time_in_the_same_millisecond_are_two_readings(database: Database) -> None:
    one = intake(database)
    contents = [message({"point": "supply", "value": 50 + place}) for place in range(3)]
    times = [time for _ in range(2) for time in one.take(contents).batch.time_ms.tolist()]
    assert times == [ARRIVAL_MS + place for place in range(6)]


def test_the_future_is_refused_beyond_its_bound(database: Database) -> None:
    near, far = ARRIVAL + timedelta(minutes=10), ARRIVAL + timedelta(hours=1)
    assert values(take(database, {"point": "supply", "value": 50, "time": near.isoformat()})) == [50]
    letter = only_letter(take(database, {"point": "supply", "value": 50, "time": far.isoformat()}))
    assert (letter.reason, letter.detail) == (
        "in the future",
        "north/ahu-1/supply is 3600 s ahead of its arrival",
    )


def test_a_year_old_reading_is_stored_and_does_not_become_the_latest(database: Database) -> None:
    old = ARRIVAL - timedelta(days=365)
    taken = take(
        database, {"point": "supply", "value": 50}, {"point": "supply", "value": 40, "time": old.isoformat()}
    )
    store = ReadingStore(database)
    store.commit(taken.batch)
    assert store.latest(["north/ahu-1/supply"])["north/ahu-1/supply"].time_ms == ARRIVAL_MS
    assert len(store.read(["north/ahu-1/supply"], 0, ARRIVAL_MS + 1).value) == 2


def test_before_1970_is_no_time(database: Database) -> None:
    assert (
        only_letter(take(database, {"point": "supply", "value": 50, "time": -1})).reason == "unreadable time"
    )


def test_a_local_time_is_read_in_the_timezone_of_its_point(database: Database) -> None:
    taken = take(database, {"point": "supply", "value": 50, "time": "2026-01-05T12:00:00"})
    assert taken.batch.time_ms.tolist() == [ARRIVAL_MS]


def test_a_local_time_of_a_point_that_nobody_described_is_read_in_the_timezone_of_its_building(
    database: Database,
) -> None:
    taken = take(database, {"point": "stranger", "value": 50, "time": "2026-01-05T12:00:00"})
    assert taken.batch.time_ms.tolist() == [ARRIVAL_MS]


def test_a_local_time_is_refused_where_no_timezone_is_declared(database: Database) -> None:
    content = message({"value": 50, "time": "2026-01-05T12:00:00"}, "plantroom/south/ahu-1/supply")
    letter = only_letter(intake(database).take([content]))
    assert letter.reason == "local time without a timezone"


def test_a_site_with_a_timezone_that_nobody_knows_stalls_nothing(
    database: Database, describe: Callable[..., None]
) -> None:
    describe("north/ahu-1/lost", timezone="Atlantis/Capital")
    letter = only_letter(take(database, {"point": "lost", "value": 50, "time": "2026-01-05T12:00:00"}))
    assert "Atlantis/Capital" in letter.detail


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


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
times = st.none() | st.integers() | st.floats() | st.text(max_size=8) | st.datetimes().map(str)
units = st.none() | st.sampled_from(["degC", "°F", "kW", "%", "m**9**9**9"]) | st.text(max_size=12)
points = st.sampled_from(["supply", "fan", "stranger", "", "a/b"]) | st.text(max_size=8)
plausible = st.fixed_dictionaries(
    {"point": points, "value": json_values}, optional={"time": times, "unit": units}
)
pointsets = st.fixed_dictionaries(
    {
        "version": st.just("1.5.7"),
        "points": st.dictionaries(points, st.fixed_dictionaries({"present_value": json_values})),
    },
    optional={"timestamp": times},
)
topics = st.sampled_from(
    [TOPIC, "plantroom/n/d/p", "/r/n/d/x/events/pointset", "/r/n/d/x/state", "udmi/envelope", "?"]
)
contents = st.binary(max_size=64) | (
    json_values | plausible | st.lists(plausible, max_size=3) | pointsets
).map(lambda content: json.dumps(content).encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return open_database(tmp_path_factory.mktemp("shared") / "plantroom.db")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arrived=st.lists(st.tuples(topics | st.text(max_size=20), contents), min_size=1, max_size=5))
def test_whatever_arrives_every_message_is_kept_as_readings_or_as_a_dead_letter(
    shared: Database, arrived: list[tuple[str, bytes]]
) -> None:
    messages = [Message(topic, payload, 1, 1, ARRIVAL_MS) for topic, payload in arrived]
    one = intake(shared)
    taken = one.take(messages)
    batch = taken.batch
    ReadingStore(shared).commit(batch)
    assert np.isfinite(batch.value).all()
    assert (batch.time_ms <= ARRIVAL_MS + IntakeSettings().future_ms).all()
    assert sum(taken.refused.values()) == len(batch.dead_letters)
    for topic, payload in arrived:
        alone = one.take([Message(topic, payload, 1, 1, ARRIVAL_MS)])
        kept = len(alone.batch.value) + len(alone.batch.dead_letters) + alone.unknown
        assert kept or _says_nothing(payload), (topic, payload)


def _says_nothing(payload: bytes) -> bool:
    """Whether a message is well formed and holds no reading at all."""
    content = json.loads(payload)
    return (
        content == [] or content.get("points") == {} or content.get("readings") == [] or "version" in content
    )


def test_the_same_messages_give_the_same_batch(database: Database) -> None:
    contents = [{"point": "supply", "value": 50, "time": ARRIVAL_MS}, {"point": "x", "value": "on"}, b"\x00"]
    first, second = take(database, *contents), take(database, *contents)
    assert first.batch.time_ms.tolist() == second.batch.time_ms.tolist()
    assert first.batch.point.tolist() == second.batch.point.tolist()
    assert first.batch.dead_letters == second.batch.dead_letters


def test_what_is_refused_can_be_written_and_printed_whatever_it_holds(
    tmp_path: Path, database: Database
) -> None:
    nasty = message({"point": "a\ud800\x00\x1b[2J", "value": 1}, "plantroom/n\x1b/d/readings")
    taken = intake(database).take([nasty])
    ReadingStore(database).commit(taken.batch)
    with database.read() as connection:
        (row,) = connection.execute(text("SELECT topic, detail FROM dead_letters")).all()
    assert row.topic.isprintable()
    assert row.detail.isprintable()
