"""Rolling state of rounds, in memory."""


class MemoryState:
    """A ``RollingState`` as the store's, without the store."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], dict[int, bytes]] = {}

    def get(self, building: str, name: str, start_ms: int, end_ms: int) -> list[tuple[int, bytes]]:
        kept = self._kept.get((building, name), {})
        return sorted(item for item in kept.items() if start_ms <= item[0] < end_ms)

    def newest(self, building: str, name: str, before_ms: int) -> tuple[int, bytes] | None:
        return max(self.get(building, name, 0, before_ms), default=None)

    def put(self, building: str, name: str, contents: list[tuple[int, bytes]]) -> None:
        self._kept.setdefault((building, name), {}).update(contents)

    def forget(self, building: str, name: str, before_ms: int) -> None:
        kept = self._kept.get((building, name), {})
        self._kept[building, name] = {hour: content for hour, content in kept.items() if hour >= before_ms}
