import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from store import tables
from store.database import Database


class KnownPoint(NamedTuple):
    """A source that was heard or described before.

    ``row`` is its place in the arrays of the ``PointBook`` that gave it. ``described`` is False for a source
    that no site names; such a point has no unit, bounds, words or timezone. ``words`` has its texts in lower
    case.
    """

    row: int
    point: int
    source: str
    described: bool
    unit: str | None
    words: Mapping[str, float] | None
    timezone: str | None


class PointBook:
    """The points as the ingest needs them, in memory; ``refresh`` sees an import by another process.

    ``scale``, ``offset``, ``lowest`` and ``highest`` are float64 arrays by ``KnownPoint.row``: SI value =
    raw * scale + offset, and what can be true in SI (infinite where no bound is known). ``keys`` int64,
    ``described`` bool and ``sources`` are by row too.
    """

    sources: list[str]
    described: NDArray[np.bool_]
    keys: NDArray[np.int64]
    scale: NDArray[np.float64]
    offset: NDArray[np.float64]
    lowest: NDArray[np.float64]
    highest: NDArray[np.float64]

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mark: tuple[object, ...] = ()
        self._known: dict[str, KnownPoint] = {}
        self._timezones: dict[str, str] = {}
        self.refresh()

    def __len__(self) -> int:
        return len(self._known)

    @property
    def unknown(self) -> int:
        """How many points nobody described."""
        return int(np.count_nonzero(~self.described))

    def timezone_of(self, source: str) -> str | None:
        """The timezone that the building of ``source`` declares, if any."""
        return self._timezones.get(source.split("/", 1)[0])

    @property
    def known(self) -> Mapping[str, KnownPoint]:
        """Every point by its source."""
        return self._known

    def refresh(self) -> bool:
        """Read the points again if a site was imported or a source was registered since; True if so."""
        sites, points = tables.sites, tables.points
        mark = select(
            select(func.count()).select_from(sites).scalar_subquery(),
            select(func.max(sites.c.imported_ms)).scalar_subquery(),
            select(func.max(points.c.point)).scalar_subquery(),
        )
        with self._database.read() as connection:
            found = tuple(connection.execute(mark).one())
            if found == self._mark:
                return False
            rows = connection.execute(select(points).order_by(points.c.point)).all()
        self._load(rows)
        self._mark = found
        return True

    def register(self, sources: Collection[str]) -> None:
        """Give every source of ``sources`` that has none a place in the store, described by nobody yet.

        Raises StoreUnavailableError, then nothing has changed.
        """
        rows = [{"source": source, "building": source.split("/", 1)[0]} for source in sorted(sources)]
        if rows:
            with self._database.write() as connection:
                connection.execute(insert(tables.points).on_conflict_do_nothing(), rows)
            self.refresh()

    def _load(self, rows: Sequence[Row[Any]]) -> None:
        self._known = {
            row.source: KnownPoint(
                row=index,
                point=row.point,
                source=row.source,
                described=row.timezone is not None or row.equipment is not None,
                unit=row.unit,
                words=_words(row.words),
                timezone=row.timezone,
            )
            for index, row in enumerate(rows)
        }
        self._timezones = {row.building: row.timezone for row in rows if row.timezone is not None}
        self.described = np.array([point.described for point in self._known.values()], dtype=np.bool_)
        self.sources = [row.source for row in rows]
        self.keys = np.array([row.point for row in rows], dtype=np.int64)
        self.scale = np.array([row.scale for row in rows], dtype=np.float64)
        self.offset = np.array([row.offset for row in rows], dtype=np.float64)
        self.lowest = np.array([-np.inf if row.lowest is None else row.lowest for row in rows])
        self.highest = np.array([np.inf if row.highest is None else row.highest for row in rows])


def described() -> ColumnElement[bool]:
    """Whether a row of ``points`` was written by a site: its timezone is never missing there."""
    return or_(tables.points.c.timezone.is_not(None), tables.points.c.equipment.is_not(None))


def _words(text: str | None) -> Mapping[str, float] | None:
    if not text:
        return None
    return {word.casefold(): float(value) for word, value in json.loads(text).items()} or None
