from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ingest.checks import Columns, check_source, raw_value, refusals, time_of
from ingest.formats import Formats
from ingest.reading import Decoded, DecodeError, Message, RawReading, Reason
from ingest.settings import IntakeSettings
from store.database import Database
from store.dead_letters import FIRST_BYTES, DeadLetter
from store.points import KnownPoint, PointBook
from store.readings import Heard, ReadingBatch

_LONGEST_DETAIL = 500
_LONGEST_TOPIC = 1000
_LONGEST_SAMPLE = 100


class Taken(NamedTuple):
    """A batch ready for the store, how many readings came from points that nobody described, and refusals."""

    batch: ReadingBatch
    unknown: int
    refused: Counter[Reason]


class _Gathered:
    """Readings of a batch as they pass the checks of one reading at a time."""

    def __init__(self) -> None:
        self.row: list[int] = []
        self.time_ms: list[int] = []
        self.value: list[float] = []
        self.message: list[int] = []
        self.timed_by_arrival: list[bool] = []
        self.problems: list[tuple[int, DecodeError]] = []
        self.heard: dict[int, Heard] = {}


class Intake:
    """From messages to what the store commits: decoded, checked, nothing lost.

    A message with one bad reading keeps its good ones.
    """

    def __init__(self, formats: Formats, database: Database, settings: IntakeSettings) -> None:
        self._formats = formats
        self._book = PointBook(database)
        self._settings = settings
        self._last_arrival: dict[str, int] = {}

    def take(self, messages: Sequence[Message]) -> Taken:
        """Decode and check ``messages``, and give sources never heard before a place in the store.

        Raises StoreUnavailableError when there are such sources and the store takes no writes now.
        """
        self._book.refresh()
        gathered = _Gathered()
        raw = self._decode(messages, gathered)
        self._admit(raw, gathered)
        known = self._book.known
        for reading, place in raw:
            point = known.get(reading.source)
            if point is not None:
                self._gather(reading, point, place, messages[place].arrival_ms, gathered)
        return self._finish(messages, gathered)

    def _decode(self, messages: Sequence[Message], gathered: _Gathered) -> list[tuple[RawReading, int]]:
        raw: list[tuple[RawReading, int]] = []
        for place, message in enumerate(messages):
            try:
                decoded = self._decode_one(message)
            except DecodeError as error:
                gathered.problems.append((place, error))
                continue
            raw.extend([(reading, place) for reading in decoded.readings])
            gathered.problems.extend([(place, problem) for problem in decoded.problems])
        return raw

    def _decode_one(self, message: Message) -> Decoded:
        size, largest = len(message.payload), self._settings.largest_payload_bytes
        if size > largest:
            raise DecodeError(Reason.TOO_LARGE, f"{size} bytes; at most {largest} are taken")
        return self._formats.decode(message.topic, message.payload)

    def _check_new(self, source: str, room: int) -> None:
        check_source(source)
        if room <= 0:
            most = self._settings.most_unknown_points
            raise DecodeError(
                Reason.TOO_MANY_UNKNOWN, f"{source} is new, and {most} that no site describes are kept"
            )

    def _admit(self, raw: list[tuple[RawReading, int]], gathered: _Gathered) -> None:
        known = self._book.known
        room = self._settings.most_unknown_points - self._book.unknown
        admitted: set[str] = set()
        for reading, place in raw:
            source = reading.source
            if source in known or source in admitted:
                continue
            try:
                self._check_new(source, room - len(admitted))
            except DecodeError as error:
                gathered.problems.append((place, error))
            else:
                admitted.add(source)
        self._book.register(admitted)

    def _gather(
        self, reading: RawReading, point: KnownPoint, place: int, arrival_ms: int, gathered: _Gathered
    ) -> None:
        try:
            value = raw_value(reading, point)
            timezone = point.timezone or self._book.timezone_of(point.source)
            time_ms = time_of(reading, timezone, arrival_ms, self._settings.future_ms)
        except DecodeError as error:
            gathered.problems.append((place, error))
            return
        if not point.described:
            times = gathered.heard[point.point].times + 1 if point.point in gathered.heard else 1
            gathered.heard[point.point] = Heard(times, _printable(str(reading.value), _LONGEST_SAMPLE))
        if value is None:
            return
        gathered.timed_by_arrival.append(time_ms is None)
        gathered.time_ms.append(self._by_arrival(reading.source, arrival_ms) if time_ms is None else time_ms)
        gathered.row.append(point.row)
        gathered.value.append(value)
        gathered.message.append(place)

    def _by_arrival(self, source: str, arrival_ms: int) -> int:
        # Two values without a time that arrive in the same millisecond are two readings.
        last = self._last_arrival.get(source, -1)
        self._last_arrival[source] = time_ms = max(arrival_ms, last + 1)
        return time_ms

    def _finish(self, messages: Sequence[Message], gathered: _Gathered) -> Taken:
        arrivals = np.array([message.arrival_ms for message in messages], dtype=np.int64)
        columns = Columns(
            np.array(gathered.row, dtype=np.int64),
            np.array(gathered.time_ms, dtype=np.int64),
            np.array(gathered.value, dtype=np.float64),
            arrivals[np.array(gathered.message, dtype=np.int64)],
        )
        good = np.ones(len(columns.row), dtype=np.bool_)
        for place, problem in refusals(columns, self._book, self._settings.future_ms):
            good[place] = False
            gathered.problems.append((gathered.message[place], problem))
        batch = ReadingBatch(
            point=self._book.keys[columns.row[good]],
            time_ms=columns.time_ms[good],
            value=columns.value[good],
            arrival_ms=columns.arrival_ms[good],
            timed_by_arrival=np.array(gathered.timed_by_arrival, dtype=np.bool_)[good],
            dead_letters=[_letter(messages[place], problem) for place, problem in gathered.problems],
            unknown=gathered.heard,
        )
        refused = Counter(problem.reason for _, problem in gathered.problems)
        return Taken(batch, sum(heard.times for heard in gathered.heard.values()), refused)


def refuse(message: Message, problem: DecodeError) -> Taken:
    """A batch of nothing but the dead letter of ``message``."""
    batch = ReadingBatch(
        point=np.empty(0, dtype=np.int64),
        time_ms=np.empty(0, dtype=np.int64),
        value=np.empty(0, dtype=np.float64),
        arrival_ms=np.empty(0, dtype=np.int64),
        timed_by_arrival=np.empty(0, dtype=np.bool_),
        dead_letters=[_letter(message, problem)],
    )
    return Taken(batch, 0, Counter([problem.reason]))


def _letter(message: Message, problem: DecodeError) -> DeadLetter:
    return DeadLetter(
        arrival_ms=message.arrival_ms,
        topic=_printable(message.topic, _LONGEST_TOPIC),
        first_bytes=message.payload[:FIRST_BYTES],
        size=len(message.payload),
        reason=problem.reason.value,
        detail=_printable(problem.detail, _LONGEST_DETAIL),
    )


def _printable(text: str, longest: int) -> str:
    """At most ``longest`` characters that any database and terminal takes."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text[:longest]
    )
