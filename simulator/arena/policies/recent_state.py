"""The rolling state of the rounds, in memory, as far back as a round can still begin."""

# An answer may begin the hours anew from the hour in which it was given; nothing reaches further back.
KEPT_HOURS = 4


class RecentState:
    """A ``RollingState`` of the model that keeps the newest ``KEPT_HOURS`` of each building and name."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], list[tuple[int, bytes]]] = {}

    def get(self, building: str, name: str, start_ms: int, end_ms: int) -> list[tuple[int, bytes]]:
        """Contents with start_ms <= hour < end_ms, oldest first."""
        return [item for item in self._kept.get((building, name), ()) if start_ms <= item[0] < end_ms]

    def newest(self, building: str, name: str, before_ms: int) -> tuple[int, bytes] | None:
        """The newest content with hour < before_ms, or None."""
        return max(self.get(building, name, 0, before_ms), default=None)

    def put(self, building: str, name: str, contents: list[tuple[int, bytes]]) -> None:
        """Write or replace contents by their hour."""
        kept = dict(self._kept.get((building, name), ())) | dict(contents)
        self._kept[building, name] = sorted(kept.items())[-KEPT_HOURS:]

    def forget(self, building: str, name: str, before_ms: int) -> None:
        """Let contents with hour < before_ms go."""
        kept = self._kept.get((building, name), [])
        self._kept[building, name] = [item for item in kept if item[0] >= before_ms]

    def oldest_ms(self, building: str, name: str) -> int | None:
        """The oldest hour from which a round can go on, None before the first round."""
        kept = self._kept.get((building, name))
        return kept[0][0] if kept else None
