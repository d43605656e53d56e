"""The names of a long export, one row a reading, as points of the site."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from numpy.typing import NDArray

from ingest.tables.cells import plain_name
from ingest.tables.columns import Described, check_unambiguous


class LongNames:
    """Finds the points of rows; ``keys`` says which column holds the point, the device, the building.

    ``undescribed`` collects the names that are no point of the site, ``found`` tells whether any was one.
    """

    def __init__(
        self, names: Mapping[str, tuple[int, ...]], points: Sequence[Described], keys: Mapping[str, str]
    ) -> None:
        self._names, self._points, self._keys = names, points, keys
        self.undescribed: dict[str, None] = {}
        self.found = False
        self._known: dict[tuple[str, ...], tuple[int, ...]] = {}

    def points_of(self, batch: Mapping[str, Any]) -> list[NDArray[np.int64]]:
        """Return arrays (N,) of points, -1 for none: each row's first, then the second while any has one."""
        combined = np.zeros(len(batch[self._keys["point"]]), dtype=np.int64)
        words: list[list[str]] = []
        for column in self._keys.values():
            encoded = pc.cast(batch[column], pa.string()).fill_null("").dictionary_encode()
            codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
            words.append(encoded.dictionary.to_pylist())
            combined = combined * max(len(words[-1]), 1) + codes
        unique, place = np.unique(combined, return_inverse=True)
        found = [self._points_named(self._name(code, words)) for code in unique.tolist()]
        turns = max((len(points) for points in found), default=0)
        return [
            np.array([points[turn] if turn < len(points) else -1 for points in found], dtype=np.int64)[place]
            for turn in range(turns)
        ]

    def _name(self, code: int, words: Sequence[Sequence[str]]) -> tuple[str, ...]:
        name = []
        for known in reversed(words):
            code, index = divmod(code, max(len(known), 1))
            name.append(plain_name(known[index]))
        return tuple(reversed(name))

    def _points_named(self, name: tuple[str, ...]) -> tuple[int, ...]:
        if name in self._known:
            return self._known[name]
        parts = dict(zip(self._keys, name, strict=True))
        key = f"{parts['device']}/{parts['point']}" if "device" in parts else parts["point"]
        points = self._names.get(key, ())
        if "building" in parts:
            points = tuple(
                point for point in points if self._points[point].source.startswith(f"{parts['building']}/")
            )
        check_unambiguous(key, points, self._points)
        if points:
            self.found = True
        elif key:
            self.undescribed[f"{parts['building']}/{key}" if "building" in parts else key] = None
        self._known[name] = points
        return points
