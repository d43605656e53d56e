"""Sums over the equipment of each building, several of them from one look at who owns what."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Index = NDArray[np.int64]
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Segments:
    """Where each building's rows begin in the arrays of a level; ``owners`` have rows at all."""

    starts: Index
    owners: Index | None  # None: all buildings
    buildings: int

    @classmethod
    def of(cls, parents: Index, buildings: int) -> "Segments":
        """``parents``: the building of each row, sorted."""
        edges = np.searchsorted(parents, np.arange(buildings + 1))
        starts = edges[:-1]
        owning = starts < edges[1:]
        if owning.all():
            return cls(starts, None, buildings)
        owners = np.flatnonzero(owning)
        return cls(starts[owners], owners, buildings)

    def sum(self, values: Array) -> Array:
        """Sum for each building, 0 where it has no rows; (B,)."""
        if not len(self.starts):
            return np.zeros(self.buildings, dtype=np.float32)
        total: Array = np.add.reduceat(values, self.starts)
        if self.owners is None:
            return total
        spread = np.zeros(self.buildings, dtype=np.float32)
        spread[self.owners] = total
        return spread
