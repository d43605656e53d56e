"""What an operator asks of the store: whether it is as this version needs it, and what comes in."""

from sqlalchemy import func, select, text

from store.database import Database
from store.migrations import NEWEST
from store.tables import latest


class StoreHealth:
    """Asks the store anew each time; any exception means that it does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def migrations_current(self) -> bool:
        """Whether the tables are those that this version reads and writes."""
        with self._database.read() as connection:
            revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        return bool(revision == NEWEST)

    def newest_arrival_ms(self) -> int | None:
        """When a reading last arrived from anywhere [UTC ms], or None if none ever did."""
        with self._database.read() as connection:
            newest: int | None = connection.execute(select(func.max(latest.c.arrival_ms))).scalar_one()
        return newest
