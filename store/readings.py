import itertools
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, func, select, text

from store import tables
from store.database import Database
from store.dead_letters import DeadLetter, add_dead_letters
from store.news import HOUR_MS, add_news
from store.points import described
from store.reading_columns import ReadingColumns

_FETCH = 65_536

_INSERT = (
    "INSERT OR IGNORE INTO readings (time_ms, point, value, arrival_ms, timed_by_arrival) "
    "VALUES (?, ?, ?, ?, ?)"
)
_LATEST = (
    "INSERT INTO latest (time_ms, point, value, arrival_ms) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (point) DO UPDATE SET "
    "time_ms = excluded.time_ms, value = excluded.value, arrival_ms = excluded.arrival_ms "
    "WHERE excluded.time_ms > latest.time_ms"
)
_READ = (
    "SELECT time_ms, point, value FROM readings WHERE time_ms >= ? AND time_ms < ? "
    "AND point IN (SELECT value FROM json_each(?)) ORDER BY time_ms, point"
)


class Heard(NamedTuple):
    """How often a point that nobody described was heard, and the last it said."""

    times: int
    sample: str


@dataclass(frozen=True, slots=True)
class ReadingBatch:
    """What is committed in one go: five columns of N readings as received, refusals, and unknown points.

    ``point`` int64 keys of the points; ``time_ms`` and ``arrival_ms`` int64 UTC; ``value`` float64, raw and
    finite; ``timed_by_arrival`` bool. ``unknown`` is by key of the point.
    """

    point: NDArray[np.int64]
    time_ms: NDArray[np.int64]
    value: NDArray[np.float64]
    arrival_ms: NDArray[np.int64]
    timed_by_arrival: NDArray[np.bool_]
    dead_letters: Sequence[DeadLetter] = ()
    unknown: Mapping[int, Heard] = field(default_factory=dict)


class Committed(NamedTuple):
    """How many readings were new, and how many the store had already."""

    new: int
    known: int


class Latest(NamedTuple):
    """The newest reading of a point, in SI."""

    time_ms: int
    value: float
    arrival_ms: int


class Coverage(NamedTuple):
    """Described points of a building, how many of them were heard, and the time of the newest reading."""

    described: int
    heard: int
    newest_ms: int | None


class UnknownPoint(NamedTuple):
    """A source that is heard and that no site describes."""

    source: str
    heard: int
    sample: str | None
    newest_ms: int | None


class ReadingStore:
    """Readings, in and out."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._building: dict[int, str] = {}

    def commit(self, batch: ReadingBatch) -> Committed:
        """Write ``batch`` in one transaction; it is on the disk when this returns.

        A reading that is there already (same point, same time) stays as it was first received.
        Raises StoreUnavailableError, then nothing of the batch was written; ValueError for a value that is
        not finite.
        """
        if not np.isfinite(batch.value).all():
            raise ValueError(
                "a batch holds a value that is not finite; the checks of the ingest keep these out"
            )
        rows = _first_of_each(batch)
        with self._database.write() as connection:
            new = 0
            if len(batch.point):
                new = _insert(connection, batch, rows)
            if new:
                self._mark_news(connection, batch.point[rows], batch.time_ms[rows])
            add_dead_letters(connection, batch.dead_letters)
            _count_unknown(connection, batch.unknown)
        return Committed(new, len(batch.point) - new)

    def read(self, sources: Sequence[str], start_ms: int, end_ms: int) -> ReadingColumns:
        """Readings of ``sources`` with start_ms <= time < end_ms, in SI; unknown sources have none.

        A source that is asked for twice answers in its first column.
        """
        column_of = {source: column for column, source in reversed(list(enumerate(sources)))}
        points = tables.points
        with self._database.read() as connection:
            found = connection.execute(
                select(points.c.point, points.c.source, points.c.scale, points.c.offset)
                .where(points.c.source.in_(_json_values(column_of)))
                .order_by(points.c.point)
            ).all()
            keys = [row.point for row in found]
            raw = _fetch(connection, start_ms, end_ms, keys)
        place = np.searchsorted(np.array(keys, dtype=np.int64), raw[:, 1].astype(np.int64))
        scale = np.array([row.scale for row in found], dtype=np.float64)
        offset = np.array([row.offset for row in found], dtype=np.float64)
        columns = np.array([column_of[row.source] for row in found], dtype=np.int64)
        return ReadingColumns(
            raw[:, 0].astype(np.int64), columns[place], raw[:, 2] * scale[place] + offset[place]
        )

    def latest(self, sources: Collection[str]) -> dict[str, Latest]:
        """The newest reading of each of ``sources`` that has one."""
        points, latest = tables.points, tables.latest
        query = (
            select(points.c.source, points.c.scale, points.c.offset, latest)
            .join(latest, latest.c.point == points.c.point)
            .where(points.c.source.in_(_json_values(sources)))
        )
        with self._database.read() as connection:
            return {
                row.source: Latest(row.time_ms, row.value * row.scale + row.offset, row.arrival_ms)
                for row in connection.execute(query)
            }

    def first_ms(self) -> int | None:
        """Time of the oldest reading of all, None when there is none."""
        with self._database.read() as connection:
            first: int | None = connection.execute(select(func.min(tables.readings.c.time_ms))).scalar_one()
        return first

    def coverage(self, building: str, since_ms: int) -> Coverage:
        """Count the described points of ``building``, and those with a reading at or after ``since_ms``."""
        points, latest = tables.points, tables.latest
        query = (
            select(
                func.count(),
                func.count().filter(latest.c.time_ms >= since_ms),
                func.max(latest.c.time_ms),
            )
            .select_from(points.outerjoin(latest, latest.c.point == points.c.point))
            .where(points.c.building == building, described())
        )
        with self._database.read() as connection:
            return Coverage(*connection.execute(query).one())

    def unknown_points(self, building: str | None = None) -> list[UnknownPoint]:
        """Sources that are heard and that no site describes, of one building or of all, the loudest first."""
        points, latest = tables.points, tables.latest
        query = (
            select(points.c.source, points.c.heard, points.c.sample, latest.c.time_ms)
            .select_from(points.outerjoin(latest, latest.c.point == points.c.point))
            .where(points.c.heard > 0, ~described())
            .order_by(points.c.heard.desc(), points.c.source)
        )
        if building is not None:
            query = query.where(points.c.building == building)
        with self._database.read() as connection:
            return [UnknownPoint(*row) for row in connection.execute(query)]

    def _mark_news(
        self, connection: Connection, point: NDArray[np.int64], time_ms: NDArray[np.int64]
    ) -> None:
        pairs = np.unique(np.stack([point, time_ms // HOUR_MS], axis=1), axis=0).tolist()
        if any(key not in self._building for key, _ in pairs):
            points = tables.points
            rows = connection.execute(select(points.c.point, points.c.building))
            self._building = {row.point: row.building for row in rows}
        add_news(connection, sorted({(self._building[key], hour * HOUR_MS) for key, hour in pairs}))


def _json_values(values: Collection[str]) -> Select[Any]:
    # One parameter however many values, where SQLite takes at most 32,766.
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)


def _first_of_each(batch: ReadingBatch) -> NDArray[np.int64]:
    """Indices of the first reading of each (time, point), in the order of the primary key."""
    order = np.lexsort((batch.point, batch.time_ms))
    time_ms, point = batch.time_ms[order], batch.point[order]
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (np.diff(time_ms) != 0) | (np.diff(point) != 0)
    return order[first]


def _insert(connection: Connection, batch: ReadingBatch, rows: NDArray[np.int64]) -> int:
    time_ms, point = batch.time_ms[rows], batch.point[rows]
    value, arrival_ms = batch.value[rows], batch.arrival_ms[rows]
    columns = (time_ms, point, value, arrival_ms, batch.timed_by_arrival[rows])
    new = connection.exec_driver_sql(
        _INSERT, list(zip(*(column.tolist() for column in columns), strict=True))
    ).rowcount
    # Sorted by time, so the last of each point is its newest.
    _, from_end = np.unique(point[::-1], return_index=True)
    newest = len(point) - 1 - from_end
    connection.exec_driver_sql(
        _LATEST, list(zip(*(column[newest].tolist() for column in columns[:4]), strict=True))
    )
    return new


def _count_unknown(connection: Connection, unknown: Mapping[int, Heard]) -> None:
    if unknown:
        connection.execute(
            text("UPDATE points SET heard = heard + :times, sample = :sample WHERE point = :key"),
            [{"key": key, "times": heard.times, "sample": heard.sample} for key, heard in unknown.items()],
        )


def _fetch(connection: Connection, start_ms: int, end_ms: int, keys: list[int]) -> NDArray[np.float64]:
    """Rows of time, key and raw value as float64, which holds milliseconds exactly for 285,000 years."""
    parts = [np.empty((0, 3))]
    result = connection.exec_driver_sql(_READ, (start_ms, end_ms, json.dumps(keys)))
    # The driver's own rows: SQLAlchemy's would cost four times as much here.
    while keys and result.cursor is not None and (rows := result.cursor.fetchmany(_FETCH)):
        flat = itertools.chain.from_iterable(rows)
        parts.append(np.fromiter(flat, dtype=np.float64, count=3 * len(rows)).reshape(-1, 3))
    return np.concatenate(parts)
