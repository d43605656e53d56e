import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog

from ingest.formats import Formats, Plain, Udmi, UdmiEnvelopes
from ingest.intake import Intake
from ingest.reading import Message, Reason
from ingest.settings import IngestSettings
from ingest.subscriber import Subscriber
from ingest.writer import Writer
from store.database import Database, StoreUnavailableError

_log = structlog.get_logger("ingest")

_POLL_S = 0.2
_REPORT_S = 60.0
_IDLE_S = 0.002
# A broker that hands out only so many unacknowledged messages waits for us then, not we for it.
_SMALLEST_WINDOW = 50


@dataclass(frozen=True, slots=True)
class IngestCounts:
    """What one ingester did since it started; ``held`` messages wait for the store, unacknowledged."""

    messages: int
    readings: int
    duplicates: int
    unknown: int
    dead_letters: Mapping[Reason, int] = field(default_factory=dict)
    held: int = 0
    connected: bool = False


class Ingester:
    """Takes messages from the broker into the store, and acknowledges them once they are on the disk."""

    def __init__(self, settings: IngestSettings, database: Database) -> None:
        self._settings = settings.batch
        formats = Formats([Udmi(settings.intake.udmi_building), UdmiEnvelopes(), Plain()])
        self._writer = Writer(Intake(formats, database, settings.intake), database, settings.intake)
        self._subscriber = Subscriber(settings.broker, formats.subscriptions)
        self._held: list[Message] = []
        self._held_bytes = 0
        self._held_since = 0.0
        self._outage: _Outage | None = None

    def counts(self) -> IngestCounts:
        """What was done so far."""
        done = self._writer.done
        return IngestCounts(
            messages=done.messages,
            readings=done.readings,
            duplicates=done.duplicates,
            unknown=done.unknown,
            dead_letters=dict(done.refused),
            held=len(self._held),
            connected=self._subscriber.connected,
        )

    @property
    def subscribed(self) -> bool:
        """Whether the broker has taken the subscriptions, so that nothing published from now on is missed."""
        return self._subscriber.subscribed

    def run(self, stop: threading.Event) -> None:
        """Work until ``stop`` is set; then commit, acknowledge and take leave of the broker."""
        report_at = time.monotonic() + _REPORT_S
        try:
            while not stop.is_set():
                self._step()
                if time.monotonic() >= report_at:
                    report_at += _REPORT_S
                    self._report()
            if self._held:
                self._commit()
        finally:
            self._subscriber.close()
            self._report()

    def _step(self) -> None:
        if self._full():
            self._subscriber.wait(_POLL_S)
            arrived: list[Message] = []
        else:
            arrived = self._subscriber.receive(self._patience_s())
        if arrived:
            if not self._held:
                self._held_since = time.monotonic()
            self._held.extend(arrived)
            self._held_bytes += sum(len(message.payload) for message in arrived)
        if self._held and self._due(idle=not arrived):
            self._commit()

    def _patience_s(self) -> float:
        if not self._held or self._outage is not None:
            return _POLL_S
        if len(self._held) >= _SMALLEST_WINDOW:
            return _IDLE_S
        return max(0.0, self._held_since + self._settings.linger_ms / 1000 - time.monotonic())

    def _due(self, *, idle: bool) -> bool:
        now = time.monotonic()
        if self._outage is not None:
            return now >= self._outage.retry_at
        return (
            len(self._held) >= self._settings.messages
            or self._held_bytes >= self._settings.size_bytes
            or now >= self._held_since + self._settings.linger_ms / 1000
            or (idle and len(self._held) >= _SMALLEST_WINDOW)
        )

    def _full(self) -> bool:
        settings = self._settings
        return len(self._held) >= settings.held_messages or self._held_bytes >= settings.held_bytes

    def _commit(self) -> None:
        try:
            self._writer.write(self._held)
        except StoreUnavailableError as error:
            if self._outage is None:
                self._outage = _Outage(time.monotonic(), self._settings.shortest_wait_s)
                _log.error("nothing is acknowledged until the store takes writes again", why=str(error))
            self._outage.wait(self._settings.longest_wait_s)
            return
        if self._outage is not None:
            away_s = round(time.monotonic() - self._outage.since, 1)
            _log.info("the store takes writes again", after_s=away_s, messages=len(self._held))
            self._outage = None
        self._subscriber.acknowledge(self._held)
        self._held, self._held_bytes = [], 0

    def _report(self) -> None:
        counts = self.counts()
        _log.info(
            "taken in",
            messages=counts.messages,
            readings=counts.readings,
            duplicates=counts.duplicates,
            unknown=counts.unknown,
            dead_letters={reason.value: count for reason, count in counts.dead_letters.items()},
            held=counts.held,
        )


@dataclass(slots=True)
class _Outage:
    """A time in which the store takes no writes."""

    since: float
    pause_s: float
    retry_at: float = 0.0

    def wait(self, longest_s: float) -> None:
        self.retry_at = time.monotonic() + self.pause_s
        self.pause_s = min(longest_s, 2 * self.pause_s)
