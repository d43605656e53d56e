"""What a portfolio says as UDMI pointset events, all devices of a moment at once."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulator.published import Published
from simulator.publishing.packets import Message, text

UDMI_VERSION = "1.5.2"
Values = NDArray[np.float64]
_encode = msgspec.json.Encoder().encode


def pointset_topic(building: str, device: str) -> str:
    """The topic of a device's readings; the building is the UDMI registry."""
    return f"/r/{building}/d/{device}/events/pointset"


class Pointsets:
    """Makes messages of what one portfolio publishes; what stays the same of them is made once."""

    def __init__(self) -> None:
        self._known: list[tuple[str, str, tuple[str, ...]]] = []
        self._topics: list[bytes] = []
        self._names: list[list[bytes]] = []
        self._templates: list[bytes] = []
        self._spans: list[slice] = []
        self._owners = np.zeros(0, dtype=np.int64)

    def messages(self, published: Published) -> Iterator[list[Message]]:
        """The messages of each moment, in the order of time.

        A value that is no number is left out, and a device of which no value is left says nothing.
        """
        frames = published.devices
        if not frames:
            return
        known = [(frame.building, frame.device, frame.names) for frame in frames]
        if known != self._known:
            self._learn(known)
        values = np.concatenate([frame.values for frame in frames], axis=1)
        for time_ms, row in zip(published.times_ms.tolist(), values, strict=True):
            moment = datetime.fromtimestamp(time_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
            numbers = _encode(row.tolist())[1:-1].split(b",")
            messages = [
                (topic, template % (moment, *numbers[span]))
                for topic, template, span in zip(self._topics, self._templates, self._spans, strict=True)
            ]
            self._mend(messages, moment, numbers, row)
            yield messages

    def _learn(self, known: list[tuple[str, str, tuple[str, ...]]]) -> None:
        counts = [len(names) for _, _, names in known]
        self._known = known
        self._topics = [text(pointset_topic(building, device)) for building, device, _ in known]
        self._names = [[_encode(name) for name in names] for _, _, names in known]
        self._templates = [_template(names) for names in self._names]
        self._owners = np.repeat(np.arange(len(known)), counts)
        ends = np.cumsum(counts).tolist()
        self._spans = [slice(end - count, end) for end, count in zip(ends, counts, strict=True)]

    def _mend(self, messages: list[Message], moment: bytes, numbers: list[bytes], row: Values) -> None:
        """Take out of ``messages`` the values of ``row`` that are no numbers."""
        # From the last to the first, so that leaving one out does not move those still to do.
        for device in np.unique(self._owners[~np.isfinite(row)])[::-1].tolist():
            said = _said(self._names[device], numbers[self._spans[device]])
            messages[device : device + 1] = (
                [(self._topics[device], _head(moment) + said + b"}}")] if said else []
            )


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
