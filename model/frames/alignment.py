"""Readings on the grid of steps: means, travel and presence by step, and how long a value stands."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.frames.frames import HOLD_HOURS, HOUR_MS, STEP_MS
from model.frames.history import ReadingColumns
from model.frames.windows import Flags, Floats

Scalar = TypeVar("Scalar", bound=np.generic)


def align(columns: ReadingColumns, count: int, times_ms: NDArray[np.int64]) -> tuple[Floats, Floats, Flags]:
    """Mean, travel and presence by step and source, each (T, S)."""
    size = len(times_ms) * count
    if not size:
        empty = np.empty((len(times_ms), count))
        return empty, empty.copy(), empty.astype(bool)
    # Sixteen bits are sorted in a time that grows with the readings alone.
    few = columns.column.astype(np.uint16) if count <= np.iinfo(np.uint16).max else columns.column
    order = np.argsort(few, kind="stable")
    time_ms, column, value = (each[order] for each in columns)
    cell = column * len(times_ms) + (time_ms - times_ms[0]) // STEP_MS
    change = np.zeros(len(value))
    change[1:] = np.abs(value[1:] - value[:-1])
    # What lay between two readings far apart, or of two sources, is not known.
    known = np.zeros(len(value), dtype=bool)
    known[1:] = (column[1:] == column[:-1]) & (time_ms[1:] - time_ms[:-1] <= HOLD_HOURS * HOUR_MS)
    number = np.bincount(cell, minlength=size)
    total = np.bincount(cell, weights=value, minlength=size)
    travel = np.bincount(cell, weights=np.where(known, change, 0.0), minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(number > 0, total / number, np.nan)

    def by_step(values: NDArray[Scalar]) -> NDArray[Scalar]:
        return np.ascontiguousarray(values.reshape(count, len(times_ms)).T)

    return by_step(mean), by_step(travel.astype(np.float64)), by_step(number > 0)


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
