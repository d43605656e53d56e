import numpy as np
import pytest

from simulator.buildings.draw import draw_plans
from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import Fault, Scenario, UnknownFaultError, healthy
from simulator.portfolio import Portfolio
from simulator.published import Published

START = 1_767_571_200_000  # Monday 2026-01-05 00:00 UTC
OFFICE, SCHOOL, LABORATORY = "north-tower", "riverside-school", "science-wing"
OFTEN = Scenario(mean_gap_days=0.5)


def portfolio(seed: int = 5, scenario: Scenario = OFTEN, **more: int) -> Portfolio:
    return Portfolio.demo(seed, start_ms=START, scenario=scenario, **more)


def as_bytes(published: Published) -> bytes:
    return published.times_ms.tobytes() + b"".join(frame.values.tobytes() for frame in published.devices)


def test_the_same_seed_gives_the_same_bytes():
    first, second = portfolio(), portfolio()
    assert as_bytes(first.advance(START + DAY_MS)) == as_bytes(second.advance(START + DAY_MS))
    assert first.faults == second.faults
    assert first.faults


def test_another_seed_gives_other_readings():
    assert as_bytes(portfolio(5).advance(START + HOUR_MS)) != as_bytes(portfolio(6).advance(START + HOUR_MS))


def test_how_time_is_cut_makes_no_difference():
    whole, cut = portfolio(), portfolio()
    at_once = whole.advance(START + 2 * DAY_MS)
    parts = [cut.advance(START + round(hours * HOUR_MS)) for hours in (1, 1, 7, 13.3, 24, 30.5, 48)]
    for index, frame in enumerate(at_once.devices):
        pieces = [part.devices[index].values for part in parts if part.devices]
        np.testing.assert_array_equal(np.concatenate(pieces), frame.values)


@pytest.mark.slow
def test_which_buildings_stand_together_makes_no_difference():
    plans = draw_plans(11, 12)
    together = Portfolio(plans, start_ms=START, scenario=OFTEN)
    in_blocks = Portfolio(plans, start_ms=START, scenario=OFTEN, block=5)
    backwards = Portfolio(plans[::-1], start_ms=START, scenario=OFTEN)
    told = [living.advance(START + 2 * DAY_MS).devices for living in (together, in_blocks, backwards)]
    first, *others = [{(f.building, f.device): f.values.tobytes() for f in frames} for frames in told]
    assert first == others[0]
    assert first == others[1]
    assert sorted(together.faults, key=str) == sorted(backwards.faults, key=str)


def test_times_are_whole_intervals_after_the_start():
    published = portfolio().advance(START + 2 * HOUR_MS)
    np.testing.assert_array_equal(published.times_ms, START + 300_000 * np.arange(1, 25))


def test_readings_can_come_every_minute_or_every_quarter_of_an_hour():
    assert len(portfolio(interval_ms=60_000).advance(START + HOUR_MS).times_ms) == 60
    assert len(portfolio(interval_ms=900_000).advance(START + HOUR_MS).times_ms) == 4


def test_advancing_to_the_past_gives_nothing():
    living = portfolio()
    assert len(living.advance(START - DAY_MS).times_ms) == 0
    assert living.now_ms == START


def test_the_sites_describe_every_point_that_is_published():
    living = Portfolio(draw_plans(3, 8), start_ms=START)
    published = living.advance(START + 300_000)
    said = {f"{f.building}/{f.device}/{name}" for f in published.devices for name in f.names}
    described = {
        f"{building.id}/{point.source}"
        for site in living.sites()
        for building in site.buildings
        for item in building.equipment
        for point in item.points
    }
    assert said == described


def test_one_manager_has_all_buildings_of_the_demo_and_others_have_one_each():
    managers = {manager.id: manager.buildings for manager in portfolio().site().managers}
    assert managers["portfolio"] == (OFFICE, SCHOOL, LABORATORY)
    assert managers[SCHOOL] == (SCHOOL,)


def test_buildings_across_the_world_are_several_sites():
    living = Portfolio(draw_plans(3, 20), start_ms=START)
    assert len(living.sites()) > 1
    with pytest.raises(ValueError, match="several sites"):
        living.site()


def test_new_faults_arise_by_chance_but_not_too_many_at_once():
    living = portfolio(scenario=Scenario(mean_gap_days=0.5, most_at_once=2))
    for day in range(1, 8):
        living.advance(START + day * DAY_MS)
        here = [fault.building for fault in living.active()]
        assert max(here.count(building) for building in {*here, OFFICE}) <= 2
    assert len(living.active()) == 6


def test_a_mended_fault_is_active_no_more():
    living = portfolio(scenario=healthy())
    living.break_down(Fault("f", "outdoor_air_damper_stuck_open", OFFICE, "AHU-1", 1.0, START))
    living.advance(START + HOUR_MS)
    assert [fault.id for fault in living.active()] == ["f"]
    assert living.heal("f", START + 3 * HOUR_MS)
    assert [fault.id for fault in living.active()] == ["f"]
    living.advance(START + 4 * HOUR_MS)
    assert living.active() == []


def test_mending_what_is_not_broken_says_so():
    assert not portfolio().heal("no such fault")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault("a", "rain", OFFICE, "AHU-1", 1.0, 0), "rain"),
        (Fault("a", "zone_reheat_leaking", OFFICE, "VAV-9", 1.0, 0), "VAV-9"),
        (Fault("a", "zone_reheat_leaking", OFFICE, "AHU-1", 1.0, 0), "befalls vav_box"),
        (Fault("a", "zone_reheat_leaking", "nowhere", "AHU-1", 1.0, 0), "nowhere"),
        (Fault("a", "sensor_flat", OFFICE, "AHU-1", 1.0, 0), "needs a sensor"),
    ],
)
def test_a_fault_that_cannot_be_is_refused(fault, words):
    living = portfolio(scenario=healthy())
    with pytest.raises(UnknownFaultError, match=words):
        living.break_down(fault)
    assert living.faults == ()


def test_a_portfolio_that_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="interval_ms"):
        portfolio(interval_ms=1000)
    with pytest.raises(ValueError, match="needs a building"):
        Portfolio([], start_ms=START)
