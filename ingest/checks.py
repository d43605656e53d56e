from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.local_time import from_local
from ingest.reading import DecodeError, RawReading, Reason
from ingest.units import conversion
from store.points import KnownPoint, PointBook

_LONGEST_SOURCE = 400


class Columns(NamedTuple):
    """N readings before the checks of a batch: places in the point book, times, raw values, arrivals [ms]."""

    row: NDArray[np.int64]
    time_ms: NDArray[np.int64]
    value: NDArray[np.float64]
    arrival_ms: NDArray[np.int64]


def check_source(source: str) -> None:
    """Raise DecodeError for a name that nobody could ask for, or that would not go into a store or a log."""
    parts = source.split("/", 2)
    if len(parts) != 3 or not all(part.strip() for part in parts):
        raise DecodeError(Reason.UNUSABLE_NAME, f"{source[:80]!r} is not building/device/point")
    if len(source) > _LONGEST_SOURCE or not source.isprintable():
        raise DecodeError(Reason.UNUSABLE_NAME, f"{source[:80]!r} is too long or has control characters")


def raw_value(reading: RawReading, point: KnownPoint) -> float | None:
    """The number of a reading in its point's declared unit; None for text from a point that nobody described.

    Raises DecodeError.
    """
    value = reading.value
    if isinstance(value, str):
        if not point.described:
            return None
        number = (point.words or {}).get(value.casefold())
        if number is None:
            words = f"its words are {', '.join(map(repr, point.words))}" if point.words else "it has no words"
            raise DecodeError(Reason.NOT_A_NUMBER, f"{point.source} says {value[:40]!r}; {words}")
        return number
    if reading.unit is not None and reading.unit != point.unit:
        scale, offset = conversion(reading.unit, point.unit)
        return value * scale + offset
    return value


def time_of(reading: RawReading, timezone: str | None, arrival_ms: int, tolerance_ms: int) -> int | None:
    """UTC milliseconds of a reading, None if it has no time. Raises DecodeError."""
    time = reading.time
    if isinstance(time, datetime):
        if timezone is None:
            detail = (
                f"{reading.source} at {time.isoformat()} without offset, and no site declares its timezone"
            )
            raise DecodeError(Reason.LOCAL_TIME, detail)
        return from_local(time, timezone, arrival_ms, tolerance_ms)
    return time


def refusals(columns: Columns, book: PointBook, future_ms: int) -> Iterator[tuple[int, DecodeError]]:
    """Which readings of a batch cannot be true, by their place in ``columns``, and why; each at most once."""
    row, time_ms, value, arrival_ms = columns
    finite = np.isfinite(value)
    with np.errstate(over="ignore"):
        si_value = np.where(finite, value, 0.0) * book.scale[row] + book.offset[row]
    for place in np.flatnonzero(~finite):
        yield int(place), DecodeError(Reason.NOT_A_NUMBER, f"{_source(book, row[place])} says {value[place]}")
    ahead = finite & (time_ms > arrival_ms + future_ms)
    for place in np.flatnonzero(ahead):
        seconds = (time_ms[place] - arrival_ms[place]) / 1000
        detail = f"{_source(book, row[place])} is {seconds:.0f} s ahead of its arrival"
        yield int(place), DecodeError(Reason.FUTURE, detail)
    before = finite & (time_ms < 0)
    for place in np.flatnonzero(before):
        yield int(place), DecodeError(Reason.UNREADABLE_TIME, f"{_source(book, row[place])} is before 1970")
    within = (si_value >= book.lowest[row]) & (si_value <= book.highest[row])
    for place in np.flatnonzero(finite & ~ahead & ~before & ~within):
        at = row[place]
        detail = (
            f"{_source(book, at)} says {value[place]:g}, in SI {si_value[place]:g}, "
            f"which is not within {book.lowest[at]:g} to {book.highest[at]:g}"
        )
        yield int(place), DecodeError(Reason.OUT_OF_BOUNDS, detail)


def _source(book: PointBook, row: np.int64) -> str:
    return book.sources[row]
