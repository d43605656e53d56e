import numpy as np
import pytest

from simulator import Fault, Portfolio, Published, Scenario, UnknownFaultError, healthy
from simulator.clock import DAY_MS, HOUR_MS
from tests.simulator.looking import LABORATORY, OFFICE, SCHOOL, start_ms

START = start_ms("winter")


def portfolio(seed: int = 5, **more: object) -> Portfolio:
    more.setdefault("scenario", Scenario(mean_gap_days=0.3))
    return Portfolio.from_seed(seed, start_ms=START, **more)


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
    at_once = whole.advance(START + DAY_MS)
    parts = [cut.advance(START + hours * HOUR_MS) for hours in (1, 1, 7, 13.3, 24)]
    for index, frame in enumerate(at_once.devices):
        pieces = [part.devices[index].values for part in parts if part.devices]
        np.testing.assert_array_equal(np.concatenate(pieces), frame.values)


def test_times_are_whole_intervals_after_the_start():
    published = portfolio().advance(START + 2 * HOUR_MS)
    np.testing.assert_array_equal(published.times_ms, START + 300_000 * np.arange(1, 25))


def test_readings_can_come_every_minute():
    minutes = portfolio(interval_ms=60_000).advance(START + HOUR_MS)
    assert len(minutes.times_ms) == 60


def test_advancing_to_the_past_gives_nothing():
    living = portfolio()
    assert len(living.advance(START - DAY_MS).times_ms) == 0
    assert living.now_ms == START


def test_the_site_describes_every_point_that_is_published():
    living = portfolio()
    published = living.advance(START + 300_000)
    said = {f"{f.building}/{f.device}/{name}" for f in published.devices for name in f.names}
    described = {
        f"{building.id}/{point.source}"
        for building in living.site().buildings
        for item in building.equipment
        for point in item.points
    }
    assert said == described


def test_one_building_lacks_a_mixed_air_temperature_on_one_air_handler():
    roles = {
        (building.id, item.id): {point.role for point in item.points}
        for building in portfolio().site().buildings
        for item in building.equipment
    }
    assert "mixed_air_temperature" not in roles[SCHOOL, "AHU-2"]
    assert "mixed_air_temperature" in roles[SCHOOL, "AHU-1"]


def test_buildings_speak_in_different_units():
    units = {
        building.id: {point.unit for item in building.equipment for point in item.points}
        for building in portfolio().site().buildings
    }
    assert "degF" in units[OFFICE]
    assert "degC" in units[SCHOOL]


def test_one_manager_has_all_buildings_and_others_have_one_each():
    managers = {manager.id: manager.buildings for manager in portfolio().site().managers}
    assert managers["portfolio"] == (OFFICE, SCHOOL, LABORATORY)
    assert managers[SCHOOL] == (SCHOOL,)


def test_more_buildings_get_ids_of_their_own():
    site = Portfolio.from_seed(1, buildings=7, start_ms=START, scenario=healthy()).site()
    assert len({building.id for building in site.buildings}) == 7


def test_new_faults_arise_by_chance_but_not_too_many_at_once():
    living = portfolio(scenario=Scenario(mean_gap_days=0.5, most_at_once=3))
    for day in range(1, 6):
        living.advance(START + day * DAY_MS)
        assert len(living.active()) <= 3
    assert len(living.active()) == 3


def test_a_mended_fault_makes_room_for_the_next():
    living = portfolio(scenario=Scenario(mean_gap_days=0.5, most_at_once=1))
    living.advance(START + 2 * DAY_MS)
    (first,) = living.active()
    assert living.heal(first.id)
    living.advance(START + 5 * DAY_MS)
    assert [other.id for other in living.active()] != [first.id]
    assert len(living.active()) == 1


def test_mending_what_is_not_broken_says_so():
    assert not portfolio().heal("no such fault")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault("a", "rain", OFFICE, "AHU-1", 1.0, 0), "no kind of fault 'rain'"),
        (Fault("a", "sensor_flat", OFFICE, "AHU-9", 1.0, 0, sensor="supply_air_temperature"), "AHU-9"),
        (Fault("a", "zone_reheat_leaking", OFFICE, "AHU-1", 1.0, 0), "befalls a vav_box"),
        (Fault("a", "sensor_flat", OFFICE, "AHU-1", 1.0, 0), "names no sensor"),
        (Fault("a", "sensor_flat", OFFICE, "VAV-1-01", 1.0, 0, sensor="supply_air_temperature"), "no sensor"),
    ],
)
def test_a_fault_that_cannot_be_is_refused(fault, words):
    with pytest.raises(UnknownFaultError, match=words):
        portfolio(scenario=healthy()).break_down(fault)


@pytest.mark.parametrize("wrong", [{"interval_ms": 1000}, {"buildings": 0}, {"zones": 1}])
def test_a_portfolio_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"interval_ms|portfolio needs"):
        Portfolio.from_seed(1, start_ms=START, **wrong)
