"""Readings held in memory, for backtests and tests: the same door as the store's."""

from collections.abc import Sequence

import numpy as np

from model.history import ReadingColumns


class MemoryReadings:
    """A ``ReadingSource`` over columns already at hand, in SI, in any order; 24 bytes a reading."""

    def __init__(self, sources: Sequence[str], columns: ReadingColumns) -> None:
        if (np.diff(columns.time_ms) < 0).any():
            order = np.argsort(columns.time_ms, kind="stable")
            columns = ReadingColumns(columns.time_ms[order], columns.column[order], columns.value[order])
        self._columns = columns
        # The readings of each source together, oldest first: news costs what it is, not what was before it.
        order = np.argsort(columns.column, kind="stable")
        self._time_ms, self._value = columns.time_ms[order], columns.value[order]
        self._begins = np.searchsorted(columns.column[order], np.arange(len(sources) + 1))
        self._place = {source: at for at, source in enumerate(sources)}

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source, with readings or without."""
        return tuple(self._place)

    @property
    def span_ms(self) -> tuple[int, int] | None:
        """Time of the first and the last reading, None when there is none."""
        times = self._columns.time_ms
        return (int(times[0]), int(times[-1])) if len(times) else None

    def read(self, sources: list[str], start_ms: int, end_ms: int) -> ReadingColumns:
        """Readings of ``sources`` with start_ms <= time < end_ms; unknown sources have none.

        A source that is asked for twice answers in its first column.
        """
        column_of = {source: at for at, source in reversed(list(enumerate(sources)))}
        known = [(at, self._place[source]) for source, at in column_of.items() if source in self._place]
        windows = [(at, *self._window_of(place, start_ms, end_ms)) for at, place in sorted(known)]
        rows = [np.arange(first, last) for _, first, last in windows]
        row = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
        at = np.array([at for at, _, _ in windows], dtype=np.int64)
        column = np.repeat(at, [len(own) for own in rows])
        return ReadingColumns(self._time_ms[row], column, self._value[row])

    def never_heard(self, before_ms: int) -> frozenset[str]:
        """Sources without a single reading before ``before_ms``."""
        window = self._window(0, before_ms)
        heard = np.zeros(len(self._place), dtype=bool)
        heard[self._columns.column[window]] = True
        return frozenset(source for source, at in self._place.items() if not heard[at])

    def heard(self, start_ms: int, end_ms: int) -> int:
        """How many sources have a reading in the window."""
        return int(np.unique(self._columns.column[self._window(start_ms, end_ms)]).size)

    def newest_ms(self, before_ms: int) -> int | None:
        """Time of the newest reading before ``before_ms``, None when there is none."""
        at = int(np.searchsorted(self._columns.time_ms, before_ms))
        return int(self._columns.time_ms[at - 1]) if at else None

    def _window_of(self, place: int, start_ms: int, end_ms: int) -> tuple[int, int]:
        begin, end = self._begins[place], self._begins[place + 1]
        first, last = np.searchsorted(self._time_ms[begin:end], [start_ms, end_ms])
        return int(begin + first), int(begin + last)

    def _window(self, start_ms: int, end_ms: int) -> slice:
        first, last = np.searchsorted(self._columns.time_ms, [start_ms, end_ms])
        return slice(int(first), int(last))
