"""Records whose fields are arrays with one row a building, so that any rows can be taken, doubled or copied."""

from dataclasses import fields, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Times = NDArray[np.int64]

RecordT = TypeVar("RecordT", bound="RowRecord")


class RowRecord:
    """Base of dataclasses of arrays whose first axis is the building."""

    def take(self: RecordT, rows: NDArray[np.int64]) -> RecordT:
        """A new record with the buildings ``rows`` of this one, each as often as named there."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}  # type: ignore[arg-type]
        taken = {k: v[rows] if isinstance(v, np.ndarray) else v for k, v in values.items()}
        return replace(self, **taken)  # type: ignore[type-var]

    def copy(self: RecordT) -> RecordT:
        """A new record that shares no memory with this one."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}  # type: ignore[arg-type]
        return replace(  # type: ignore[type-var]
            self, **{k: v.copy() if isinstance(v, np.ndarray) else v for k, v in values.items()}
        )
