import re
from collections.abc import Callable
from typing import Any

import msgspec

from ingest.formats.json_text import convert, parse_leniently, read_time
from ingest.reading import Decoded, DecodeError, RawReading, Reason

_TOPIC = re.compile(r"plantroom/(?P<building>[^/]+)/(?P<device>[^/]+)/(?P<point>[^/]+)")
_BATCH = "readings"


class PlainReading(msgspec.Struct, forbid_unknown_fields=True):
    """One reading; ``point`` only where the topic does not name it."""

    value: float | bool | str
    point: str | None = None
    time: float | str | None = None
    unit: str | None = None


class PlainBatch(msgspec.Struct, forbid_unknown_fields=True):
    """Several readings; ``time`` and ``unit`` stand for those that have none of their own."""

    readings: list[Any]
    time: float | str | None = None
    unit: str | None = None


class Plain:
    """Plain JSON, as ``docs/formats.md`` describes it, for those who have no UDMI."""

    subscriptions = ("plantroom/+/+/+",)

    def decoder(self, topic: str) -> Callable[[bytes], Decoded] | None:
        """What decodes the payloads of ``topic``; None if it is not a topic of plain JSON."""
        found = _TOPIC.fullmatch(topic)
        if found is None:
            return None
        prefix = f"{found['building']}/{found['device']}/"
        point = None if found["point"] == _BATCH else found["point"]
        return lambda payload: _decode(prefix, point, payload)


def _decode(prefix: str, point: str | None, payload: bytes) -> Decoded:
    try:
        content = msgspec.json.decode(payload)
    except (msgspec.DecodeError, ValueError, RecursionError):
        content = parse_leniently(payload)
    batch = _batch(content)
    readings, problems = [], []
    for place, item in enumerate(batch.readings):
        try:
            readings.append(_reading(prefix, point, item, batch))
        except DecodeError as error:
            problems.append(DecodeError(error.reason, f"reading {place}: {error.detail}"))
    return Decoded(readings, problems)


def _batch(content: object) -> PlainBatch:
    if isinstance(content, dict) and "readings" in content:
        return convert(content, PlainBatch)
    return PlainBatch(content if isinstance(content, list) else [content])


def _reading(prefix: str, point: str | None, item: object, batch: PlainBatch) -> RawReading:
    reading = convert(item if isinstance(item, dict) else {"value": item}, PlainReading)
    name = reading.point or point
    if name is None:
        raise DecodeError(Reason.WRONG_SCHEMA, 'no "point", and the topic names none')
    if point is not None and name != point:
        raise DecodeError(Reason.WRONG_SCHEMA, f"point {name!r} on the topic of {point!r}")
    value = reading.value if isinstance(reading.value, str) else float(reading.value)
    time = read_time(batch.time if reading.time is None else reading.time)
    return RawReading(prefix + name, value, time, reading.unit or batch.unit)
