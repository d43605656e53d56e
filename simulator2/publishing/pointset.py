"""What a portfolio says as UDMI pointset events, all devices of a moment at once."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import numpy as np

from simulator2.published import Published
from simulator2.publishing.packets import Message, text

UDMI_VERSION = "1.5.2"
_encode = msgspec.json.Encoder().encode


def pointset_topic(building: str, device: str) -> str:
    """The topic of a device's readings; the building is the UDMI registry."""
    return f"/r/{building}/d/{device}/events/pointset"


def pointset_messages(published: Published) -> Iterator[list[Message]]:
    """The messages of each moment, in the order of time.

    A value that is no number is left out, and a device of which no value is left says nothing.
    """
    frames = published.devices
    topics = [text(pointset_topic(frame.building, frame.device)) for frame in frames]
    names = [[_encode(name) for name in frame.names] for frame in frames]
    templates = [_template(own) for own in names]
    counts = [len(own) for own in names]
    owners = np.repeat(np.arange(len(frames)), counts)
    spans = [slice(end - count, end) for end, count in zip(np.cumsum(counts).tolist(), counts, strict=True)]
    for index, time_ms in enumerate(published.times_ms.tolist() if frames else ()):
        moment = datetime.fromtimestamp(time_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        row = np.concatenate([frame.values[index] for frame in frames])
        numbers = _encode(row.tolist())[1:-1].split(b",")
        messages = [
            Message(topic, template % (moment, *numbers[span]))
            for topic, template, span in zip(topics, templates, spans, strict=True)
        ]
        # From the last to the first, so that leaving one out does not move those still to do.
        for number in np.unique(owners[~np.isfinite(row)])[::-1].tolist():
            said = _said(names[number], numbers[spans[number]])
            messages[number : number + 1] = (
                [Message(topics[number], _head(moment) + said + b"}}")] if said else []
            )
        yield messages


def _template(names: list[bytes]) -> bytes:
    points = b",".join(_point(name).replace(b"%", b"%%") + b"%b}" for name in names)
    return _head(b"%b") + points + b"}}"


def _said(names: list[bytes], numbers: list[bytes]) -> bytes:
    """The points of which there is a number."""
    return b",".join(
        _point(name) + number + b"}" for name, number in zip(names, numbers, strict=True) if number != b"null"
    )


def _head(moment: bytes) -> bytes:
    return b'{"version":"' + UDMI_VERSION.encode() + b'","timestamp":"' + moment + b'","points":{'


def _point(name: bytes) -> bytes:
    return name + b':{"present_value":'
