"""Sums over groups of columns, as the equipment of a building or what one machine feeds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.frames.windows import Floats, known_or_zero


@dataclass(frozen=True, slots=True)
class Runs:
    """Columns in the ``order`` of their groups, where each group's run begins, and which ``group`` it is.

    ``sorted``: they stand in that order as they are.
    """

    order: NDArray[np.int64]
    sorted: bool
    first: NDArray[np.int64]
    group: NDArray[np.int64]
    groups: int

    @classmethod
    def of(cls, group: NDArray[np.int64], groups: int) -> "Runs":
        """Runs of columns by ``group`` (N,), -1 in none."""
        inside = np.flatnonzero(group >= 0)
        order = inside[np.argsort(group[inside], kind="stable")]
        first = np.flatnonzero(np.diff(group[order], prepend=-1))
        as_they_are = np.array_equal(order, np.arange(len(group)))
        return cls(order, as_they_are, first, group[order][first], groups)

    def sums(self, values: Floats) -> Floats:
        """Sums (T, groups) of the columns of ``values`` (T, N); NaN is zero."""
        total = np.zeros((len(values), self.groups))
        if len(self.order):
            known = known_or_zero(values if self.sorted else values[:, self.order])
            total[:, self.group] = np.add.reduceat(known, self.first, axis=1)
        return total
