"""A trend export published to the broker in its own time order, as UDMI pointset events."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from ingest.publisher import Publisher
from ingest.settings import BrokerSettings
from ingest.tables import Table, TableReport
from ingest.tape import read_tape


@dataclass(frozen=True, slots=True)
class ReplayProgress:
    """How far a replay is, in messages; ``time_ms`` is of the last one, as published."""

    total: int
    sent: int
    acknowledged: int
    time_ms: int


@dataclass(frozen=True, slots=True)
class ReplayResult:
    """What a replay did; ``finished`` is False when it was stopped, ``shifted_ms`` was added to each time."""

    messages: int
    acknowledged: int
    readings: int
    shifted_ms: int
    finished: bool
    table: TableReport


def replay(
    table: Table,
    broker: BrokerSettings,
    *,
    speed: float | None = None,
    shift_to_now: bool = False,
    since_ms: int | None = None,
    in_flight: int = 200,
    stop: threading.Event | None = None,
    progress: Callable[[ReplayProgress], None] | None = None,
) -> ReplayResult:
    """Publish a table, one message a device and time, QoS 1, values and words as they stand in the file.

    ``speed`` is times real time, None flat out with at most ``in_flight`` messages unacknowledged. With
    ``shift_to_now`` the times are moved so that the last reading is of the moment when it is sent.
    ``since_ms`` leaves out what is older, to go on where another replay stopped. A broker that is away is
    waited for, at the start and in between; what it did not acknowledge is sent again. Returns when all is
    acknowledged, or soon after ``stop``.

    Raises TableError, and ValueError for a speed that is not above 0, or below 1 with ``shift_to_now``.
    """
    if speed is not None and not speed > 0:
        raise ValueError(f"speed must be above 0, is {speed:g}")
    if shift_to_now and speed is not None and speed < 1:
        raise ValueError(
            "a replay slower than real time cannot be shifted to now: it would begin in the future"
        )
    stop = stop or threading.Event()
    tape = read_tape(table, since_ms)
    times = tape.readings.time_ms
    shift_ms = 0
    if shift_to_now and len(times):
        lasts_ms = (times[-1] - times[0]) / speed if speed is not None else 0
        shift_ms = int(time.time() * 1000 + lasts_ms - times[-1])
    sent = 0
    with Publisher(broker, in_flight) as publisher:
        started = time.monotonic()
        for time_ms, topic, payload in tape.messages(shift_ms):
            if speed is not None:
                due = started + (time_ms - int(times[0])) / 1000 / speed
                stop.wait(max(0.0, due - time.monotonic()))
            if not publisher.publish(topic, payload, stop):
                break
            sent += 1
            if progress is not None:
                progress(ReplayProgress(len(tape), sent, publisher.acknowledged, time_ms + shift_ms))
        finished = publisher.drain(stop) and sent == len(tape)
        return ReplayResult(
            messages=sent,
            acknowledged=publisher.acknowledged,
            readings=int(tape.starts[sent]),
            shifted_ms=shift_ms,
            finished=finished,
            table=table.report,
        )
