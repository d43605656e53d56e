from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, desc, func, select

from store import tables
from store.database import Database

FIRST_BYTES = 256


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message, or one reading of it, that could not be taken in, and why.

    ``first_bytes`` holds at most ``FIRST_BYTES`` of the payload, ``size`` its length in bytes. ``reason`` is
    one of a few fixed phrases to count by; ``detail`` says what exactly was wrong and where.
    """

    arrival_ms: int
    topic: str
    first_bytes: bytes
    size: int
    reason: str
    detail: str


class DeadLetters:
    """What was refused, for people to look at."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_reason(self) -> dict[str, int]:
        """How many are kept for each reason, the commonest first."""
        letters = tables.dead_letters
        query = (
            select(letters.c.reason, func.count().label("letters"))
            .group_by(letters.c.reason)
            .order_by(desc("letters"))
        )
        with self._database.read() as connection:
            return {row.reason: row.letters for row in connection.execute(query)}

    def newest(self, limit: int = 100, reason: str | None = None) -> list[DeadLetter]:
        """The newest ones, newest first; of one reason if given."""
        letters = tables.dead_letters
        query = select(letters).order_by(desc(letters.c.dead_letter)).limit(limit)
        if reason is not None:
            query = query.where(letters.c.reason == reason)
        with self._database.read() as connection:
            return [
                DeadLetter(row.arrival_ms, row.topic, row.first_bytes, row.size, row.reason, row.detail)
                for row in connection.execute(query)
            ]

    def prune(self, keep: int) -> int:
        """Delete all but the newest ``keep``; returns how many went.

        A sensor with a wrong clock would otherwise fill the disk with its refusals.
        """
        letters = tables.dead_letters
        oldest_kept = (
            select(letters.c.dead_letter).order_by(desc(letters.c.dead_letter)).limit(1).offset(keep - 1)
        )
        with self._database.write() as connection:
            return connection.execute(
                letters.delete().where(letters.c.dead_letter < oldest_kept.scalar_subquery())
            ).rowcount


def add_dead_letters(connection: Connection, letters: Iterable[DeadLetter]) -> None:
    """Write ``letters`` in the caller's transaction."""
    rows = [
        {
            "arrival_ms": letter.arrival_ms,
            "topic": letter.topic,
            "first_bytes": letter.first_bytes[:FIRST_BYTES],
            "size": letter.size,
            "reason": letter.reason,
            "detail": letter.detail,
        }
        for letter in letters
    ]
    if rows:
        connection.execute(tables.dead_letters.insert(), rows)
