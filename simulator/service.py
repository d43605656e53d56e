"""A portfolio that lives against the clock: history first, then fast time, never past the present."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog

from simulator.clock import DAY_MS
from simulator.face import LivingPortfolio
from simulator.listener import Listener
from simulator.pace import Pace, Phase, burst_ms
from simulator.people.answers import Answers
from simulator.publishing import BrokerAddress, Publisher
from simulator.repair_shop import RepairShop

_log = structlog.get_logger(__name__)
_IDLE_S = 0.1
_TELL_EVERY_S = 60.0
# Being a few bursts late is the nature of going in bursts.
_BURSTS_OF_GRACE = 4
_PHASES: dict[Phase, str] = {
    "history": "living the history",
    "fast": "living in fast time",
    "present": "living along with the clock",
}


def wall_clock_ms() -> int:
    """The present, UTC."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """How a portfolio is lived and where it is published.

    ``history_days`` from its start are published as fast as the broker takes them, the rest at ``speed``
    times real time (None: as fast as the broker takes it) up to the present, and then along with it. Each of
    ``answers`` gives what one manager said done; they are asked every ``ask_answers_every_s``. ``seed``
    decides which repairs hold.
    """

    seed: int = 7
    history_days: float = 5.0
    speed: float | None = 1440.0
    interval_s: int = 300
    broker: BrokerAddress = field(default_factory=BrokerAddress)
    client_id: str = "plantroom-simulator"
    in_flight: int = 1000
    answers: tuple[Answers, ...] = ()
    ask_answers_every_s: float = 2.0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands. ``history_share`` 0..1; ``behind_ms``: simulated time still to be caught up."""

    phase: Phase
    simulated_ms: int
    history_share: float
    messages: int
    active_faults: int
    repaired: int
    behind_ms: int


def run(
    portfolio: LivingPortfolio,
    settings: RunSettings,
    stop: threading.Event,
    progress: Callable[[Progress], None] | None = None,
    *,
    clock_ms: Callable[[], int] = wall_clock_ms,
) -> None:
    """Simulate and publish, from where the portfolio is, until ``stop`` is set."""
    interval_ms = settings.interval_s * 1000
    start_ms = portfolio.now_ms
    pace = Pace(
        history_end_ms=min(start_ms + round(settings.history_days * DAY_MS), clock_ms()),
        interval_ms=interval_ms,
        speed=settings.speed,
        burst_ms=burst_ms(len(portfolio.plans), interval_ms),
    )
    span_ms = max(pace.history_end_ms - start_ms, 1)
    messages, repaired = 0, 0
    shop = RepairShop(portfolio, settings.seed)
    teller = _Teller(settings, grace_ms=_BURSTS_OF_GRACE * pace.burst_ms)
    with (
        Publisher(settings.broker, client_id=settings.client_id, in_flight=settings.in_flight) as publisher,
        Listener(settings.answers, settings.ask_answers_every_s) as listener,
    ):
        while not stop.is_set():
            before_ms = portfolio.now_ms
            stretch = pace.next(before_ms, clock_ms())
            messages += publisher.publish(portfolio.advance(stretch.until_ms), stop)
            repaired += len(shop.hear(listener.take()))
            now_ms = portfolio.now_ms
            standing = Progress(
                stretch.phase,
                now_ms,
                min((now_ms - start_ms + interval_ms) / span_ms, 1.0),
                messages,
                len(portfolio.active()),
                repaired,
                stretch.behind_ms,
            )
            teller.tell(standing, time.monotonic())
            if progress is not None:
                progress(standing)
            if now_ms == before_ms:
                publisher.wait(_IDLE_S, stop)


class _Teller:
    """Says in the log what a run does: each phase, where it stands every minute, and when it falls behind."""

    def __init__(self, settings: RunSettings, grace_ms: int) -> None:
        self._settings, self._grace_ms = settings, grace_ms
        self._phase: Phase | None = None
        self._behind = False
        self._told_s = time.monotonic()
        self._told: Progress | None = None

    def tell(self, standing: Progress, now_s: float) -> None:
        if standing.phase != self._phase:
            self._phase = standing.phase
            _log.info(_PHASES[standing.phase], **self._where(standing), speed=self._settings.speed)
        behind = standing.behind_ms > self._grace_ms
        if behind and not self._behind:
            _log.warning("falling behind: living and publishing as fast as can be", **self._where(standing))
        elif self._behind and not standing.behind_ms:
            _log.info("caught up", **self._where(standing))
        self._behind = behind or (self._behind and standing.behind_ms > 0)
        self._told = self._told or standing
        elapsed_s = now_s - self._told_s
        if elapsed_s >= _TELL_EVERY_S:
            _log.info(
                "living",
                **self._where(standing),
                speed=round((standing.simulated_ms - self._told.simulated_ms) / 1000 / elapsed_s, 1),
                messages_a_second=round((standing.messages - self._told.messages) / elapsed_s),
                active_faults=standing.active_faults,
                repaired=standing.repaired,
            )
            self._told_s, self._told = now_s, standing

    @staticmethod
    def _where(standing: Progress) -> dict[str, str | float]:
        moment = datetime.fromtimestamp(standing.simulated_ms / 1000, UTC)
        return {
            "simulated": f"{moment:%Y-%m-%d %H:%M}",
            "behind_minutes": round(standing.behind_ms / 60_000, 1),
        }
