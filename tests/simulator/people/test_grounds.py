import pytest

from simulator.people.grounds import Grounds
from tests.simulator.arena.fakes import TRADE, fault, site, suggestion

GROUNDS = Grounds.of(site(), TRADE, {("b1", "AHU-1", "readings.mixed_air"): "mixed_air_temperature"})
DAMPER, VALVE = fault("f1"), fault("f2", "valve")


@pytest.mark.parametrize(
    ("suspected", "equipment", "building", "found"),
    [
        ("damper", "AHU-1", "b1", [DAMPER]),
        ("too_much_air", "AHU-1", "b1", [DAMPER]),
        ("valve", "AHU-1", "b1", [VALVE]),
        ("damper", "AHU-1", "b2", []),
        ("damper", "VAV-1", "b1", []),
        ("no_such_fault", "AHU-1", "b1", []),
        ("", "AHU-1", "b1", []),
    ],
)
def test_a_suspicion_leads_to_what_its_repair_mends_at_its_place(suspected, equipment, building, found):
    pointing = suggestion(suspected, equipment, building)
    assert list(GROUNDS.suspects(pointing, [DAMPER, VALVE])) == found


def test_one_sensor_that_serves_many_is_rightly_named_on_each_of_them():
    weather = fault("f3", "weather", equipment="WEATHER")
    assert GROUNDS.suspects(suggestion("weather", "AHU-1"), [weather]) == (weather,)
    assert GROUNDS.suspects(suggestion("weather", "VAV-1"), [weather]) == ()


def test_a_named_sensor_is_another_than_its_neighbour():
    mixed = fault("f4", sensor="readings.mixed_air")
    assert GROUNDS.suspects(suggestion("damper", "AHU-1/mixed_air_temperature"), [mixed]) == (mixed,)
    assert GROUNDS.suspects(suggestion("damper", "AHU-1/supply_air_temperature"), [mixed]) == ()


def test_a_suggestion_without_a_cause_is_true_where_anything_is_broken():
    assert GROUNDS.meant(suggestion(""), [DAMPER, VALVE]) == (DAMPER, VALVE)
    assert GROUNDS.meant(suggestion("", "VAV-1"), [DAMPER, VALVE]) == ()


def test_upstream_is_what_feeds_the_place():
    assert GROUNDS.upstream(suggestion("", "VAV-1"), [DAMPER]) == (DAMPER,)
    assert GROUNDS.upstream(suggestion("", "VAV-1", "b2"), [DAMPER]) == ()
    assert GROUNDS.upstream(suggestion("", "AHU-1"), [DAMPER]) == ()


def test_of_two_swapped_sensors_either_is_rightly_named():
    swapped = fault("f5", sensor="readings.mixed_air", swapped_with="readings.return_air")
    roles = {
        ("b1", "AHU-1", "readings.mixed_air"): "mixed_air_temperature",
        ("b1", "AHU-1", "readings.return_air"): "return_air_temperature",
    }
    grounds = Grounds.of(site(), TRADE, roles)
    named = [suggestion("damper", f"AHU-1/{role}_air_temperature") for role in ("mixed", "return", "supply")]
    assert [bool(grounds.suspects(each, [swapped])) for each in named] == [True, True, False]


def test_whoever_has_a_sensor_replaced_ends_every_lie_of_it_and_of_no_other():
    flat = fault("f6", "sensor_flat", sensor="readings.mixed_air")
    roles = {("b1", "AHU-1", "readings.mixed_air"): "mixed_air_temperature"}
    grounds = Grounds.of(site(), TRADE, roles)
    for suspected, equipment, right in (
        ("mixed_air_temperature_sensor_wrong", "AHU-1", True),
        ("sensor_noisy", "AHU-1/mixed_air_temperature", True),
        ("sensor_noisy", "AHU-1/supply_air_temperature", False),
        ("sensor_stale", "AHU-1/mixed_air_temperature", False),
        ("return_air_temperature_sensor_wrong", "AHU-1", False),
        ("mixed_air_temperature_sensor_wrong", "VAV-1", False),
    ):
        assert bool(grounds.suspects(suggestion(suspected, equipment), [flat])) == right, suspected
