"""Trend exports: CSV and Parquet, wide and long, as readings of the points that a site describes."""

from ingest.tables.cells import TableError
from ingest.tables.readings import RawReadings
from ingest.tables.report import TableReport, UnreadableCell
from ingest.tables.table import Table, open_table
from ingest.tables.whole import WholeTable, read_table

__all__ = [
    "RawReadings",
    "Table",
    "TableError",
    "TableReport",
    "UnreadableCell",
    "WholeTable",
    "open_table",
    "read_table",
]
