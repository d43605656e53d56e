"""What reading a table came across."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.tables.cells import Cells
from ingest.tables.clock import Clock
from ingest.tables.columns import Described
from ingest.tables.readings import RawReadings
from model.site.roles import ROLES

FIRST_CELLS = 10
# A unit is doubted when this share of a point's readings cannot be true of its role.
_DOUBTED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class UnreadableCell:
    """A cell that is neither a reading nor missing; ``row`` is of the file, the header being row 1."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class TableReport:
    """What reading a table came across.

    ``rows`` with a time; ``unreadable_cells``: how many cells hold neither a reading nor nothing, and
    ``first_unreadable``: the first ten of them; ``unreadable_times``: rows without a time that can be read;
    ``broken_rows``: rows with another number of cells than the header; ``undescribed``: columns, or names of
    points, that the site does not describe; ``without_readings``: described points that the file has no
    reading of; ``skipped_times``: rows at local times that the clocks jumped over, taken an hour later;
    ``doubts``: sentences about units that do not fit what was read.
    """

    path: str
    rows: int
    readings: int
    first_ms: int | None
    last_ms: int | None
    unreadable_cells: int
    unreadable_times: int
    first_unreadable: tuple[UnreadableCell, ...]
    broken_rows: tuple[int, ...]
    skipped_times: int
    undescribed: tuple[str, ...]
    without_readings: tuple[str, ...]
    doubts: tuple[str, ...]


class Tally:
    """Counts while a table is read; ``points`` are P points, arrays are (P,)."""

    def __init__(self, points: Sequence[Described]) -> None:
        self.rows = self.unreadable_cells = self.unreadable_times = 0
        self.first_unreadable: list[UnreadableCell] = []
        self.undescribed: dict[str, None] = {}
        self._points = points
        self._count = np.zeros(len(points), dtype=np.int64)
        self._outside = np.zeros(len(points), dtype=np.int64)
        self._highest_raw = np.full(len(points), -np.inf)
        self._span: list[int] = []
        roles = [ROLES[item.point.role] if item.point.role else None for item in points]
        self._lowest = np.array([-np.inf if role is None else role.lowest for role in roles])
        self._highest = np.array([np.inf if role is None else role.highest for role in roles])

    def add(self, raw: RawReadings, value: NDArray[np.float64]) -> None:
        """Count a batch of readings; ``value`` (N,) is in SI."""
        if not len(value):
            return
        size, column = len(self._points), raw.column
        outside = (value < self._lowest[column]) | (value > self._highest[column])
        self._count += np.bincount(column, minlength=size)
        self._outside += np.bincount(column[outside], minlength=size)
        np.maximum.at(self._highest_raw, column, raw.value)
        ends = [int(raw.time_ms[0]), int(raw.time_ms[-1]), *self._span]
        self._span = [min(ends), max(ends)]

    def unreadable(self, row: int, column: str, text: str) -> None:
        """Count a cell that is neither a reading nor missing."""
        self.unreadable_cells += 1
        self._keep(row, column, text)

    def untimed(self, row: int, column: str, text: str) -> None:
        """Count a row whose time cannot be read."""
        self.unreadable_times += 1
        self._keep(row, column, text)

    def _keep(self, row: int, column: str, text: str) -> None:
        if len(self.first_unreadable) < FIRST_CELLS:
            self.first_unreadable.append(UnreadableCell(row, column, text[:80]))

    def report(self, path: Path, cells: Cells, clock: Clock) -> TableReport:
        """Return what was come across so far."""
        return TableReport(
            path=str(path),
            rows=self.rows,
            readings=int(self._count.sum()),
            first_ms=self._span[0] if self._span else None,
            last_ms=self._span[1] if self._span else None,
            unreadable_cells=self.unreadable_cells,
            unreadable_times=self.unreadable_times,
            first_unreadable=tuple(self.first_unreadable),
            broken_rows=tuple(cells.broken_rows),
            skipped_times=clock.skipped,
            undescribed=tuple(self.undescribed),
            without_readings=tuple(
                item.source
                for item, count in zip(self._points, self._count.tolist(), strict=True)
                if not count and item.point.role
            ),
            doubts=tuple(self._doubts()),
        )

    def _doubts(self) -> Iterator[str]:
        for index, item in enumerate(self._points):
            if item.point.role is None or not self._count[index]:
                continue
            role, unit = ROLES[item.point.role], item.point.unit or "no unit"
            share = self._outside[index] / self._count[index]
            if share > _DOUBTED_SHARE:
                yield (
                    f"{item.source}: {share:.0%} of its readings cannot be true of {role.id} "
                    f"({role.lowest:g} to {role.highest:g} {role.quantity.unit}); is {unit} its unit?"
                )
            elif unit == "percent" and 0 < self._highest_raw[index] <= 1:
                yield (
                    f"{item.source}: never more than {self._highest_raw[index]:g} percent; "
                    'does it run from 0 to 1 (unit: "1")?'
                )
