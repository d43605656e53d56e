"""Copies side by side: each is what it would be alone, whatever is done to the others."""

import numpy as np
import pytest

from simulator.arena.beside import Beside
from simulator.arena.opening import open_world
from simulator.arena.runs import Bout, run_bout
from simulator.buildings.devices import devices_of
from simulator.buildings.draw import draw_plans
from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import Fault, Scenario
from simulator.portfolio import Portfolio
from simulator.truth import truth

WINTER = 1_768_176_000_000  # Monday 2026-01-12 00:00 UTC


def beside(copies: int) -> tuple[Beside, Portfolio]:
    plans = draw_plans(5, 2, climates={"chicago"})
    whole = plans[0].id
    lights = next(device.id for device in devices_of(plans[0]) if device.kind == "lighting")
    faults = (
        Fault("f1", "gateway_offline", whole, whole, 1.0, 2 * HOUR_MS, onset="intermittent", duty=0.5),
        Fault("f2", "lights_left_on", whole, lights, 1.0, HOUR_MS),
    )
    scenario = Scenario(first=faults, intensity=0.0)
    together = Beside(plans, start_ms=WINTER, scenario=scenario, copies=copies)
    return together, Portfolio(plans, start_ms=WINTER, scenario=scenario)


def test_a_copy_lives_and_costs_as_the_building_would_alone() -> None:
    together, alone = beside(2)
    one, other = together.views
    for until in (WINTER + 5 * HOUR_MS, WINTER + 9 * HOUR_MS):
        expected = alone.advance(until)
        for view in (one, other):
            found = view.advance(until)
            np.testing.assert_array_equal(found.times_ms, expected.times_ms)
            for mine, its in zip(found.devices, expected.devices, strict=True):
                assert (mine.building, mine.device, mine.names) == (its.building, its.device, its.names)
                np.testing.assert_array_equal(mine.values, its.values)
    assert one.faults == other.faults == alone.faults
    assert together.truth(0) == together.truth(1) == truth(alone)


def test_what_is_mended_in_one_copy_stays_broken_in_the_other() -> None:
    together, _ = beside(2)
    one, other = together.views
    one.advance(WINTER + 5 * HOUR_MS)
    assert len(together.truth(0)) == 2
    assert one.heal("f2")
    assert [fault.id for fault in one.active()] == ["f1"]
    assert {fault.id for fault in other.active()} == {"f1", "f2"}
    assert len(together.truth(0)) == 1
    assert len(together.truth(1)) == 2


def test_a_copy_that_is_left_behind_is_told_of() -> None:
    together, _ = beside(2)
    one, other = together.views
    one.advance(WINTER + HOUR_MS)
    one.advance(WINTER + 2 * HOUR_MS)
    with pytest.raises(ValueError, match="the same moments"):
        other.advance(WINTER + 2 * HOUR_MS)


def test_a_policy_does_the_same_whoever_stands_beside_it() -> None:
    shared = {"seed": 3, "buildings": 2, "managers": 1, "days": 4}
    names = ("oracle", "random", "nothing")
    together = run_bout(Bout(policies=names, **shared), open_world)
    alone = [life for name in names for life in run_bout(Bout(policies=(name,), **shared), open_world)]
    assert together == alone
    assert together[0].end_ms - together[0].start_ms == 4 * DAY_MS
