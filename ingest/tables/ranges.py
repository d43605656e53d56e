"""What the points of an export span, before any site describes them."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from ingest.tables.cells import open_cells, plain_name
from ingest.tables.columns import layout_of, needed, time_column
from ingest.tables.numbers import Column
from model.site.brick.units import Range
from model.site.graph import TrendExport


def table_ranges(path: Path, export: TrendExport | None = None) -> Mapping[str, Range]:
    """Return what the numbers of each point of an export span, raw, by the point's name in the file.

    Raises TableError.
    """
    export = export or TrendExport()
    cells = open_cells(path, export)
    found: dict[str, list[pd.Series]] = {}
    if layout_of(cells.columns, export) == "long":
        point = needed(cells.columns, export.point, "point", path.name)
        value = needed(cells.columns, export.value, "value", path.name)
        for _, batch in cells.batches([point, value]):
            numbers = pd.Series(Column(batch[value], export.missing, export.decimal).values)
            names = pc.cast(batch[point], pa.string()).to_pandas()
            for name, group in numbers.groupby(names.to_numpy()):
                found.setdefault(plain_name(str(name)), []).append(group.dropna())
    else:
        time = time_column(cells.columns, export, path.name)
        others = [name for name in cells.columns if name and name != time]
        for _, batch in cells.batches(others):
            for name in others:
                numbers = pd.Series(Column(batch[name], export.missing, export.decimal).values)
                found.setdefault(name, []).append(numbers.dropna())
    spans = {name: pd.concat(parts).to_numpy(np.float64) for name, parts in found.items()}
    return {
        name: Range(float(values.min()), float(np.median(values)), float(values.max()))
        for name, values in spans.items()
        if len(values)
    }
