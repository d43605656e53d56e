"""When faults arise: by the rates, from each building's own seed, and never twice on the same thing."""

from collections import Counter

import numpy as np
import pytest

from simulator.buildings.demo import demo_plans
from simulator.buildings.devices import devices_of, list_devices
from simulator.buildings.draw import draw_plans
from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import (
    Breakage,
    Chance,
    Fault,
    Scenario,
    Spot,
    demo_scenario,
    fault_kind,
    fault_kinds,
    healthy,
)
from simulator.faults.chance import candidates, claims
from simulator.faults.kind import Span
from simulator.layout import Layout
from tests.simulator.faults.yard import equipment, fault, layout, places, plan

YEAR_MS = 365 * DAY_MS


def arisen(
    scenario: Scenario, count: int = 1, years: float = 1.0, seed: int = 5, *, every_ms: int = YEAR_MS
) -> list[Fault]:
    """Faults of ``count`` buildings in which each is mended as soon as it is heard of."""
    plans = [plan(number, seed) for number in range(count)]
    devices = [place for number in range(count) for place in equipment(number)]
    chance = Chance(scenario, plans, devices, 0)
    found: list[Fault] = []
    for time_ms in range(0, round(years * YEAR_MS) + 1, every_ms):
        found += chance.until(time_ms, [])
    return found


def test_the_same_seed_gives_the_same_faults_and_another_seed_others():
    assert arisen(Scenario()) == arisen(Scenario())
    assert arisen(Scenario()) != arisen(Scenario(), seed=6)


def test_adding_buildings_changes_none():
    alone = arisen(Scenario(), 2)
    among = arisen(Scenario(), 6)
    assert [each for each in among if each.building in {"house-0", "house-1"}] == alone
    assert len({each.building for each in among}) == 6


def test_it_does_not_matter_how_often_it_is_asked():
    daily = arisen(Scenario(most_at_once=1000), 3, every_ms=DAY_MS)
    assert {each.id for each in daily} >= {each.id for each in arisen(Scenario(most_at_once=1000), 3)}


def test_the_next_draw_is_the_same_whatever_was_mended():
    chance = Chance(Scenario(mean_gap_days=3.0, most_at_once=1), [plan()], equipment(), 0)
    stuck: list[Fault] = []
    for day in range(100):
        stuck += chance.until(day * DAY_MS, stuck)
    free = arisen(Scenario(mean_gap_days=3.0), every_ms=DAY_MS, years=100 / 365)
    assert len(stuck) == 1
    assert stuck[0] == free[0]


def test_faults_arise_at_the_rates_of_the_file():
    expected = Counter[str]()
    for each in candidates(plan(), equipment()):
        expected[each.kind.id] += each.kind.per_year
    scale = 60.0 * 15
    found = Counter(
        each.kind for each in arisen(Scenario(intensity=60.0, most_at_once=10**6), 15, every_ms=3 * HOUR_MS)
    )
    assert sum(found.values()) == pytest.approx(scale * sum(expected.values()), rel=0.05)
    for kind, rate in expected.items():
        # What is doubled on a field within three hours is passed over: a little less than the table.
        assert abs(found[kind] - scale * rate) < 5 * np.sqrt(scale * rate) + 0.05 * scale * rate, kind


def test_a_mean_gap_holds_in_each_building_whatever_its_size():
    found = arisen(Scenario(mean_gap_days=5.0), 30, every_ms=DAY_MS)
    assert len(found) / 30 == pytest.approx(365 / 5.0, rel=0.06)


def test_no_more_than_so_many_stand_at_once_in_a_building():
    chance = Chance(
        Scenario(mean_gap_days=1.0, most_at_once=4), [plan(0), plan(1)], [*equipment(0), *equipment(1)], 0
    )
    standing = chance.until(100 * DAY_MS, [])
    assert Counter(each.building for each in standing) == {"house-0": 4, "house-1": 4}


def test_several_may_stand_on_one_equipment_but_none_twice_on_the_same_field():
    chance = Chance(Scenario(mean_gap_days=0.05, most_at_once=10**6), [plan()], equipment(), 0)
    standing: list[Fault] = []
    for day in range(60):
        standing += chance.until(day * DAY_MS, standing)
    claimed = Counter(claim for each in standing for claim in claims(each))
    assert max(claimed.values()) == 1
    assert max(Counter(each.equipment for each in standing).values()) > 3


def test_what_is_mended_may_break_again():
    only = frozenset({"lights_left_on"})
    assert len(arisen(Scenario(mean_gap_days=10.0, only=only), every_ms=DAY_MS)) > 20


def test_only_the_kinds_that_are_asked_for_arise():
    only = frozenset({"belt_slipping", "water_leak"})
    found = arisen(Scenario(mean_gap_days=2.0, only=only), every_ms=DAY_MS)
    assert {each.kind for each in found} == only


def test_a_building_gets_only_what_it_can_have():
    bare = plan(heat_source="none", cooling_source="air_cooled")
    kinds = {each.kind.id for each in candidates(bare, equipment())}
    assert "chiller_failed" in kinds
    assert not kinds & {"boiler_failed", "heat_pump_stuck", "tower_fan_failed", "hot_water_pump_worn"}


def test_a_leak_is_found_at_the_water_meter_and_at_no_other():
    places_of_leaks = {
        each.equipment for each in candidates(plan(), equipment()) if each.kind.id == "water_leak"
    }
    assert places_of_leaks == {"water"}


def test_what_says_nothing_anyway_cannot_fall_silent():
    mute = Spot("house-0", "AHU-1", "air_handler", 0)
    assert "controller_offline" not in {each.kind.id for each in candidates(plan(), [mute])}
    assert "belt_slipping" in {each.kind.id for each in candidates(plan(), [mute])}


def test_the_demo_can_happen_to_the_buildings_of_the_demo():
    plans = demo_plans()
    rows = Layout.of([each.shape for each in plans])
    devices = list_devices(plans, rows)
    Breakage(rows, devices).lies_at(demo_scenario().first, DAY_MS)
    published = {(each.building, each.id): each.paths for each in devices}
    for each in demo_scenario().first:
        assert each.sensor is None or each.sensor in published[each.building, each.equipment]


def test_every_kind_can_befall_some_building_of_a_drawn_portfolio():
    plans = draw_plans(7, 80)
    found = {each.kind.id for one in plans for each in candidates(one, devices_of(one))}
    assert found == set(fault_kinds())


def test_only_a_sensor_that_is_there_can_lie():
    for each in candidates(plan(), equipment()):
        place = next(place for place in places() if place.id == each.equipment)
        assert set(each.sensors) <= set(place.paths)
        assert bool(each.sensors) == (each.kind.lie is not None)


def test_whatever_arises_can_be_broken():
    found = arisen(Scenario(mean_gap_days=0.2, most_at_once=10**6), 3, every_ms=DAY_MS)
    breakage = Breakage(layout(3), places(3))
    breakage.lies_at(found, YEAR_MS)
    assert len({each.kind for each in found}) > 75


def test_signed_faults_go_both_ways_and_stay_within_their_size():
    only = frozenset({"zone_temperature_sensor_wrong"})
    found = arisen(Scenario(mean_gap_days=1.0, only=only), every_ms=DAY_MS)
    sizes = [Span(1.5, 4.0).at(each.severity) if each.value is None else each.value for each in found]
    assert 0.4 < np.mean([size < 0 for size in sizes]) < 0.6
    assert all(1.5 < abs(size) <= 4.0 for size in sizes)


def test_a_meter_that_counts_too_much_counts_as_much_over_one_as_under():
    span = fault_kind("water_meter_wrong").span
    assert span.at(1.0) == pytest.approx(0.6)
    assert span.mirrored(1.0) == pytest.approx(1.4)


def test_onsets_are_drawn_by_their_weights():
    only = frozenset({"belt_slipping"})
    found = arisen(Scenario(mean_gap_days=0.5, only=only), 4, every_ms=HOUR_MS * 6)
    share = np.mean([each.onset == "drifting" for each in found])
    assert share == pytest.approx(fault_kind("belt_slipping").onset["drifting"], abs=0.04)
    assert all(5 <= each.ramp_days <= 30 for each in found if each.onset == "drifting")
    assert all(0.3 <= each.duty <= 0.8 for each in found if each.onset == "intermittent")


def test_onsets_are_on_the_hour():
    assert all(each.onset_ms % HOUR_MS == 0 for each in arisen(Scenario(), 3))


def test_first_faults_arise_at_their_time_from_the_start():
    first = (fault("belt_slipping", "AHU-1", onset_ms=2 * HOUR_MS), fault("fan_failed", "AHU-2", name="b"))
    chance = Chance(Scenario(first=first, intensity=0.0), [plan()], equipment(), 10 * DAY_MS)
    assert [each.id for each in chance.until(10 * DAY_MS, [])] == ["b"]
    assert [each.onset_ms for each in chance.until(11 * DAY_MS, [])] == [10 * DAY_MS + 2 * HOUR_MS]


def test_nothing_breaks_in_a_healthy_world():
    assert arisen(healthy(), 20, 5.0) == []
    assert not healthy().oddities


@pytest.mark.parametrize("wrong", [{"mean_gap_days": 0.0}, {"intensity": -1.0}])
def test_a_scenario_that_cannot_be_is_refused(wrong: dict[str, float]):
    with pytest.raises(ValueError, match="must"):
        Scenario(**wrong)  # type: ignore[arg-type]
