"""UDMI's published examples get the verdict of UDMI's own validator; one bad point costs one point."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from ingest.formats import Formats, Udmi, UdmiEnvelopes
from ingest.reading import Decoded, DecodeError, RawReading, Reason

FORMATS = Formats([Udmi(), UdmiEnvelopes()])

# The verdicts of the .out files beside the examples in UDMI's repository; all others are valid there. With
# where our decoder finds fault.
INVALID = {
    "envelope__empty": "deviceRegistryId",
    "envelope__errors1": r"\$\.deviceRegistryId",
    "envelope__errors2": r"\$\.deviceNumId",
    "events_discovery__errors": "unknown field `id`",
    "events_discovery__node": "unknown field `software`",
    "events_pointset__empty": "missing required field `version`",
    "events_pointset__errors": "unknown field `id`",
    "events_system__categories": r"\$\.logentries\[3\]\.category",
    "events_system__empty": "missing required field `version`",
    "events_system__errors": r"\$\.logentries\[0\]\.level",
    "metadata__bad": r"\$\.gateway\.proxy_ids\[0\]",
    "metadata__empty": "missing required field `version`",
    "metadata__errors": r"\$\.system\.location\.site",
    "metadata__nosys": "missing required field `system`",
    "metadata__toomany": r"length <= 150 - at `\$\.pointset\.points`",
    "state__delta_x1_gateway": "unknown field `hardware`",
    "state__delta_x1_target": "unknown field `vendor_name`",
    "state__empty": "missing required field `version`",
    "state__errors": "unknown field `device_id`",
    "state__makemodel_error": "unknown field `make_model`",
    "state__scan_bad": r"\$\.discovery\.families",
}

# 2018-08-26T21:39:29.364Z and 2019-01-17T14:02:29.364Z
IN_2018, IN_2019 = 1_535_319_569_364, 1_547_733_749_364
FAN_COIL = {
    "space_temperature_sensor": 21.30108642578125,
    "fan_run_status": 1.0,
    "fan_run_enable": 0.0,
    "chilled_water_valve_percentage_command": 76.0,
}
READINGS = {
    "example": (
        IN_2018,
        {
            "reading_value": 21.30108642578125,
            "nexus_sensor": 21.1,
            "yoyo_motion_sensor": 1.0,
            "enum_value": "hello",
        },
    ),
    "fcu": (IN_2019, FAN_COIL),
    "smartprimus": (IN_2019, FAN_COIL),
    "partial": (IN_2018, {"reading_value": 21.30108642578125, "enum_value": "hello"}),
    "writeback": (
        IN_2018,
        {
            "room_temperature": 37.3,
            "hallway_temperature": 40.3,
            "hallway_lights": 1.0,
            "entryway_lock": 0.0,
            "scale_sensor": 10.0,
            "rocket_motor": 92.0,
        },
    ),
}


def decode_example(path: Path) -> Decoded:
    kind, _ = path.stem.split("__")
    if kind == "envelope":
        topic = "udmi/envelope"
    elif kind.startswith("events_"):
        topic = f"/r/ZZ-TRI-FECTA/d/AHU-1/events/{kind.removeprefix('events_')}"
    else:
        topic = f"/r/ZZ-TRI-FECTA/d/AHU-1/{kind}"
    return FORMATS.decode(topic, path.read_bytes())


def test_every_valid_example_decodes_and_every_invalid_one_says_what_is_wrong(data_folder: Path) -> None:
    examples = {path.stem: path for path in (data_folder / "udmi").glob("*.json")}
    assert INVALID.keys() <= examples.keys()
    for name in examples.keys() - INVALID.keys():
        assert decode_example(examples[name]).problems == (), name
    for name, fault in INVALID.items():
        with pytest.raises(DecodeError, match=fault) as refused:
            decode_example(examples[name])
        assert refused.value.reason is Reason.WRONG_SCHEMA, name


@pytest.mark.parametrize("name", READINGS)
def test_a_published_pointset_gives_its_readings(data_folder: Path, name: str) -> None:
    time_ms, points = READINGS[name]
    decoded = decode_example(data_folder / "udmi" / f"events_pointset__{name}.json")
    assert decoded.readings == [
        RawReading(f"ZZ-TRI-FECTA/AHU-1/{point}", value, time_ms) for point, value in points.items()
    ]


def test_other_messages_give_no_readings(data_folder: Path) -> None:
    for path in (data_folder / "udmi").glob("*.json"):
        if path.stem not in INVALID and not path.stem.startswith("events_pointset"):
            assert decode_example(path).readings == (), path.name


def pointset(**message: object) -> bytes:
    return json.dumps({"version": "1.5.7", "timestamp": "2018-08-26T21:39:29.364Z"} | message).encode()


@pytest.mark.parametrize(
    "topic",
    [
        "/r/north/d/AHU-1/events/pointset",
        "r/north/d/AHU-1/events/pointset",
        "/r/north/d/AHU-1/e/pointset",
        "r/north/d/AHU-1/e/pointset",
        "/devices/AHU-1/events/pointset",
    ],
)
def test_each_form_of_the_topic_gives_the_same_reading(topic: str) -> None:
    formats = Formats([Udmi(building="north")])
    decoded = formats.decode(topic, pointset(points={"supply": {"present_value": 12.5}}))
    assert decoded == Decoded([RawReading("north/AHU-1/supply", 12.5, IN_2018)])


@pytest.mark.parametrize(
    "topic",
    ["/devices/AHU-1/events/pointset", "/r/north/d/AHU-1/config", "/r/north/d/AHU-1", "x/r/a/d/b/e/pointset"],
)
def test_a_topic_that_is_none_of_udmi_s_or_names_no_building_is_unknown(topic: str) -> None:
    with pytest.raises(DecodeError) as refused:
        FORMATS.decode(topic, pointset(points={}))
    assert refused.value.reason is Reason.UNKNOWN_TOPIC


def test_one_bad_point_does_not_cost_the_good_ones() -> None:
    points = {
        "good": {"present_value": 1},
        "empty": {},
        "odd": 5,
        "nested": {"present_value": {}},
        "fine": {"present_value": "on"},
    }
    decoded = FORMATS.decode("/r/b/d/x/events/pointset", pointset(points=points))
    assert decoded.readings == [RawReading("b/x/good", 1.0, IN_2018), RawReading("b/x/fine", "on", IN_2018)]
    assert [problem.reason for problem in decoded.problems] == [Reason.WRONG_SCHEMA] * 3
    assert [problem.detail.split(":")[0] for problem in decoded.problems] == [
        "point 'empty'",
        "point 'odd'",
        "point 'nested'",
    ]


def test_a_nan_costs_its_own_point_alone() -> None:
    payload = pointset(points={"good": {"present_value": 1.5}, "bad": {"present_value": float("nan")}})
    assert b"NaN" in payload
    decoded = FORMATS.decode("/r/b/d/x/events/pointset", payload)
    assert decoded.readings[0] == RawReading("b/x/good", 1.5, IN_2018)
    assert str(decoded.readings[1].value) == "nan", "the checks refuse it"


def test_a_pointset_without_timestamp_has_no_time() -> None:
    decoded = FORMATS.decode(
        "/r/b/d/x/events/pointset", b'{"version":"1.5.7","points":{"a":{"present_value":1}}}'
    )
    assert decoded.readings == [RawReading("b/x/a", 1.0, None)]


def test_a_timestamp_without_offset_stays_local() -> None:
    payload = pointset(timestamp="2026-03-29T02:30:00", points={"a": {"present_value": 1}})
    (reading,) = FORMATS.decode("/r/b/d/x/events/pointset", payload).readings
    assert reading.time == datetime.fromisoformat("2026-03-29T02:30:00")


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", Reason.NOT_JSON),
        (b"hello", Reason.NOT_JSON),
        (b"\xff\xfe", Reason.NOT_JSON),
        (b"[" * 100_000, Reason.NOT_JSON),
        (b"5", Reason.WRONG_SCHEMA),
        (b"[]", Reason.WRONG_SCHEMA),
        (pointset(points=[]), Reason.WRONG_SCHEMA),
        (pointset(points={}, timestamp="yesterday"), Reason.WRONG_SCHEMA),
        (pointset(points={}, extra=1), Reason.WRONG_SCHEMA),
        (b'{"version":2,"points":{}}', Reason.WRONG_SCHEMA),
        (b'{"version":"1.5.7","points":{"a":{"present_value":' + b"9" * 5000 + b"}}}", Reason.NOT_JSON),
    ],
)
def test_what_is_no_pointset_is_refused_with_the_reason(payload: bytes, reason: Reason) -> None:
    with pytest.raises(DecodeError) as refused:
        FORMATS.decode("/r/b/d/x/events/pointset", payload)
    assert refused.value.reason is reason


def test_an_envelope_brings_the_readings_of_the_message_in_it() -> None:
    import base64  # noqa: PLC0415

    inner = base64.b64encode(pointset(points={"supply": {"present_value": 12.5}})).decode()
    envelope = {
        "deviceRegistryId": "ZZ-TRI-FECTA",
        "deviceId": "AHU-1",
        "subType": "events",
        "subFolder": "pointset",
    }
    decoded = FORMATS.decode("udmi/envelope", json.dumps(envelope | {"payload": inner}).encode())
    assert decoded.readings == [RawReading("ZZ-TRI-FECTA/AHU-1/supply", 12.5, IN_2018)]
    with pytest.raises(DecodeError, match="no base64"):
        FORMATS.decode("udmi/envelope", json.dumps(envelope | {"payload": "!"}).encode())
