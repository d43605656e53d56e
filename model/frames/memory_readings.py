"""Readings held in memory, for backtests and tests: the same door as the store's."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.frames.history import ReadingColumns

# More than any time in milliseconds: a key holds a source and a time.
_SOURCE = 1 << 42


class MemoryReadings:
    """A ``ReadingSource`` over columns already at hand, in SI, in any order; 16 bytes a reading.

    The readings of a source stand together, the oldest first: what is asked for costs what it is, and
    nothing for what else there is.
    """

    def __init__(self, sources: Sequence[str], columns: ReadingColumns) -> None:
        key = columns.column * _SOURCE + columns.time_ms
        order = np.argsort(key, kind="stable")
        self._key, self._value = key[order], columns.value[order]
        self._place = {source: at for at, source in enumerate(sources)}

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source, with readings or without."""
        return tuple(self._place)

    @property
    def span_ms(self) -> tuple[int, int] | None:
        """Time of the first and the last reading, None when there is none."""
        times = self._key % _SOURCE
        return (int(times.min()), int(times.max())) if len(times) else None

    def read(self, sources: list[str], start_ms: int, end_ms: int) -> ReadingColumns:
        """Readings of ``sources`` with start_ms <= time < end_ms; unknown sources have none.

        A source that is asked for twice answers in its first column.
        """
        column_of = {source: at for at, source in reversed(list(enumerate(sources)))}
        known = sorted((at, self._place[source]) for source, at in column_of.items() if source in self._place)
        at, place = np.array(known, dtype=np.int64).reshape(-1, 2).T
        first, last = self._at(place, start_ms), self._at(place, end_ms)
        count = np.maximum(last - first, 0)
        begins = np.cumsum(count) - count
        row = np.arange(count.sum()) + np.repeat(first - begins, count)
        return ReadingColumns(self._key[row] % _SOURCE, np.repeat(at, count), self._value[row])

    def never_heard(self, before_ms: int) -> frozenset[str]:
        """Sources without a single reading before ``before_ms``."""
        every = self._every()
        silent = self._at(every, before_ms) == self._at(every, 0)
        return frozenset(source for source, at in self._place.items() if silent[at])

    def heard(self, start_ms: int, end_ms: int) -> int:
        """How many sources have a reading in the window."""
        every = self._every()
        return int((self._at(every, end_ms) > self._at(every, start_ms)).sum())

    def newest_ms(self, before_ms: int) -> int | None:
        """Time of the newest reading before ``before_ms``, None when there is none."""
        every = self._every()
        last = self._at(every, before_ms)
        there = last > self._at(every, 0)
        return int((self._key[last[there] - 1] % _SOURCE).max()) if there.any() else None

    def _every(self) -> NDArray[np.int64]:
        return np.arange(len(self._place))

    def _at(self, place: NDArray[np.int64], time_ms: int) -> NDArray[np.int64]:
        """Of each source, where its readings from a time on begin."""
        return np.searchsorted(self._key, place * _SOURCE + min(max(time_ms, 0), _SOURCE))
