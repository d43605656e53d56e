"""Plain JSON: one reading or many, with or without time and unit."""

import json
from datetime import datetime

import pytest

from ingest.formats import Formats, Plain
from ingest.reading import Decoded, DecodeError, RawReading, Reason

FORMATS = Formats([Plain()])
# 2026-01-05T12:00:00Z
NOON = 1_767_614_400_000


def decode(topic: str, content: object) -> Decoded:
    payload = content if isinstance(content, bytes) else json.dumps(content).encode()
    return FORMATS.decode(topic, payload)


def only(content: object, topic: str = "plantroom/north/ahu-1/supply") -> RawReading:
    decoded = decode(topic, content)
    assert decoded.problems == []
    (reading,) = decoded.readings
    return reading


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2026-01-05T12:00:00Z", NOON),
        ("2026-01-05T12:00:00.25Z", NOON + 250),
        ("2026-01-05T06:00:00-06:00", NOON),
        ("2026-01-05 12:00:00Z", NOON),
        ("2026-01-05T12:00:00", datetime(2026, 1, 5, 12)),  # noqa: DTZ001
        (1_767_614_400, NOON),
        (1_767_614_400.25, NOON + 250),
        (NOON, NOON),
        (None, None),
    ],
)
def test_a_time_is_text_or_a_number_or_missing(time: object, expected: object) -> None:
    assert only({"value": 1, "time": time}) == RawReading("north/ahu-1/supply", 1.0, expected)


@pytest.mark.parametrize(("content", "value"), [(21.5, 21.5), (b" 7 ", 7.0), (True, 1.0), ("on", "on")])
def test_a_bare_value_is_a_reading_of_now(content: object, value: object) -> None:
    assert only(content) == RawReading("north/ahu-1/supply", value)


def test_a_unit_goes_with_its_value() -> None:
    assert only({"value": 21.5, "unit": "degC"}).unit == "degC"


def test_a_batch_gives_its_time_and_unit_to_those_without() -> None:
    readings = [{"point": "a", "value": 1}, {"point": "b", "value": 2, "time": NOON + 1, "unit": "degF"}]
    decoded = decode("plantroom/north/ahu-1/readings", {"time": NOON, "unit": "degC", "readings": readings})
    assert decoded.readings == [
        RawReading("north/ahu-1/a", 1.0, NOON, "degC"),
        RawReading("north/ahu-1/b", 2.0, NOON + 1, "degF"),
    ]


def test_a_list_is_a_batch() -> None:
    decoded = decode(
        "plantroom/north/ahu-1/readings", [{"point": "a", "value": 1}, {"point": "a", "value": 2}]
    )
    assert [reading.value for reading in decoded.readings] == [1.0, 2.0]


def test_one_bad_reading_does_not_cost_the_good_ones() -> None:
    readings = [
        {"point": "a", "value": 1},
        {"point": "b"},
        5,
        {"point": "c", "value": 1, "time": "soon"},
        {"point": "d", "value": 2},
    ]
    decoded = decode("plantroom/north/ahu-1/readings", {"readings": readings})
    assert [reading.source for reading in decoded.readings] == ["north/ahu-1/a", "north/ahu-1/d"]
    assert [(problem.reason, problem.detail.split(":")[0]) for problem in decoded.problems] == [
        (Reason.WRONG_SCHEMA, "reading 1"),
        (Reason.WRONG_SCHEMA, "reading 2"),
        (Reason.UNREADABLE_TIME, "reading 3"),
    ]


@pytest.mark.parametrize("time", ["soon", "", "2026-13-01T00:00:00Z", 1e300, -1e300, "9" * 1000])
def test_a_time_that_nobody_can_read_is_named(time: object) -> None:
    (problem,) = decode("plantroom/n/d/p", {"value": 1, "time": time}).problems
    assert problem.reason is Reason.UNREADABLE_TIME


@pytest.mark.parametrize(
    "content", [{"value": None}, {"value": [1]}, {"valu": 1}, {"value": 1, "time": []}, None, {}]
)
def test_what_is_no_reading_is_refused(content: object) -> None:
    (problem,) = decode("plantroom/n/d/p", content).problems
    assert problem.reason is Reason.WRONG_SCHEMA


def test_a_point_must_not_contradict_its_topic() -> None:
    (problem,) = decode("plantroom/n/d/p", {"value": 1, "point": "q"}).problems
    assert "'q' on the topic of 'p'" in problem.detail


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(DecodeError) as refused:
        decode("plantroom/n/d/p", b"ON")
    assert refused.value.reason is Reason.NOT_JSON


@pytest.mark.parametrize("topic", ["plantroom/n/d", "plantroom/n/d/p/q", "other/n/d/p"])
def test_other_topics_are_not_plain(topic: str) -> None:
    with pytest.raises(DecodeError) as refused:
        decode(topic, 1)
    assert refused.value.reason is Reason.UNKNOWN_TOPIC
