import threading
from dataclasses import replace

from simulator import Portfolio, Scenario, demo_scenario, truth
from simulator.answers import AnswersUnavailableError, Done
from simulator.clock import DAY_MS, HOUR_MS
from simulator.publish import BrokerAddress
from simulator.service import Progress, SimulationSettings, run
from tests.simulator.looking import OFFICE, fault, start_ms

NOON_MS = start_ms("winter") + 6 * HOUR_MS
DAMPER = fault("outdoor_air_damper_stuck_open", "AHU-1")


class Run:
    """A run until ``enough`` of its progress, on a clock that moves a second with each question."""

    def __init__(self, settings: SimulationSettings, enough, clock_start_ms: int = NOON_MS) -> None:
        self.seen: list[Progress] = []
        self.clock_ms = clock_start_ms
        self.told_at: list[int] = []
        stop = threading.Event()

        def progress(now: Progress) -> None:
            self.seen.append(now)
            self.told_at.append(self.clock_ms)
            if enough(now):
                stop.set()

        def clock() -> int:
            self.clock_ms += 1000
            return self.clock_ms

        self.portfolio = settings.portfolio(clock_start_ms)
        thread = threading.Thread(
            target=run,
            args=(settings, stop, progress),
            kwargs={"portfolio": self.portfolio, "clock_ms": clock},
        )
        thread.start()
        thread.join(120)
        stop.set()
        assert not thread.is_alive()


def settings(port: int, **more: object) -> SimulationSettings:
    base = SimulationSettings(
        start_days_ago=0.6,
        history_days=0.25,
        scenario=Scenario(mean_gap_days=None),
        broker=BrokerAddress(port=port),
        ask_answers_every_s=0.0,
    )
    return replace(base, **more)


def test_history_comes_first_then_fast_time_then_the_present(embedded_broker):
    life = Run(settings(embedded_broker.port, speed=3600.0), lambda now: now.phase == "present")
    phases = [now.phase for now in life.seen]
    assert list(dict.fromkeys(phases)) == ["history", "fast", "present"]
    assert max(now.history_share for now in life.seen if now.phase == "history") > 0.9
    assert life.seen[-1].messages > 1000


def test_simulated_time_never_passes_the_clock(embedded_broker):
    life = Run(
        settings(embedded_broker.port, start_days_ago=0.3, history_days=90.0, speed=None),
        lambda now: now.phase == "present" and now.messages > 500,
    )
    assert all(now.simulated_ms <= at for now, at in zip(life.seen, life.told_at, strict=True))


def test_a_fault_answered_done_is_mended_while_it_runs(embedded_broker):
    asked = []

    def answers() -> list[Done]:
        asked.append(None)
        if len(asked) == 1:
            raise AnswersUnavailableError("not up yet")
        if len(asked) < 4:
            return []
        return [Done("a1", "r1", DAMPER.kind, OFFICE, "AHU-1")]

    life = Run(
        settings(
            embedded_broker.port,
            speed=3600.0,
            scenario=Scenario(first=(DAMPER,), mean_gap_days=None),
            answers=answers,
        ),
        lambda now: now.repaired == 1 and now.active_faults == 0,
    )
    assert life.seen[-1].repaired == 1


def test_the_demo_has_faults_worth_mending_within_its_first_days_in_any_season():
    for season in ("winter", "summer", "autumn"):
        portfolio = Portfolio.from_seed(
            SimulationSettings().seed, start_ms=start_ms(season), scenario=demo_scenario()
        )
        portfolio.advance(portfolio.now_ms + 3 * DAY_MS)
        worth = [entry for entry in truth(portfolio) if entry.daily_cost > 5]
        assert 2 <= len(worth) <= 4, season
