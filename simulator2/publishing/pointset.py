"""What a portfolio says as UDMI pointset events, all devices of a moment at once."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import numpy as np

from simulator2.published import DeviceFrame, Published
from simulator2.publishing.packets import Message, text

UDMI_VERSION = "1.5.2"
_encode = msgspec.json.Encoder().encode


def pointset_topic(building: str, device: str) -> str:
    """The topic of a device's readings; the building is the UDMI registry."""
    return f"/r/{building}/d/{device}/events/pointset"


def pointset_messages(published: Published) -> Iterator[list[Message]]:
    """The messages of each moment, in the order of time; a value that is no number is left out."""
    frames = published.devices
    topics = [text(pointset_topic(frame.building, frame.device)) for frame in frames]
    names = [[_encode(name) for name in frame.names] for frame in frames]
    templates = [_template(own) for own in names]
    ends = np.cumsum([len(own) for own in names]).tolist()
    spans = [slice(end - len(own), end) for end, own in zip(ends, names, strict=True)]
    for index, time_ms in enumerate(published.times_ms.tolist()):
        moment = datetime.fromtimestamp(time_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        numbers = _numbers(frames, index)
        if b"null" in numbers:
            yield [
                Message(topic, _sparse(own, moment, numbers[span]))
                for topic, own, span in zip(topics, names, spans, strict=True)
            ]
        else:
            yield [
                Message(topic, template % (moment, *numbers[span]))
                for topic, template, span in zip(topics, templates, spans, strict=True)
            ]


def _numbers(frames: tuple[DeviceFrame, ...], index: int) -> list[bytes]:
    """The values of a moment as JSON, device after device; null for what is no number."""
    row = np.concatenate([frame.values[index] for frame in frames]) if frames else np.zeros(0)
    return _encode(row.tolist())[1:-1].split(b",") if len(row) else []


def _template(names: list[bytes]) -> bytes:
    points = b",".join(_point(name).replace(b"%", b"%%") + b"%b}" for name in names)
    return _head(b"%b") + points + b"}}"


def _sparse(names: list[bytes], moment: bytes, numbers: list[bytes]) -> bytes:
    """The payload of a device of which some values may be missing."""
    there = [
        _point(name) + number + b"}" for name, number in zip(names, numbers, strict=True) if number != b"null"
    ]
    return _head(moment) + b",".join(there) + b"}}"


def _head(moment: bytes) -> bytes:
    return b'{"version":"' + UDMI_VERSION.encode() + b'","timestamp":"' + moment + b'","points":{'


def _point(name: bytes) -> bytes:
    return name + b':{"present_value":'
