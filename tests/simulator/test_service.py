import threading
import time
from collections.abc import Callable

import pytest
from structlog.testing import capture_logs

from simulator.clock import DAY_MS, HOUR_MS
from simulator.listener import Listener
from simulator.pace import Pace, Stretch, burst_ms
from simulator.people.answers import AnswersUnavailableError, Done, NoHistoryError
from simulator.publishing import BrokerAddress
from simulator.repair_shop import RepairShop
from simulator.service import Progress, RunSettings, run
from tests.conftest import free_port, wait_until
from tests.simulator.toys import INTERVAL_MS, MIDNIGHT_MS, STUCK, Toy, broken

NOON_MS = MIDNIGHT_MS + 12 * HOUR_MS


def done(name: str, building: str = "building-0", equipment: str = "AHU-1", fault: str = STUCK) -> Done:
    return Done(name, "r1", fault, building, equipment)


class Run:
    """A run until ``enough`` of its progress, on a clock that moves ``tick_ms`` with each question."""

    def __init__(
        self,
        settings: RunSettings,
        enough: Callable[[Progress], bool],
        *,
        toy: Toy | None = None,
        tick_ms: int = 1000,
    ) -> None:
        self.seen: list[Progress] = []
        self.told_at: list[int] = []
        self.toy = Toy(range(2)) if toy is None else toy
        self.clock_ms = NOON_MS
        stop = threading.Event()

        def progress(now: Progress) -> None:
            self.seen.append(now)
            self.told_at.append(self.clock_ms)
            if enough(now):
                stop.set()

        def clock() -> int:
            self.clock_ms += tick_ms
            return self.clock_ms

        thread = threading.Thread(
            target=run, args=(self.toy, settings, stop, progress), kwargs={"clock_ms": clock}
        )
        thread.start()
        thread.join(60)
        stop.set()
        thread.join(5)
        assert not thread.is_alive()


def settings(port: int, **more: object) -> RunSettings:
    base = {"history_days": 0.25, "broker": BrokerAddress(port=port), "ask_answers_every_s": 0.01}
    return RunSettings(**(base | more))


def test_history_comes_first_then_fast_time_then_the_present(embedded_broker):
    life = Run(settings(embedded_broker.port, speed=3600.0), lambda now: now.phase == "present")
    phases = [now.phase for now in life.seen]
    assert list(dict.fromkeys(phases)) == ["history", "fast", "present"]
    assert max(now.history_share for now in life.seen if now.phase == "history") == 1.0
    assert life.seen[-1].messages >= 0.9 * 6 * 144


@pytest.mark.parametrize("speed", [None, 3600.0])
def test_simulated_time_never_passes_the_clock(embedded_broker, speed):
    life = Run(
        settings(embedded_broker.port, history_days=90.0 if speed is None else 0.1, speed=speed),
        lambda now: now.phase == "present" and now.messages > 800,
    )
    assert all(now.simulated_ms <= at for now, at in zip(life.seen, life.told_at, strict=True))
    assert life.told_at[-1] - life.seen[-1].simulated_ms < HOUR_MS


def test_everything_lived_is_published_once(embedded_broker):
    life = Run(settings(embedded_broker.port, speed=None), lambda now: now.phase == "present")
    steps = (life.toy.now_ms - MIDNIGHT_MS) // INTERVAL_MS
    assert life.seen[-1].messages == pytest.approx(6 * steps, rel=0.01)  # a device may have nothing to say


def test_a_fault_answered_done_is_mended_while_it_runs(embedded_broker):
    asked = []

    def answers() -> list[Done]:
        asked.append(None)
        if len(asked) == 1:
            raise AnswersUnavailableError("not up yet")
        return [done("a1")] if len(asked) > 3 else []

    toy = Toy(range(2))
    toy.break_down(broken(0))
    toy.break_down(broken(1))
    life = Run(
        settings(embedded_broker.port, answers=(answers,), speed=3600.0),
        lambda now: now.repaired == 1 and now.active_faults == 1,
        toy=toy,
    )
    assert life.seen[-1].repaired == 1
    assert [fault.building for fault in toy.active()] == ["building-1"]


def test_without_a_broker_it_lives_no_further_than_a_burst_and_a_stop_ends_it():
    stop = threading.Event()
    toy = Toy(range(3))
    thread = threading.Thread(target=run, args=(toy, settings(free_port()), stop))
    thread.start()
    time.sleep(0.5)
    assert toy.now_ms == MIDNIGHT_MS + burst_ms(3, INTERVAL_MS)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


def test_falling_behind_is_said_and_so_is_catching_up(embedded_broker):
    # The clock runs away by three days, and the bursts are of three hours.
    ticks = iter([0, 0, 3 * DAY_MS])
    toy, stop, now, latest = Toy(range(2)), threading.Event(), MIDNIGHT_MS, 0

    def clock() -> int:
        nonlocal now
        now += next(ticks, 1000)
        return now

    def progress(standing: Progress) -> None:
        nonlocal latest
        latest = max(latest, standing.behind_ms)
        if latest and not standing.behind_ms:
            stop.set()

    with capture_logs() as logs:
        run(toy, settings(embedded_broker.port, history_days=0.0, speed=1.0), stop, progress, clock_ms=clock)
    said = [entry["event"].partition(":")[0] for entry in logs]
    assert [event for event in said if event in {"falling behind", "caught up"}] == [
        "falling behind",
        "caught up",
    ]
    assert now - toy.now_ms < HOUR_MS


def test_a_burst_is_shorter_with_more_buildings_and_always_whole_intervals():
    bursts = [burst_ms(buildings, 300_000) for buildings in (1, 50, 500, 100_000)]
    assert bursts == [3 * HOUR_MS, 3 * HOUR_MS, 15 * 60_000, 300_000]


def test_as_fast_as_can_be_is_never_late_until_it_has_arrived():
    pace = Pace(history_end_ms=0, interval_ms=10, speed=None, burst_ms=100)
    assert pace.next(0, 1000) == Stretch("fast", 100, 0)
    assert pace.next(950, 1000) == Stretch("fast", 1000, 0)
    assert pace.next(1000, 1300) == Stretch("present", 1100, 200)


def test_what_was_said_before_the_first_question_is_of_an_earlier_run():
    said, asked = [done("old")], []

    def answers() -> list[Done]:
        asked.append(None)
        return list(said)

    with Listener([answers], 0.01) as listener:
        wait_until(lambda: len(asked) > 1, "the manager was asked")
        assert listener.take() == []
        said.append(done("new"))
        wait_until(lambda: listener._heard, "the new answer is heard")
        time.sleep(0.05)
        assert listener.take() == [done("new")]
        assert listener.take() == []


def test_one_manager_s_trouble_does_not_keep_others_from_being_heard():
    asked = []
    said: list[Done] = []

    def away() -> list[Done]:
        raise AnswersUnavailableError

    def nonsense() -> list[Done]:
        asked.append(None)
        raise NoHistoryError("no history")

    heard = []

    def sound() -> list[Done]:
        heard.append(None)
        return list(said)

    with Listener([away, nonsense, sound], 0.01) as listener:
        wait_until(lambda: len(heard) > 1, "the third manager was asked")
        said.append(done("a"))
        wait_until(lambda: listener.take() == [done("a")], "the third manager is heard")
    assert len(asked) == 1


def test_an_api_that_hangs_does_not_hold_up_a_stop(embedded_broker):
    released = threading.Event()

    def hanging() -> list[Done]:
        released.wait(30)
        return []

    Run(settings(embedded_broker.port, answers=(hanging,), speed=3600.0), lambda now: now.phase == "fast")
    released.set()


@pytest.mark.parametrize(
    "said",
    [
        done("other building", building="building-1"),
        done("no building of ours", building="tower"),
        done("other equipment", equipment="AHU-2"),
        done("other fault", fault="boiler_fouled"),
    ],
)
def test_what_does_not_mend_a_fault_leaves_it_as_it_is(said):
    toy = Toy([0, 1])
    toy.break_down(broken(0))
    assert RepairShop(toy, 7).hear([said]) == []
    assert len(toy.active(toy.now_ms + DAY_MS)) == 1


def test_a_repair_takes_its_time():
    toy = Toy([0])
    toy.break_down(broken(0))
    assert RepairShop(toy, 7).hear([done("a"), done("b")]) == ["0-AHU-1"]
    assert len(toy.active()) == 1
    assert toy.active(toy.now_ms + HOUR_MS) == []
