import time
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from store import tables
from store.database import Database

HOUR_MS = 3_600_000


class News(NamedTuple):
    """An hour of a building with readings that no round has looked at yet."""

    building: str
    hour_ms: int
    version: int


class NewsDesk:
    """Which hours of which buildings changed since the last round."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self) -> list[News]:
        """What is new, by building and hour."""
        news = tables.news
        query = select(news.c.building, news.c.hour_ms, news.c.version).order_by(
            news.c.building, news.c.hour_ms
        )
        with self._database.read() as connection:
            return [News(*row) for row in connection.execute(query)]

    def done(self, items: Iterable[tuple[str, int, int]]) -> None:
        """Take ``items`` off the desk, except those that got readings again since they were handed out."""
        rows = [{"a": building, "b": hour_ms, "c": version} for building, hour_ms, version in items]
        if rows:
            statement = text("DELETE FROM news WHERE building = :a AND hour_ms = :b AND version = :c")
            with self._database.write() as connection:
                connection.execute(statement, rows)

    def mark(self, building: str) -> None:
        """Make every hour in which ``building`` has readings new again, as after an import.

        Reads through all readings that are kept.
        """
        with self._database.write() as connection:
            hours = connection.execute(
                text(
                    "SELECT DISTINCT time_ms / :hour * :hour FROM readings WHERE point IN "
                    "(SELECT point FROM points WHERE building = :building)"
                ),
                {"hour": HOUR_MS, "building": building},
            ).scalars()
            add_news(connection, [(building, hour) for hour in hours])


def add_news(connection: Connection, hours: Iterable[tuple[str, int]]) -> None:
    """Note (building, hour) pairs in the caller's transaction."""
    # A first version drawn from the clock never comes back after a deletion, so that ``done`` with an old one
    # cannot delete a later mark.
    rows = [{"a": building, "b": hour, "c": time.time_ns() // 1000} for building, hour in hours]
    if rows:
        connection.execute(
            text(
                "INSERT INTO news (building, hour_ms, version) VALUES (:a, :b, :c) "
                "ON CONFLICT (building, hour_ms) DO UPDATE SET version = version + 1"
            ),
            rows,
        )
