"""The evidence as lines of a chart: what was measured, and what the model expected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from api.times import iso, milliseconds
from model.cards.shown import UnitSystem, display_unit
from model.frames.history import ReadingSource
from model.recommendation import Trace
from store.ledger_records import RecommendationRecord

HOUR_MS = 3_600_000
BEFORE_MS = 24 * HOUR_MS
LONGEST_MS = 7 * 24 * HOUR_MS
MOST_TIMES = 500
_INTERVALS_MS = tuple(minutes * 60_000 for minutes in (1, 2, 5, 10, 15, 20, 30, 60))


@dataclass(frozen=True, slots=True)
class SeriesTrace:
    """One line of the chart; ``values`` in ``unit``, one a time, null where nothing was heard."""

    name: str
    label: str
    unit: str
    kind: str
    source: str | None
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Lines over the same N times; each value is the mean over ``interval_seconds`` from its time on."""

    start: str
    end: str
    interval_seconds: int
    times: tuple[str, ...]
    traces: tuple[SeriesTrace, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A trace in SI before averaging: int64 UTC ms and float64 values of equal length."""

    trace: Trace
    time_ms: NDArray[np.int64]
    value: NDArray[np.float64]


def evidence_series(
    record: RecommendationRecord, until_ms: int, readings: ReadingSource, system: UnitSystem
) -> Series | None:
    """Read the traces of a recommendation until ``until_ms``; None when it has none.

    Starts 24 h before ``since``, or seven days before ``until_ms``, whichever is later; at most 500 times.
    """
    traces = [Trace(**trace) for trace in record.document["traces"]]
    if not traces:
        return None
    since_ms = milliseconds(datetime.fromisoformat(record.document["since"]))
    start_ms = max(min(since_ms, until_ms) - BEFORE_MS, until_ms - LONGEST_MS)
    lines = [
        *_measured(traces, readings, start_ms, until_ms),
        *_expected(traces, record.expected_series),
    ]
    interval_ms = _interval(lines, until_ms - start_ms)
    first_ms = start_ms // interval_ms * interval_ms
    count = _count(lines, first_ms, interval_ms, until_ms)
    by_name = {line.trace.name: _averaged(line, first_ms, interval_ms, count, system) for line in lines}
    return Series(
        start=iso(first_ms),
        end=iso(first_ms + count * interval_ms),
        interval_seconds=interval_ms // 1000,
        times=tuple(iso(first_ms + index * interval_ms) for index in range(count)),
        traces=tuple(by_name[trace.name] for trace in traces if trace.name in by_name),
    )


def _measured(traces: list[Trace], readings: ReadingSource, start_ms: int, end_ms: int) -> list[_Line]:
    heard = [trace for trace in traces if trace.source is not None]
    columns = readings.read([str(trace.source) for trace in heard], start_ms, end_ms)
    lines = []
    for index, trace in enumerate(heard):
        mine = columns.column == index
        lines.append(_Line(trace, columns.time_ms[mine], columns.value[mine]))
    return lines


def _expected(traces: list[Trace], stored: Mapping[str, Any]) -> list[_Line]:
    lines = []
    for trace in traces:
        series = stored.get(trace.name)
        if trace.source is None and series is not None:
            values = np.asarray(series["values"], dtype=np.float64)
            time_ms = series["start_ms"] + series["step_ms"] * np.arange(len(values), dtype=np.int64)
            lines.append(_Line(trace, time_ms, values))
    return lines


def _interval(lines: list[_Line], window_ms: int) -> int:
    """The shortest interval that keeps to 500 times and is not finer than what half of the lines bring."""
    spacings = [float(np.median(np.diff(line.time_ms))) for line in lines if len(line.time_ms) > 2]
    wanted_ms = max(window_ms / (MOST_TIMES - 1), float(np.median(spacings)) if spacings else 0.0)
    return next((step for step in _INTERVALS_MS if step >= wanted_ms), _INTERVALS_MS[-1])


def _count(lines: list[_Line], first_ms: int, interval_ms: int, until_ms: int) -> int:
    """Intervals from ``first_ms`` on: the last is left out while it runs and nothing was heard in it yet."""
    whole, running = divmod(until_ms - first_ms, interval_ms)
    begun_ms = first_ms + whole * interval_ms
    heard = any(line.trace.source is not None and (line.time_ms >= begun_ms).any() for line in lines)
    return whole + (1 if running and (heard or not whole) else 0)


def _averaged(line: _Line, first_ms: int, interval_ms: int, count: int, system: UnitSystem) -> SeriesTrace:
    place = (line.time_ms - first_ms) // interval_ms
    counted = (place >= 0) & (place < count) & np.isfinite(line.value)
    heard = np.bincount(place[counted], minlength=count)
    total = np.bincount(place[counted], weights=line.value[counted], minlength=count)
    unit = display_unit(line.trace.unit, system, line.trace.quantity)
    shown = unit.show(total / np.maximum(heard, 1)).round(3)
    values = tuple(float(value) if some else None for value, some in zip(shown, heard, strict=True))
    trace = line.trace
    return SeriesTrace(trace.name, trace.label, unit.symbol, trace.kind, trace.source, values)
