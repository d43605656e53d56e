"""Readings on the grid of steps: means, travel and presence by step, and how long a value stands."""

import numpy as np
from numpy.typing import NDArray

from model.frames import HOLD_HOURS, HOUR_MS, STEP_MS
from model.history import ReadingColumns
from model.windows import Flags, Floats, known_or_zero


def align(columns: ReadingColumns, count: int, times_ms: NDArray[np.int64]) -> tuple[Floats, Floats, Flags]:
    """Mean, travel and presence by step and source, each (T, S)."""
    size = len(times_ms) * count
    if not size:
        empty = np.empty((len(times_ms), count))
        return empty, empty.copy(), empty.astype(bool)
    cell = (columns.time_ms - times_ms[0]) // STEP_MS * count + columns.column
    number = np.bincount(cell, minlength=size)
    total = np.bincount(cell, weights=columns.value, minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(number > 0, total / number, np.nan)
    # Sixteen bits are sorted in a time that grows with the readings alone.
    few = columns.column.astype(np.uint16) if count <= np.iinfo(np.uint16).max else columns.column
    order = np.argsort(few, kind="stable")
    column, reading, at = columns.column[order], columns.value[order], cell[order]
    change = np.abs(np.diff(reading, prepend=np.nan))
    # What lay between two readings far apart is not known.
    apart = np.diff(columns.time_ms[order], prepend=0) > HOLD_HOURS * HOUR_MS
    change[(np.diff(column, prepend=-1) != 0) | apart] = 0.0
    travel = np.bincount(at, weights=known_or_zero(change), minlength=size).astype(np.float64)
    shape = (len(times_ms), count)
    return mean.reshape(shape), travel.reshape(shape), (number > 0).reshape(shape)


def hold(values: Floats, steps: NDArray[np.int64] | int) -> Floats:
    """Carry the last value forward over at most ``steps`` empty steps, a number for all or of each column."""
    held = values.copy()
    empty = np.isnan(values)
    since = np.zeros(values.shape[1], dtype=np.int64)
    for row in np.flatnonzero(empty.any(axis=1)).tolist():
        # Where the row before was whole, nothing has been carried yet.
        if row and not empty[row - 1].any():
            since[:] = 0
        since = np.where(empty[row], since + 1, 0)
        if row:
            np.copyto(held[row], held[row - 1], where=empty[row] & (since <= steps))
    return held
