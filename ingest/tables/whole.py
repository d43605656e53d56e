"""A whole table in memory."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.tables.report import TableReport
from ingest.tables.table import open_table
from model.frames.history import ReadingColumns
from model.frames.memory_readings import MemoryReadings
from model.site.graph import Site, TrendExport


@dataclass(frozen=True, slots=True)
class WholeTable:
    """The readings of a table, as a source of the model, and what of the table could not be used."""

    readings: MemoryReadings
    report: TableReport


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
    return WholeTable(MemoryReadings(table.sources, ReadingColumns(time_ms, column, value)), table.report)
