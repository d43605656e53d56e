import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from ingest.formats.json_text import convert, milliseconds, parse_leniently
from ingest.formats.udmi_messages import Version, schema_of
from ingest.reading import Decoded, DecodeError, RawReading

_TOPIC = re.compile(
    r"/?(?:r/(?P<building>[^/]+)/d|devices)/(?P<device>[^/]+)/"
    r"(?P<kind>events|e|state|s|metadata)(?:/(?P<folder>[^/]+))?"
)
_LONG = {"e": "events", "s": "state"}


class PointEvent(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """One point of a pointset event."""

    present_value: float | bool | str


class PointsetEvent(msgspec.Struct, forbid_unknown_fields=True):
    """UDMI ``events_pointset``; only the timestamp may be missing, then the arrival stands for it."""

    version: Version
    points: dict[str, PointEvent]
    timestamp: datetime | None = None
    upgraded_from: str | None = None
    partial_update: bool = False


class _AnyPoints(msgspec.Struct, forbid_unknown_fields=True):
    version: Version
    points: dict[str, Any]
    timestamp: datetime | None = None
    upgraded_from: str | None = None
    partial_update: bool = False


_POINTSET = msgspec.json.Decoder(PointsetEvent)


class Udmi:
    """Messages as UDMI's schemas describe them: pointset events give readings, the others give none.

    Topics are ``/r/{building}/d/{device}/events/{folder}`` and ``…/state``, with or without the leading
    slash, ``e`` and ``s`` for short. ``/devices/{device}/…`` names no building; it is taken in if
    ``building`` is given.
    """

    def __init__(self, building: str | None = None) -> None:
        self._building = building
        roots = ["/r/+/d/+", "r/+/d/+"]
        if building is not None:
            roots += ["/devices/+", "devices/+"]
        kinds = ("events/#", "e/#", "state/#", "s/#", "metadata")
        self.subscriptions = tuple(f"{root}/{kind}" for root in roots for kind in kinds)

    def decoder(self, topic: str) -> Callable[[bytes], Decoded] | None:
        """What decodes the payloads of ``topic``; None if it is not UDMI's."""
        found = _TOPIC.fullmatch(topic)
        if found is None:
            return None
        building = found["building"] or self._building
        if building is None:
            return None
        return decoder(building, found["device"], _LONG.get(found["kind"], found["kind"]), found["folder"])


def decoder(building: str, device: str, kind: str, folder: str | None) -> Callable[[bytes], Decoded]:
    """What decodes the messages of a device of one ``kind`` (events, state, metadata) and ``folder``."""
    if (kind, folder) == ("events", "pointset"):
        prefix = f"{building}/{device}/"
        return lambda payload: _decode_pointset(prefix, payload)
    return lambda payload: _decode_without_readings(kind, folder, payload)


def _decode_pointset(prefix: str, payload: bytes) -> Decoded:
    try:
        event = _POINTSET.decode(payload)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return _decode_point_by_point(prefix, payload)
    time = _time(event.timestamp)
    return Decoded(
        [
            RawReading(
                prefix + name, value if isinstance(value := point.present_value, str) else float(value), time
            )
            for name, point in event.points.items()
        ]
    )


def _decode_point_by_point(prefix: str, payload: bytes) -> Decoded:
    """The slow way, for a message that is not clean: one bad point does not cost it the others."""
    event = convert(parse_leniently(payload), _AnyPoints)
    time = _time(event.timestamp)
    readings, problems = [], []
    for name, content in event.points.items():
        try:
            value = convert(content, PointEvent).present_value
        except DecodeError as error:
            problems.append(DecodeError(error.reason, f"point {name!r}: {error.detail}"))
        else:
            readings.append(
                RawReading(prefix + name, value if isinstance(value, str) else float(value), time)
            )
    return Decoded(readings, problems)


def _decode_without_readings(kind: str, folder: str | None, payload: bytes) -> Decoded:
    content = parse_leniently(payload)
    version = content.get("version") if isinstance(content, dict) else None
    convert(content, schema_of(kind, folder, version))
    return Decoded()


def _time(timestamp: datetime | None) -> int | datetime | None:
    return timestamp if timestamp is None or timestamp.tzinfo is None else milliseconds(timestamp)
