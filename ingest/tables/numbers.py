"""Cells to numbers, a column at once."""

from collections.abc import Collection

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from numpy.typing import NDArray

# What building systems and spreadsheets write for nothing: such a cell is no reading, and no complaint.
MISSING = frozenset(
    {
        "",
        "nan",
        "na",
        "n/a",
        "#n/a",
        "null",
        "none",
        "-",
        "--",
        "#value!",
        "#div/0!",
        "#ref!",
        "#num!",
        "#name?",
    }
)
_NUMBER = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$"


class Column:
    """A column's numbers (N,), NaN where a cell holds none.

    Cells that are neither a number nor missing: ``text_rows`` (K,) says where, ``text_codes`` (K,) which of
    ``texts``.
    """

    def __init__(self, cells: pa.Array, missing: Collection[str], decimal: str) -> None:
        self.text_rows: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.text_codes: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.texts: list[str] = []
        if pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type):
            self._read(pc.cast(cells, pa.string()), missing, decimal)
        else:
            self.values = _from_numbers(cells)
            self._keep_texts(pc.cast(cells, pa.string()), np.isinf(self.values))
        self.values[np.isinf(self.values)] = np.nan

    def _read(self, cells: pa.Array, missing: Collection[str], decimal: str) -> None:
        text = pc.utf8_trim_whitespace(cells)
        text = pc.if_else(pc.equal(text, ""), None, text)
        number = pc.replace_substring(text, decimal, ".") if decimal != "." else text
        try:
            self.values = _array(pc.cast(number, pa.float64()))
            other = np.isinf(self.values)
        except pa.ArrowInvalid:
            is_number = pc.match_substring_regex(number, _NUMBER)
            self.values = _array(pc.cast(pc.if_else(is_number, number, None), pa.float64()))
            none = pa.array(sorted({*MISSING, *(cell.lower() for cell in missing)}))
            words = pc.is_in(pc.utf8_lower(text), value_set=none, skip_nulls=True)
            neither = pc.and_not(pc.invert(is_number), words).fill_null(False)  # noqa: FBT003
            other = np.asarray(neither.to_numpy(zero_copy_only=False), dtype=bool) | np.isinf(self.values)
        self._keep_texts(text, other)

    def _keep_texts(self, text: pa.Array, where: NDArray[np.bool_]) -> None:
        if where.any():
            self.text_rows = np.flatnonzero(where)
            encoded = text.take(pa.array(self.text_rows)).dictionary_encode()
            self.text_codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
            self.texts = encoded.dictionary.to_pylist()


def _from_numbers(cells: pa.Array) -> NDArray[np.float64]:
    if pa.types.is_boolean(cells.type):
        cells = pc.cast(cells, pa.int8())
    return _array(pc.cast(cells, pa.float64()))


def _array(cells: pa.Array) -> NDArray[np.float64]:
    values: NDArray[np.float64] = np.array(cells.to_numpy(zero_copy_only=False), dtype=np.float64)
    return values
