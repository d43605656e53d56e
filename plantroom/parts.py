"""The parts of the store, opened once a process."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from model.frames.site_time import iso
from model.recommendation import Coverage
from model.site.document import site_from_document
from model.site.graph import Site
from plantroom.settings import Settings
from store.complaints import Complaints
from store.database import Database, open_database
from store.dead_letters import DeadLetters
from store.health import StoreHealth
from store.ledger import Ledger
from store.news import NewsDesk
from store.readings import ReadingStore
from store.rolling_state import RollingStore
from store.sites import SiteStore
from store.tokens import Tokens

_MINUTE_MS = 60_000


@dataclass(frozen=True)
class Parts:
    """What every command works with."""

    settings: Settings
    database: Database
    readings: ReadingStore
    rolling: RollingStore
    news: NewsDesk
    site_store: SiteStore
    ledger: Ledger
    complaints: Complaints
    tokens: Tokens
    health: StoreHealth
    dead_letters: DeadLetters

    def sites(self) -> list[Site]:
        """Every imported site."""
        return [site_from_document(document) for document in self.site_store.load()]

    def newest_ms(self, buildings: Sequence[str]) -> int | None:
        """Time of the newest reading of described points of these buildings."""
        times = [self.readings.coverage(building, 0).newest_ms for building in buildings]
        return max((t for t in times if t is not None), default=None)

    def clock(self) -> Callable[[], int]:
        """Now, in UTC milliseconds, as the settings have it."""
        if self.settings.rounds.clock == "wall":
            return wall_clock_ms
        return self._newest_reading_ms

    def _newest_reading_ms(self) -> int:
        newest = self.newest_ms([building.id for site in self.sites() for building in site.buildings])
        return wall_clock_ms() if newest is None else newest

    def coverage(self, buildings: Sequence[str], now_ms: int, judged: int = 0) -> Coverage:
        """How many points of these buildings were heard within the settings' minutes before ``now_ms``."""
        minutes = self.settings.rounds.heard_within_minutes
        found = [self.readings.coverage(b, now_ms - minutes * _MINUTE_MS) for b in buildings]
        newest = max((c.newest_ms for c in found if c.newest_ms is not None), default=None)
        equipment = sum(len(b.equipment) for s in self.sites() for b in s.buildings if b.id in buildings)
        return Coverage(
            points=sum(c.described for c in found),
            heard=sum(c.heard for c in found),
            within_minutes=minutes,
            last_reading=None if newest is None else iso(newest),
            equipment=equipment,
            equipment_judged=judged,
        )


def wall_clock_ms() -> int:
    """The present, UTC milliseconds."""
    return time.time_ns() // 1_000_000


def open_parts(settings: Settings) -> Parts:
    """Open the store that the settings name; it is made where it does not exist."""
    path = Path(settings.store)
    path.parent.mkdir(parents=True, exist_ok=True)
    database = open_database(path)
    return Parts(
        settings=settings,
        database=database,
        readings=ReadingStore(database),
        rolling=RollingStore(database),
        news=NewsDesk(database),
        site_store=SiteStore(database),
        ledger=Ledger(database),
        complaints=Complaints(database),
        tokens=Tokens(database),
        health=StoreHealth(database),
        dead_letters=DeadLetters(database),
    )
