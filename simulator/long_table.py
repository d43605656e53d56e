"""Readings as one row each, for a Parquet file."""

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from simulator.published import Published

READINGS = pa.schema(
    [
        ("time", pa.timestamp("ms", tz="UTC")),
        ("building", pa.dictionary(pa.int32(), pa.string())),
        ("device", pa.dictionary(pa.int32(), pa.string())),
        ("point", pa.dictionary(pa.int32(), pa.string())),
        ("value", pa.float64()),
    ]
)


class LongTable:
    """Makes tables of what one portfolio publishes; names are coded once, as they hardly change."""

    def __init__(self) -> None:
        self._names: list[tuple[str, str, tuple[str, ...]]] = []
        self._codes = np.zeros((0, 3), dtype=np.int32)
        self._labels = [pa.array([], pa.string())] * 3

    def table(self, published: Published) -> pa.Table:
        """A row a reading, in the order of time and devices; what is no number is left out."""
        names = [(frame.building, frame.device, frame.names) for frame in published.devices]
        if not names:
            return READINGS.empty_table()
        if names != self._names:
            self._learn(names)
        values = np.concatenate([frame.values for frame in published.devices], axis=1)
        there = np.isfinite(values)
        rows, columns = there.nonzero()
        codes = self._codes[columns]
        return pa.table(
            [
                pa.array(published.times_ms[rows], pa.timestamp("ms", tz="UTC")),
                *(
                    pa.DictionaryArray.from_arrays(pa.array(codes[:, place]), self._labels[place])
                    for place in range(3)
                ),
                pa.array(values[there]),
            ],
            schema=READINGS,
        )

    def _learn(self, names: list[tuple[str, str, tuple[str, ...]]]) -> None:
        columns = [(building, device, point) for building, device, points in names for point in points]
        known: list[dict[str, int]] = [{}, {}, {}]
        codes = [
            [seen.setdefault(name, len(seen)) for name, seen in zip(c, known, strict=True)] for c in columns
        ]
        self._names = names
        self._codes = np.array(codes, dtype=np.int32).reshape(-1, 3)
        self._labels = [pa.array(list(seen), pa.string()) for seen in known]
