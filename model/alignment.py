"""Readings on the grid of steps: means, travel and presence by step, and how long a value stands."""

import numpy as np
from numpy.typing import NDArray

from model.frames import HOLD_HOURS, HOUR_MS, STEP_MS
from model.history import ReadingColumns
from model.windows import Flags, Floats


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
    order = np.argsort(columns.column, kind="stable")
    column, reading, at = columns.column[order], columns.value[order], cell[order]
    change = np.abs(np.diff(reading, prepend=np.nan))
    # What lay between two readings far apart is not known.
    apart = np.diff(columns.time_ms[order], prepend=0) > HOLD_HOURS * HOUR_MS
    change[(np.diff(column, prepend=-1) != 0) | apart] = 0.0
    travel = np.bincount(at, weights=np.nan_to_num(change), minlength=size).astype(np.float64)
    shape = (len(times_ms), count)
    return mean.reshape(shape), travel.reshape(shape), (number > 0).reshape(shape)


def hold(values: Floats, steps: int) -> Floats:
    """Carry the last value forward over at most ``steps`` empty steps."""
    row = np.arange(len(values))[:, None]
    last = np.maximum.accumulate(np.where(np.isnan(values), -1, row), axis=0)
    held = np.take_along_axis(values, np.maximum(last, 0), axis=0)
    return np.where((last >= 0) & (row - last <= steps), held, np.nan)
