"""Readings as a store takes them in, in memory, and no longer than somebody asks for them."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from model.frames.frames import HOUR_MS
from model.frames.history import ReadingColumns
from model.site.graph import Building, Point, Site
from model.site.roles import ROLES
from simulator.published import DeviceFrame, Published

_Floats = NDArray[np.float64]
_Times = NDArray[np.int64]


@dataclass(slots=True)
class _Shelf:
    """The readings of one building: blocks of times (T,) and SI values (T, S), oldest first."""

    sources: dict[str, int]
    scale: _Floats
    offset: _Floats
    lowest: _Floats
    highest: _Floats
    newest_ms: _Times
    blocks: list[tuple[_Times, _Floats]] = field(default_factory=list)
    news: set[int] = field(default_factory=set)
    _wires: dict[tuple[str, tuple[str, ...]], tuple[list[int], list[int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, building: Building) -> "_Shelf":
        points = {point.source: point for e in building.equipment for point in e.points}
        bounds = np.array([_bounds(point) for point in points.values()]).reshape(-1, 2)
        return cls(
            sources={source: at for at, source in enumerate(points)},
            scale=np.array([point.scale for point in points.values()]),
            offset=np.array([point.offset for point in points.values()]),
            lowest=bounds[:, 0],
            highest=bounds[:, 1],
            newest_ms=np.zeros(len(points), dtype=np.int64),
        )

    def wires(self, frame: DeviceFrame) -> tuple[list[int], list[int]]:
        """Columns of a device's frame that are described, and their columns here."""
        key = (frame.device, frame.names)
        if key not in self._wires:
            known = [(at, self.sources.get(f"{frame.device}/{name}")) for at, name in enumerate(frame.names)]
            pairs = [(at, here) for at, here in known if here is not None]
            self._wires[key] = [at for at, _ in pairs], [here for _, here in pairs]
        return self._wires[key]

    def put(self, times_ms: _Times, frames: list[DeviceFrame]) -> None:
        raw = np.full((len(times_ms), len(self.sources)), np.nan)
        for frame in frames:
            there, here = self.wires(frame)
            raw[:, here] = frame.values[:, there]
        values = raw * self.scale + self.offset
        with np.errstate(invalid="ignore"):
            values[(values < self.lowest) | (values > self.highest)] = np.nan
        known = ~np.isnan(values)
        if not known.any():
            return
        some = known.any(axis=0)
        last = times_ms[len(times_ms) - 1 - np.argmax(known[::-1], axis=0)]
        self.newest_ms = np.where(some, last, self.newest_ms)
        self.blocks.append((times_ms, values))
        self.news.update((np.unique(times_ms[known.any(axis=1)] // HOUR_MS) * HOUR_MS).tolist())


def _bounds(point: Point) -> tuple[float, float]:
    """What it can read at all; beyond it a reading is a dead letter, as at the intake."""
    return ROLES[point.role].bounds if point.role is not None else (-np.inf, np.inf)


class RecentReadings:
    """A ``ReadingSource`` over what was published lately; ``forget`` keeps memory flat.

    Readings are taken in as the store does: described points alone, in SI, dead letters left out.
    """

    def __init__(self, site: Site) -> None:
        self._shelves = {building.id: _Shelf.of(building) for building in site.buildings}

    def take_in(self, published: Published) -> None:
        """Keep what was published."""
        if not len(published.times_ms):
            return
        by_building: dict[str, list[DeviceFrame]] = {}
        for frame in published.devices:
            by_building.setdefault(frame.building, []).append(frame)
        for building, frames in by_building.items():
            if building in self._shelves:
                self._shelves[building].put(published.times_ms, frames)

    def read(self, sources: list[str], start_ms: int, end_ms: int) -> ReadingColumns:
        """Readings of ``sources`` ("building/device/point") with start_ms <= time < end_ms, in SI."""
        asked: dict[str, list[tuple[int, int]]] = {}
        for at, source in enumerate(sources):
            building, _, rest = source.partition("/")
            shelf = self._shelves.get(building)
            if shelf is not None and rest in shelf.sources:
                asked.setdefault(building, []).append((at, shelf.sources[rest]))
        times, columns, values = [], [], []
        for building, pairs in asked.items():
            to = np.array([there for there, _ in pairs], dtype=np.int64)
            here = np.array([at for _, at in pairs], dtype=np.int64)
            for block_ms, block in self._shelves[building].blocks:
                first, last = np.searchsorted(block_ms, [start_ms, end_ms])
                cut = block[first:last, here]
                row, which = np.nonzero(~np.isnan(cut))
                times.append(block_ms[first:last][row])
                columns.append(to[which])
                values.append(cut[row, which])
        if not times:
            return ReadingColumns(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
        return ReadingColumns(np.concatenate(times), np.concatenate(columns), np.concatenate(values))

    def news(self, building: str) -> list[int]:
        """Starts of the hours of a building with readings since this was last asked."""
        shelf = self._shelves[building]
        found = sorted(shelf.news)
        shelf.news.clear()
        return found

    def forget(self, building: str, before_ms: int) -> None:
        """Let go of the readings of a building before a time; blocks are cut whole."""
        shelf = self._shelves[building]
        shelf.blocks = [block for block in shelf.blocks if block[0][-1] >= before_ms]

    def newest_ms(self, building: str) -> int | None:
        """Time of a building's newest reading, None when there never was one."""
        newest = int(self._shelves[building].newest_ms.max(initial=0))
        return newest or None

    def heard(self, building: str, since_ms: int) -> int:
        """How many points of a building have a reading since a time."""
        return int((self._shelves[building].newest_ms >= since_ms).sum())

    def never_heard(self) -> frozenset[str]:
        """Sources that never had a reading, as "building/device/point"; none while nothing was heard."""
        silent = frozenset(
            f"{building}/{source}"
            for building, shelf in self._shelves.items()
            for source, at in shelf.sources.items()
            if not shelf.newest_ms[at]
        )
        return silent if any(shelf.newest_ms.any() for shelf in self._shelves.values()) else frozenset()
