"""The cells of a trend export, batch by batch, from CSV (also gzipped) or Parquet."""

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as pa_csv  # type: ignore[import-untyped]
import pyarrow.parquet as pa_parquet  # type: ignore[import-untyped]

from model.site.graph import TrendExport

BATCH_ROWS = 100_000
_NO_TEXT = "is no CSV in UTF-8; save it as CSV UTF-8, or name it .parquet or .gz if it is one of those"
_BLOCK_BYTES = 16 << 20


class TableError(Exception):
    """A table cannot be read at all; the message says which, why, and what to do."""


def plain_name(name: str) -> str:
    """Return a column's name as it is matched: exports pad names with spaces and marks of order."""
    return " ".join(name.removeprefix("\ufeff").split())


@dataclass(slots=True)
class Cells:
    """A table's columns by plain name; ``batches`` reads those asked for.

    ``broken_rows`` are those with another number of cells than the header.
    """

    path: Path
    columns: tuple[str, ...]
    broken_rows: list[int] = field(default_factory=list)
    _names: Sequence[str] = ()
    _encoding: str = "utf-8"
    _delimiter: str = ","

    def batches(self, wanted: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the index of a batch's first row and its pyarrow arrays by plain name, in the file's order.

        Cells of CSV are text; Parquet keeps its types. Raises TableError.
        """
        read = self._parquet if _is_parquet(self.path) else self._csv
        first = 0
        try:
            for batch in read(wanted):
                yield first, {name: batch.column(index) for index, name in enumerate(wanted)}
                first += batch.num_rows
        except (pa.ArrowInvalid, OSError, EOFError, zlib.error) as error:
            raise TableError(f"{self.path.name}: cannot be read further: {str(error)[:300]}") from error

    def row_number(self, index: int) -> int:
        """Return the row in the file, the header being row 1, of the row read with ``index``."""
        number = index + 2
        for broken in self.broken_rows:
            if broken > number:
                break
            number += 1
        return number

    def _csv(self, wanted: Sequence[str]) -> Iterator[Any]:
        keys = [f"c{index}" for index in range(len(self._names))]
        places = [keys[self.columns.index(name)] for name in wanted]

        def skip(row: Any) -> str:  # noqa: ANN401  # pyarrow has no types
            self.broken_rows.append(row.number)
            return "skip"

        with _open(self.path) as stream:
            yield from pa_csv.open_csv(
                stream,
                pa_csv.ReadOptions(
                    use_threads=False,
                    block_size=_BLOCK_BYTES,
                    column_names=keys,
                    skip_rows=1,
                    encoding=self._encoding,
                ),
                pa_csv.ParseOptions(
                    delimiter=self._delimiter, invalid_row_handler=skip, ignore_empty_lines=False
                ),
                pa_csv.ConvertOptions(
                    include_columns=places,
                    column_types=dict.fromkeys(keys, pa.string()),
                    strings_can_be_null=False,
                ),
            )

    def _parquet(self, wanted: Sequence[str]) -> Iterator[Any]:
        places = [self._names[self.columns.index(name)] for name in wanted]
        with pa_parquet.ParquetFile(self.path) as file:
            for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=places):
                yield batch.select(places)


def open_cells(path: Path, export: TrendExport) -> Cells:
    """Return a table whose header was read. Raises TableError."""
    encoding = "utf-8"
    try:
        if _is_parquet(path):
            names = pa_parquet.read_schema(path).names
        else:
            try:
                names = _header(path, export.delimiter, "utf-8-sig")
            except UnicodeDecodeError:
                # Old tools write the degree sign in the code page of Windows.
                encoding = "cp1252"
                names = _header(path, export.delimiter, encoding)
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path.name}: {_NO_TEXT}") from error
    except (OSError, EOFError, zlib.error, pa.ArrowInvalid) as error:
        raise TableError(f"{path}: cannot be read: {error}") from error
    columns = tuple(plain_name(name) for name in names)
    if not any(columns):
        raise TableError(f"{path.name}: is empty; its first row must name the columns")
    twice = next((name for index, name in enumerate(columns) if name and name in columns[:index]), None)
    if twice is not None:
        raise TableError(f"{path.name}: column {twice!r} stands twice; rename one of them")
    return Cells(path, columns, _names=names, _encoding=encoding, _delimiter=export.delimiter)


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() in {".parquet", ".pq"}


def _open(path: Path) -> Any:  # noqa: ANN401  # a binary stream of one of two kinds
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")


def _header(path: Path, delimiter: str, encoding: str) -> list[str]:
    with _open(path) as stream:
        first = stream.readline()
    if b"\0" in first:
        raise TableError(f"{path.name}: {_NO_TEXT}")
    line = first.decode(encoding)
    return next(csv.reader([line], delimiter=delimiter), [])
