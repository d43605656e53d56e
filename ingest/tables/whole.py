"""A whole table in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ingest.tables.report import TableReport
from ingest.tables.table import open_table
from model.history import ReadingColumns
from model.site.graph import Site, TrendExport


@dataclass(frozen=True, slots=True)
class WholeTable:
    """A table in memory, in SI, ordered by time; a ``ReadingSource`` of the model."""

    sources: tuple[str, ...]
    readings: ReadingColumns
    report: TableReport
    _index: Mapping[str, int] = field(default_factory=dict)

    def read(self, sources: list[str], start_ms: int, end_ms: int) -> ReadingColumns:
        """Readings of ``sources`` with start_ms <= time < end_ms, in SI; unknown sources have none."""
        first, last = np.searchsorted(self.readings.time_ms, [start_ms, end_ms])
        asked = np.full(len(self.sources) + 1, -1, dtype=np.int64)
        for place, source in enumerate(sources):
            asked[self._index.get(source, -1)] = place
        asked[-1] = -1
        column = asked[self.readings.column[first:last]]
        kept = column >= 0
        return ReadingColumns(
            self.readings.time_ms[first:last][kept], column[kept], self.readings.value[first:last][kept]
        )


def read_table(
    path: Path, site: Site, *, export: TrendExport | None = None, building: str | None = None
) -> WholeTable:
    """Read a whole table into memory, 24 bytes a reading; arguments and errors as of ``open_table``."""
    table = open_table(path, site, export=export, building=building)
    batches = list(table.readings())
    time_ms, column, value = (
        np.concatenate([getattr(batch, name) for batch in batches] or [np.empty(0, dtype)])
        for name, dtype in (("time_ms", np.int64), ("column", np.int64), ("value", np.float64))
    )
    if (np.diff(time_ms) < 0).any():
        order = np.argsort(time_ms, kind="stable")
        time_ms, column, value = time_ms[order], column[order], value[order]
    index = {source: place for place, source in enumerate(table.sources)}
    return WholeTable(table.sources, ReadingColumns(time_ms, column, value), table.report, index)
