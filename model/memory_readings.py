"""Readings held in memory, for backtests and tests: the same door as the store's."""

from collections.abc import Sequence

import numpy as np

from model.history import ReadingColumns


class MemoryReadings:
    """A ``ReadingSource`` over columns already at hand, in SI, sorted by time once."""

    def __init__(self, sources: Sequence[str], columns: ReadingColumns) -> None:
        order = np.argsort(columns.time_ms, kind="stable")
        self._time_ms = columns.time_ms[order]
        self._column = columns.column[order]
        self._value = columns.value[order]
        self._place = {source: at for at, source in enumerate(sources)}

    @property
    def span_ms(self) -> tuple[int, int] | None:
        """Time of the first and the last reading, None when there is none."""
        return (int(self._time_ms[0]), int(self._time_ms[-1])) if len(self._time_ms) else None

    def read(self, sources: list[str], start_ms: int, end_ms: int) -> ReadingColumns:
        """Readings of ``sources`` with start_ms <= time < end_ms."""
        kept = self._window(start_ms, end_ms)
        asked = np.full(len(self._place) + 1, -1, dtype=np.int64)
        for at, source in enumerate(sources):
            asked[self._place.get(source, -1)] = at
        asked[-1] = -1
        column = asked[self._column[kept]]
        wanted = column >= 0
        return ReadingColumns(self._time_ms[kept][wanted], column[wanted], self._value[kept][wanted])

    def heard(self, start_ms: int, end_ms: int) -> int:
        """How many sources have a reading in the window."""
        return int(np.unique(self._column[self._window(start_ms, end_ms)]).size)

    def newest_ms(self, before_ms: int) -> int | None:
        """Time of the newest reading before ``before_ms``, None when there is none."""
        at = int(np.searchsorted(self._time_ms, before_ms))
        return int(self._time_ms[at - 1]) if at else None

    def _window(self, start_ms: int, end_ms: int) -> slice:
        first, last = np.searchsorted(self._time_ms, [start_ms, end_ms])
        return slice(int(first), int(last))
