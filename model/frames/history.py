"""The two doors through which the model meets what is kept: readings, and its own rolling state."""

from typing import Protocol

from store.reading_columns import ReadingColumns

__all__ = ["ReadingColumns", "ReadingSource", "RollingState"]


class ReadingSource(Protocol):
    """Readings by source ("building/device/point"), whoever keeps them."""

    def read(self, sources: list[str], start_ms: int, end_ms: int) -> ReadingColumns:
        """Readings of ``sources`` with start_ms <= time < end_ms, in SI; unknown sources have none.

        Those of a source in order of time; sources in any order, among each other too.
        """
        ...


class RollingState(Protocol):
    """Small state of the rounds, one content a building, name and hour."""

    def get(self, building: str, name: str, start_ms: int, end_ms: int) -> list[tuple[int, bytes]]:
        """Contents with start_ms <= hour < end_ms, oldest first."""
        ...

    def newest(self, building: str, name: str, before_ms: int) -> tuple[int, bytes] | None:
        """The newest content with hour < before_ms, or None."""
        ...

    def put(self, building: str, name: str, contents: list[tuple[int, bytes]]) -> None:
        """Write or replace contents by their hour."""
        ...

    def forget(self, building: str, name: str, before_ms: int) -> None:
        """Let contents with hour < before_ms go."""
        ...
