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
        window = self._window(start_ms, end_ms)
        asked = np.full(len(self._place) + 1, -1, dtype=np.int64)
        for at, source in reversed(list(enumerate(sources))):
            asked[self._place.get(source, -1)] = at
        asked[-1] = -1
        column = asked[self._columns.column[window]]
        wanted = column >= 0
        return ReadingColumns(
            self._columns.time_ms[window][wanted], column[wanted], self._columns.value[window][wanted]
        )

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

    def _window(self, start_ms: int, end_ms: int) -> slice:
        first, last = np.searchsorted(self._columns.time_ms, [start_ms, end_ms])
        return slice(int(first), int(last))
