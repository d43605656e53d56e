from sqlalchemy import delete, desc, select
from sqlalchemy.dialects.sqlite import insert

from store import tables
from store.database import Database


class RollingStore:
    """What the rounds carry from one to the next; a ``model.frames.history.RollingState``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, building: str, name: str, start_ms: int, end_ms: int) -> list[tuple[int, bytes]]:
        """Contents with start_ms <= hour < end_ms, oldest first."""
        state = tables.rolling_state
        query = (
            select(state.c.hour_ms, state.c.content)
            .where(state.c.building == building, state.c.name == name)
            .where(state.c.hour_ms >= start_ms, state.c.hour_ms < end_ms)
            .order_by(state.c.hour_ms)
        )
        with self._database.read() as connection:
            return [(row.hour_ms, row.content) for row in connection.execute(query)]

    def newest(self, building: str, name: str, before_ms: int) -> tuple[int, bytes] | None:
        """The newest content with hour < before_ms, or None."""
        state = tables.rolling_state
        query = (
            select(state.c.hour_ms, state.c.content)
            .where(state.c.building == building, state.c.name == name, state.c.hour_ms < before_ms)
            .order_by(desc(state.c.hour_ms))
            .limit(1)
        )
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (row.hour_ms, row.content)

    def put(self, building: str, name: str, contents: list[tuple[int, bytes]]) -> None:
        """Write or replace contents by their hour, all of them or none."""
        if not contents:
            return
        statement = insert(tables.rolling_state)
        statement = statement.on_conflict_do_update(
            index_elements=["building", "name", "hour_ms"], set_={"content": statement.excluded.content}
        )
        rows = [
            {"building": building, "name": name, "hour_ms": hour_ms, "content": content}
            for hour_ms, content in contents
        ]
        with self._database.write() as connection:
            connection.execute(statement, rows)

    def forget(self, building: str, name: str, before_ms: int) -> None:
        """Let contents with hour < before_ms go."""
        state = tables.rolling_state
        old = (state.c.building == building, state.c.name == name, state.c.hour_ms < before_ms)
        with self._database.write() as connection:
            connection.execute(delete(state).where(*old))
