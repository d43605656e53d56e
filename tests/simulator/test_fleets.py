"""Buildings spread over processes are the same as in one."""

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulator.buildings.devices import list_devices
from simulator.buildings.draw import draw_plans
from simulator.clock import HOUR_MS
from simulator.faults import Fault, UnknownFaultError
from simulator.fleets import FleetLostError, Fleets
from simulator.layout import Layout
from simulator.portfolio import Portfolio
from simulator.published import Published
from simulator.truth.twins import truth
from simulator.write import Judge, write
from tests.conftest import wait_until
from tests.simulator.toys import MIDNIGHT_MS, Toy, broken, judge, plan, toys_of

PLANS = [plan(number) for number in range(5)]


@pytest.fixture(scope="module")
def two() -> Iterator[Fleets]:
    with Fleets(toys_of, PLANS, processes=2) as fleets:
        yield fleets


def process_of(_toy: Toy) -> int:
    return os.getpid()


def forget(toy: Toy, now_ms: int) -> None:
    toy.now_ms, toy.faults = now_ms, ()


@pytest.fixture
def fleets(two) -> Fleets:
    """Two processes, as if they had just begun."""
    two.each(forget, MIDNIGHT_MS)
    two._now_ms = MIDNIGHT_MS
    return two


def assert_same(found: Published, expected: Published) -> None:
    assert found.times_ms.tolist() == expected.times_ms.tolist()
    assert [(f.building, f.device, f.names) for f in found.devices] == [
        (f.building, f.device, f.names) for f in expected.devices
    ]
    for one, other in zip(found.devices, expected.devices, strict=True):
        np.testing.assert_array_equal(one.values, other.values)


def test_what_two_processes_publish_is_what_one_publishes(fleets):
    alone = Toy(range(5))
    for hours in (1, 2, 2, 7):
        until_ms = MIDNIGHT_MS + hours * HOUR_MS
        assert_same(fleets.advance(until_ms), alone.advance(until_ms))
        assert fleets.now_ms == alone.now_ms


def test_faults_go_to_the_process_of_their_building_and_come_back(fleets):
    for number in (4, 0, 2):
        fleets.break_down(broken(number))
    assert [fault.building for fault in fleets.active()] == ["building-0", "building-4", "building-2"]
    assert len(set(fleets.each(process_of)) - {os.getpid()}) == 2
    assert [entry.fault for entry in fleets.gather(judge)] == fleets.active()
    assert fleets.heal("2-AHU-1", MIDNIGHT_MS + HOUR_MS)
    assert not fleets.heal("no such fault")
    assert len(fleets.active(MIDNIGHT_MS + HOUR_MS)) == 2
    assert [fault.healed_ms == MIDNIGHT_MS + HOUR_MS for fault in fleets.faults] == [False, False, True]


def test_real_buildings_are_written_in_the_same_bytes_by_one_process_and_by_three(tmp_path):
    plans = draw_plans(11, 3)
    build = partial(Portfolio, start_ms=MIDNIGHT_MS)
    devices = list_devices(plans, Layout.of([plan.shape for plan in plans]))
    lights = next(device for device in devices[::-1] if device.kind == "lighting")
    fault = Fault("lit", "lights_left_on", lights.building, lights.id, 1.0, MIDNIGHT_MS - HOUR_MS)

    def written(name: str) -> dict[str, bytes]:
        files = [path for path in (tmp_path / name).rglob("*") if path.is_file()]
        return {str(path.relative_to(tmp_path / name)): path.read_bytes() for path in files}

    def break_and_write(portfolio: Portfolio | Fleets, name: str, judge: Judge) -> None:
        portfolio.break_down(fault)
        write(portfolio, tmp_path / name, 0.1, judge=judge)

    alone = build(plans)
    break_and_write(alone, "0", lambda: truth(alone))
    with Fleets(build, plans, processes=3) as fleets:
        break_and_write(fleets, "3", lambda: fleets.gather(truth))
    assert written("0") == written("3")
    assert len(pd.read_parquet(tmp_path / "0" / "truth" / "costs.parquet")) == 1


def test_a_fault_in_no_building_is_refused(fleets):
    with pytest.raises(UnknownFaultError, match="building-9"):
        fleets.break_down(broken(9))


@pytest.mark.parametrize("processes", [0, 6])
def test_processes_without_buildings_are_refused(processes):
    with pytest.raises(ValueError, match="give 1 to 5"):
        Fleets(toys_of, PLANS, processes=processes)


def test_a_process_that_dies_ends_the_run_with_a_word_and_leaves_no_other_behind():
    with Fleets(toys_of, PLANS[:2], processes=2) as fleets:
        first, second = fleets.each(process_of)
        os.kill(first, signal.SIGKILL)
        with pytest.raises(FleetLostError, match="anew"):
            fleets.advance(MIDNIGHT_MS + HOUR_MS)
    wait_until(lambda: not Path(f"/proc/{second}").exists(), "the other process has ended")
