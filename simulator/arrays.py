"""Records of arrays with one row a building, so that any rows can be taken, doubled or copied."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Times = NDArray[np.int64]


def clip(value: Array | float, low: Array | float, high: Array | float) -> Array:
    """``value`` within ``low`` and ``high``; a third of the cost of ``numpy.clip`` on small arrays."""
    clipped: Array = np.minimum(np.maximum(value, low), high)
    return clipped


class RowRecord:
    """Base of dataclasses of arrays whose first axis is the building."""

    def take(self, rows: NDArray[np.int64]) -> Self:
        """A new record with the buildings ``rows`` of this one, each as often as it is named there."""
        return self._with(lambda array: array[rows])

    def copy(self) -> Self:
        """A new record that shares no memory with this one."""
        return self._with(lambda array: array.copy())

    def _with(self, change: Callable[[Array], Array]) -> Self:
        record: Any = self
        return type(self)(**{f.name: change(getattr(self, f.name)) for f in fields(record)})
