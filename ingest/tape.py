"""A table cut into the messages of its devices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from ingest.tables import RawReadings, Table

_encode = msgspec.json.Encoder().encode
_UDMI_VERSION = "1.5.2"
_SLICE = 50_000


@dataclass(frozen=True, slots=True)
class Tape:
    """The readings of a table by time and device; message m has those ``starts[m]`` to ``starts[m + 1]``."""

    readings: RawReadings
    starts: NDArray[np.int64]
    devices: tuple[tuple[str, str], ...]
    device: NDArray[np.int64]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def messages(self, shift_ms: int) -> Iterator[tuple[int, str, bytes]]:
        """Yield time (as in the file), topic and payload of each message."""
        for first in range(0, len(self), _SLICE):
            last = min(first + _SLICE, len(self))
            begin, end = int(self.starts[first]), int(self.starts[last])
            times = self.readings.time_ms[begin:end].tolist()
            columns = self.readings.column[begin:end].tolist()
            values = self.readings.value[begin:end].tolist()
            texts = self.readings.text[begin:end].tolist()
            bounds = (self.starts[first : last + 1] - begin).tolist()
            for start, stop in pairwise(bounds):
                points = {
                    self.names[columns[at]]: {
                        "present_value": values[at] if texts[at] < 0 else self.readings.texts[texts[at]]
                    }
                    for at in range(start, stop)
                }
                building, device = self.devices[self.device[columns[start]]]
                payload = {
                    "version": _UDMI_VERSION,
                    "timestamp": _iso(times[start] + shift_ms),
                    "points": points,
                }
                yield times[start], f"/r/{building}/d/{device}/events/pointset", _encode(payload)


def read_tape(table: Table, since_ms: int | None = None) -> Tape:
    """Read a whole table, what is older than ``since_ms`` left out. Raises TableError."""
    batches = list(table.raw())
    time_ms, column, value, text = (
        np.concatenate([getattr(batch, name) for batch in batches] or [np.empty(0, dtype)])
        for name, dtype in (
            ("time_ms", np.int64),
            ("column", np.int64),
            ("value", np.float64),
            ("text", np.int64),
        )
    )
    parts = [source.split("/", 2) for source in table.sources]
    pairs = dict.fromkeys((part[0], part[1]) for part in parts)
    devices = {pair: index for index, pair in enumerate(pairs)}
    device = np.array([devices[part[0], part[1]] for part in parts], dtype=np.int64)
    order = np.lexsort((device[column], time_ms))
    if since_ms is not None:
        order = order[time_ms[order] >= since_ms]
    time_ms, column, value, text = time_ms[order], column[order], value[order], text[order]
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (np.diff(time_ms) != 0) | (np.diff(device[column]) != 0)
    return Tape(
        readings=RawReadings(time_ms, column, value, text, batches[-1].texts if batches else ()),
        starts=np.append(np.flatnonzero(begins), len(order)),
        devices=tuple(devices),
        device=device,
        names=tuple(part[2] for part in parts),
    )


def _iso(time_ms: int) -> str:
    moment = datetime.fromtimestamp(time_ms / 1000, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + f".{time_ms % 1000:03d}Z"
