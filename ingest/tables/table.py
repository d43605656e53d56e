"""A trend export as readings of the points that a site describes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ingest.tables.cells import Cells, TableError, open_cells
from ingest.tables.clock import NO_TIME, Clock
from ingest.tables.columns import (
    Described,
    by_name,
    check_unambiguous,
    described_points,
    layout_of,
    needed,
    time_column,
)
from ingest.tables.long import LongNames
from ingest.tables.numbers import Column
from ingest.tables.readings import Floats, Integers, RawReadings
from ingest.tables.report import TableReport, Tally
from ingest.tables.words import Words
from model.frames.history import ReadingColumns
from model.site.graph import Site, TrendExport


@dataclass(slots=True)
class Table:
    """A table as ``open_table`` opens it; it can be read once, then ``report`` is whole."""

    path: Path
    points: tuple[Described, ...]
    export: TrendExport
    cells: Cells
    clock: Clock
    tally: Tally
    words: Words
    names: Mapping[str, tuple[int, ...]]

    @property
    def sources(self) -> tuple[str, ...]:
        """The points' whole keys, building/device/point; ``column`` of the readings is an index into them."""
        return tuple(item.source for item in self.points)

    def raw(self) -> Iterator[RawReadings]:
        """Yield the readings as they stand, batch by batch in the file's order. Raises TableError."""
        time = time_column(self.cells.columns, self.export, self.path.name)
        scale = np.array([item.point.scale for item in self.points])
        offset = np.array([item.point.offset for item in self.points])
        read = self._long if layout_of(self.cells.columns, self.export) == "long" else self._wide
        for raw in read(time):
            self.tally.add(raw, raw.value * scale[raw.column] + offset[raw.column])
            yield raw

    def readings(self) -> Iterator[ReadingColumns]:
        """Yield the readings in SI, batch by batch in the file's order. Raises TableError."""
        scale = np.array([item.point.scale for item in self.points])
        offset = np.array([item.point.offset for item in self.points])
        for raw in self.raw():
            yield ReadingColumns(raw.time_ms, raw.column, raw.value * scale[raw.column] + offset[raw.column])

    @property
    def report(self) -> TableReport:
        """What was come across so far."""
        return self.tally.report(self.path, self.cells, self.clock)

    def _times(self, first: int, time: str, batch: Mapping[str, Any]) -> Integers:
        times = self.clock.utc_ms(batch[time])
        self.tally.rows += int((times != NO_TIME).sum())
        for index in np.flatnonzero(times == NO_TIME).tolist():
            text = batch[time][index].as_py()
            if text is not None and str(text).strip():
                self.tally.untimed(self.cells.row_number(first + index), time, str(text))
        if not self.tally.rows and self.tally.unreadable_times:
            cell = self.tally.first_unreadable[0]
            written = self.export.time_format or "ISO 8601"
            raise TableError(
                f"{self.path.name}, row {cell.row}: {cell.text!r} is no time of {written}; "
                'say how times are written (readings: time_format), such as "%m/%d/%Y %H:%M"'
            )
        return times

    def _wide(self, time: str) -> Iterator[RawReadings]:
        others = [name for name in self.cells.columns if name and name != time]
        columns = {name: self.names[name] for name in others if name in self.names}
        for name, points in columns.items():
            check_unambiguous(name, points, self.points)
        self.tally.undescribed.update(dict.fromkeys(name for name in others if name not in columns))
        if not columns:
            raise TableError(self._nothing(self.cells.columns))
        missing, decimal = self.export.missing, self.export.decimal
        order = [index for points in columns.values() for index in points]
        for first, batch in self.cells.batches([time, *columns]):
            times = self._times(first, time, batch)
            values = np.full((len(times), len(order)), np.nan)
            texts: Integers | None = None
            place = 0
            for name, points in columns.items():
                cells = Column(batch[name], missing, decimal)
                for point in points:
                    values[:, place] = cells.values
                    if len(cells.text_rows):
                        at = np.full(len(cells.text_rows), point)
                        if texts is None:
                            texts = np.full(values.shape, -1, dtype=np.int64)
                        number, code = self.words.read(at, cells)
                        values[cells.text_rows, place], texts[cells.text_rows, place] = number, code
                        if point == points[0]:
                            self._complain(first, name, cells, number)
                    place += 1
            row, at = np.nonzero(~np.isnan(values))
            text = np.full(len(row), -1, dtype=np.int64) if texts is None else texts[row, at]
            yield self._in_order(times[row], np.array(order)[at], values[row, at], text)

    def _long(self, time: str) -> Iterator[RawReadings]:
        given, file = self.export, self.path.name
        value = needed(self.cells.columns, given.value, "value", file)
        keys = {"point": needed(self.cells.columns, given.point, "point", file)}
        for key, name in (("device", given.device), ("building", given.building)):
            if name is not None:
                keys[key] = needed(self.cells.columns, name, key, file)
        names = LongNames(self.names, self.points, keys)
        for first, batch in self.cells.batches(list(dict.fromkeys([time, value, *keys.values()]))):
            times = self._times(first, time, batch)
            cells = Column(batch[value], given.missing, given.decimal)
            point_of = names.points_of(batch)
            rows: list[Integers] = []
            columns: list[Integers] = []
            values: list[Floats] = []
            texts: list[Integers] = []
            for turn, points in enumerate(point_of):
                number = cells.values.copy()
                code = np.full(len(number), -1, dtype=np.int64)
                if len(cells.text_rows):
                    at = points[cells.text_rows]
                    number[cells.text_rows], code[cells.text_rows] = self.words.read(at, cells)
                    if turn == 0:
                        known = np.where(at >= 0, number[cells.text_rows], 0.0)
                        self._complain(first, value, cells, known)
                row = np.flatnonzero((points >= 0) & ~np.isnan(number))
                rows.append(row)
                columns.append(points[row])
                values.append(number[row])
                texts.append(code[row])
            if rows:
                moments = times[np.concatenate(rows)]
                yield self._in_order(
                    moments, np.concatenate(columns), np.concatenate(values), np.concatenate(texts)
                )
        self.tally.undescribed.update(dict.fromkeys(names.undescribed))
        if not names.found:
            raise TableError(self._nothing(tuple(names.undescribed)))

    def _in_order(self, time_ms: Integers, column: Integers, value: Floats, text: Integers) -> RawReadings:
        parts = (time_ms, column, value, text)
        timed = time_ms != NO_TIME
        if not timed.all():
            parts = (time_ms[timed], column[timed], value[timed], text[timed])
        if (np.diff(parts[0]) < 0).any():
            order = np.argsort(parts[0], kind="stable")
            parts = (parts[0][order], parts[1][order], parts[2][order], parts[3][order])
        return RawReadings(*parts, self.words.texts)

    def _complain(self, first: int, name: str, cells: Column, number: Floats) -> None:
        for index in np.flatnonzero(np.isnan(number)).tolist():
            row = self.cells.row_number(first + int(cells.text_rows[index]))
            self.tally.unreadable(row, name, cells.texts[int(cells.text_codes[index])])

    def _nothing(self, names: Sequence[str]) -> str:
        expected = [item.source.split("/", 2)[2] for item in self.points]
        return (
            f"{self.path.name}: none of its points is in the site. It has {', '.join(names[:5])}; "
            f"the site has {', '.join(expected[:5])}"
        )


def open_table(
    path: Path,
    site: Site,
    *,
    export: TrendExport | None = None,
    building: str | None = None,
    unused: bool = False,
) -> Table:
    """Open a trend export, CSV (also gzipped) or Parquet, wide or long, by what the site says of it.

    ``export`` goes before what the site says of its exports; ``building`` is whose file it is, where a site
    has several with the same names; with ``unused``, points without a role are read too. Raises TableError.
    """
    export = export or site.export
    cells = open_cells(path, export)
    points = described_points(site, building, unused=unused)
    return Table(
        path=path,
        points=points,
        export=export,
        cells=cells,
        clock=Clock(export.timezone or site.timezone, export.time_format),
        tally=Tally(points),
        words=Words(points),
        names=by_name(points),
    )
