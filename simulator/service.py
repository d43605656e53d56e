"""A portfolio that lives against the clock: history first, then fast time, never past the present."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from simulator.answers import Answers, AnswersUnavailableError, Done
from simulator.clock import DAY_MS, HOUR_MS
from simulator.people import Technicians
from simulator.portfolio import Portfolio
from simulator.publish import BrokerAddress, Publisher
from simulator.scenario import Scenario, demo_scenario

_log = structlog.get_logger(__name__)
_BURST_MS = 3 * HOUR_MS


def wall_clock_ms() -> int:
    """The present, UTC."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationSettings:
    """What to simulate and where to publish it.

    The portfolio starts ``start_days_ago``; ``history_days`` of it are published as fast as the broker takes
    them, the rest at ``speed`` times real time (None: as fast as the broker takes it) up to the present, and
    then along with it. ``answers`` are asked every ``ask_answers_every_s``; None: nobody mends anything.
    """

    seed: int = 7
    buildings: int = 3
    start_days_ago: float = 90.0
    history_days: float = 5.0
    speed: float | None = 1440.0
    interval_s: int = 300
    timezone: str = "America/Chicago"
    scenario: Scenario = field(default_factory=demo_scenario)
    broker: BrokerAddress = field(default_factory=BrokerAddress)
    client_id: str = "plantroom-simulator"
    in_flight: int = 200
    answers: Answers | None = None
    ask_answers_every_s: float = 2.0

    def portfolio(self, now_ms: int | None = None) -> Portfolio:
        """The portfolio at its start, ``start_days_ago`` before ``now_ms`` (default: the present).

        The start is a whole day, so that runs of the same day are the same.
        """
        now = wall_clock_ms() if now_ms is None else now_ms
        start = now - round(self.start_days_ago * DAY_MS)
        return Portfolio.from_seed(
            self.seed,
            buildings=self.buildings,
            start_ms=start // DAY_MS * DAY_MS,
            scenario=self.scenario,
            timezone=self.timezone,
            interval_ms=self.interval_s * 1000,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands. ``phase`` is "history", "fast" or "present"; ``history_share`` 0..1."""

    phase: str
    simulated_ms: int
    history_share: float
    messages: int
    active_faults: int
    repaired: int


def run(
    settings: SimulationSettings,
    stop: threading.Event,
    progress: Callable[[Progress], None] | None = None,
    *,
    portfolio: Portfolio | None = None,
    clock_ms: Callable[[], int] = wall_clock_ms,
) -> None:
    """Simulate and publish until ``stop`` is set; ``portfolio``: one at its start, else the settings'."""
    living = settings.portfolio(clock_ms()) if portfolio is None else portfolio
    start_ms = living.now_ms
    history_end_ms = min(start_ms + round(settings.history_days * DAY_MS), clock_ms())
    messages, repaired = 0, 0
    heard = _ask(settings.answers)
    technicians = None if heard is None else Technicians(living, known=heard)
    next_question_s = 0.0
    began_ms: int | None = None
    with Publisher(settings.broker, client_id=settings.client_id, in_flight=settings.in_flight) as publisher:
        while not stop.is_set():
            now_ms = clock_ms()
            if living.now_ms + settings.interval_s * 1000 <= history_end_ms:
                phase, until_ms = "history", min(living.now_ms + _BURST_MS, history_end_ms)
            else:
                began_ms = now_ms if began_ms is None else began_ms
                aim_ms = now_ms
                if settings.speed is not None:
                    aim_ms = history_end_ms + round((now_ms - began_ms) * settings.speed)
                phase = "fast" if aim_ms < now_ms else "present"
                until_ms = min(aim_ms, now_ms, living.now_ms + _BURST_MS)
            before_ms = living.now_ms
            messages += publisher.publish(living.advance(until_ms), stop)
            if time.monotonic() >= next_question_s:
                next_question_s = time.monotonic() + settings.ask_answers_every_s
                answers = _ask(settings.answers)
                if answers is not None:
                    # Answers given before the API could first be asked belong to an earlier run.
                    technicians = technicians or Technicians(living, known=answers)
                    repaired += len(technicians.hear(answers))
            if progress is not None:
                span = max(history_end_ms - start_ms, 1)
                share = min((living.now_ms - start_ms + settings.interval_s * 1000) / span, 1.0)
                progress(Progress(phase, living.now_ms, share, messages, len(living.active()), repaired))
            if living.now_ms == before_ms:
                stop.wait(0.1)


def _ask(answers: Answers | None) -> list[Done] | None:
    if answers is None:
        return None
    try:
        return list(answers())
    except AnswersUnavailableError as error:
        _log.debug("no answers yet", error=str(error))
        return None
