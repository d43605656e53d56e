from collections import Counter
from collections.abc import Mapping, Sequence
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
    """Readings of a batch as they pass the checks of one reading at a time; ``message``: where each was."""

    def __init__(self) -> None:
        self.row: list[int] = []
        self.time_ms: list[int] = []
        self.value: list[float] = []
        self.message: list[int] = []
        self.by_arrival: list[int] = []
        self.texts: dict[int, list[str]] = {}
        self.problems: list[tuple[int, DecodeError]] = []


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
        strangers: list[tuple[int, RawReading]] = []
        for place, message in enumerate(messages):
            try:
                decoded = self._decode(message)
            except DecodeError as error:
                gathered.problems.append((place, error))
                continue
            gathered.problems.extend([(place, problem) for problem in decoded.problems])
            strangers.extend(
                [(place, one) for one in self._gather(decoded.readings, place, message, gathered)]
            )
        self._admit(strangers, gathered)
        for place, reading in strangers:
            self._gather([reading], place, messages[place], gathered)
        return self._finish(messages, gathered)

    def _decode(self, message: Message) -> Decoded:
        size, largest = len(message.payload), self._settings.largest_payload_bytes
        if size > largest:
            raise DecodeError(Reason.TOO_LARGE, f"{size} bytes; at most {largest} are taken")
        return self._formats.decode(message.topic, message.payload)

    def _gather(
        self, readings: Sequence[RawReading], place: int, message: Message, gathered: _Gathered
    ) -> list[RawReading]:
        """Add ``readings`` of the message at ``place`` to ``gathered``; those of new sources come back."""
        strangers = []
        known = self._book.known
        add_row, add_time = gathered.row.append, gathered.time_ms.append
        add_value, add_message = gathered.value.append, gathered.message.append
        for reading in readings:
            source, value, time, unit = reading
            point = known.get(source)
            if point is None:
                strangers.append(reading)
                continue
            # Nearly all readings are a number with a time; nothing is to be asked of them here.
            if unit is None and type(value) is float and type(time) is int:
                number, time_ms = value, time
            else:
                try:
                    asked = self._value(reading, point, gathered)
                    when = self._time(reading, point, message.arrival_ms)
                except DecodeError as error:
                    gathered.problems.append((place, error))
                    continue
                if asked is None:
                    continue
                if when is None:
                    gathered.by_arrival.append(len(gathered.row))
                    when = self._by_arrival(source, message.arrival_ms)
                number, time_ms = asked, when
            add_row(point.row)
            add_time(time_ms)
            add_value(number)
            add_message(place)
        return strangers

    def _value(self, reading: RawReading, point: KnownPoint, gathered: _Gathered) -> float | None:
        value = raw_value(reading, point)
        if value is None:
            gathered.texts.setdefault(point.row, []).append(str(reading.value))
        return value

    def _time(self, reading: RawReading, point: KnownPoint, arrival_ms: int) -> int | None:
        timezone = point.timezone or self._book.timezone_of(point.source)
        return time_of(reading, timezone, arrival_ms, self._settings.future_ms)

    def _by_arrival(self, source: str, arrival_ms: int) -> int:
        # Two values without a time that arrive in the same millisecond are two readings.
        last = self._last_arrival.get(source, -1)
        self._last_arrival[source] = time_ms = max(arrival_ms, last + 1)
        return time_ms

    def _admit(self, strangers: list[tuple[int, RawReading]], gathered: _Gathered) -> None:
        room = self._settings.most_unknown_points - self._book.unknown
        admitted: set[str] = set()
        for place, reading in strangers:
            if reading.source not in admitted:
                try:
                    check_source(reading.source)
                    self._check_room(reading.source, room - len(admitted))
                except DecodeError as error:
                    gathered.problems.append((place, error))
                else:
                    admitted.add(reading.source)
        self._book.register(admitted)

    def _check_room(self, source: str, room: int) -> None:
        if room <= 0:
            most = self._settings.most_unknown_points
            raise DecodeError(
                Reason.TOO_MANY_UNKNOWN, f"{source} is new, and {most} that no site describes are kept"
            )

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
        timed_by_arrival = np.zeros(len(good), dtype=np.bool_)
        timed_by_arrival[gathered.by_arrival] = True
        heard = self._heard(columns, gathered.texts)
        batch = ReadingBatch(
            point=self._book.keys[columns.row[good]],
            time_ms=columns.time_ms[good],
            value=columns.value[good],
            arrival_ms=columns.arrival_ms[good],
            timed_by_arrival=timed_by_arrival[good],
            dead_letters=[_letter(messages[place], problem) for place, problem in gathered.problems],
            unknown=heard,
        )
        refused = Counter(problem.reason for _, problem in gathered.problems)
        return Taken(batch, sum(one.times for one in heard.values()), refused)

    def _heard(self, columns: Columns, texts: Mapping[int, list[str]]) -> dict[int, Heard]:
        """How often each point that nobody described was heard, and the last it said."""
        strange = np.flatnonzero(~self._book.described[columns.row])
        rows, last, times = np.unique(columns.row[strange][::-1], return_index=True, return_counts=True)
        values = columns.value[strange][::-1][last]
        heard = {
            row: Heard(count, f"{value:g}")
            for row, count, value in zip(rows.tolist(), times.tolist(), values.tolist(), strict=True)
        }
        for row, said in texts.items():
            before = heard[row].times if row in heard else 0
            heard[row] = Heard(before + len(said), _printable(said[-1], _LONGEST_SAMPLE))
        return {int(self._book.keys[row]): one for row, one in heard.items()}


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
