import numpy as np
import pytest

from model.site.roles import ROLES
from tests.simulator.looking import LABORATORY, OFFICE, SCHOOL, Life, live

BUILDINGS = (OFFICE, SCHOOL, LABORATORY)


@pytest.fixture(scope="module", params=["winter", "shoulder", "summer"])
def week(request) -> tuple[str, Life]:
    return request.param, live(request.param, 6.9)


@pytest.fixture(scope="module")
def winter() -> Life:
    return live("winter", 6.9)


def test_every_reading_is_a_number_within_what_its_role_can_be(week):
    _, life = week
    for device in life.portfolio.setting.devices:
        for role, values in life.of(device.building, device.id).items():
            assert np.isfinite(values).all(), (device.id, role)
            assert values.min() >= ROLES[role].lowest - 1e-6, (device.id, role)
            assert values.max() <= ROLES[role].highest + 1e-6, (device.id, role)


def test_mixed_air_lies_between_outdoor_and_return_air_when_the_fan_runs(week):
    _, life = week
    for building in BUILDINGS:
        outdoor = life.of(building, "OAT-1")["outdoor_air_temperature"]
        unit = life.of(building, "AHU-1")
        steady = life.steady(building, "AHU-1")
        # Three sensors, each with its own small error.
        low = np.minimum(outdoor, unit["return_air_temperature"]) - 1.6
        high = np.maximum(outdoor, unit["return_air_temperature"]) + 1.6
        inside = (unit["mixed_air_temperature"] > low) & (unit["mixed_air_temperature"] < high)
        assert inside[steady].all(), building


def test_supply_air_is_mixed_air_and_fan_heat_when_no_coil_works():
    life = live("shoulder", 3)
    unit = life.of(OFFICE, "AHU-1")
    idle = life.steady(OFFICE, "AHU-1") & (unit["heating_valve_command"] < 0.001)
    idle &= unit["cooling_valve_command"] < 0.001
    assert idle.sum() > 50
    rise = (unit["supply_air_temperature"] - unit["mixed_air_temperature"])[idle]
    assert -0.8 < np.median(rise) < 2.5


def test_supply_air_follows_its_setpoint(week):
    _, life = week
    for building in BUILDINGS:
        unit = life.of(building, "AHU-1")
        error = unit["supply_air_temperature"] - unit["supply_air_temperature_setpoint"]
        assert np.median(np.abs(error[life.steady(building, "AHU-1")])) < 0.5, building


def test_zones_stay_near_their_setpoints_while_people_are_there(week):
    _, life = week
    for device in life.portfolio.setting.devices:
        if device.kind != "vav_box":
            continue
        zone = life.of(device.building, device.id)
        steady = life.steady(device.building, f"AHU-{device.place[1] + 1}")
        below = zone["zone_air_temperature_heating_setpoint"] - zone["zone_air_temperature"]
        above = zone["zone_air_temperature"] - zone["zone_air_temperature_cooling_setpoint"]
        assert np.quantile(below[steady], 0.95) < 0.6, (device.building, device.id)
        assert np.quantile(above[steady], 0.95) < 1.3, (device.building, device.id)


def test_boxes_get_the_flow_they_ask_for(week):
    _, life = week
    box = life.of(SCHOOL, "VAV-1-02")
    steady = life.steady(SCHOOL, "AHU-1")
    ratio = box["discharge_air_flow"][steady] / box["discharge_air_flow_setpoint"][steady]
    assert 0.95 < np.median(ratio) < 1.05


def test_nights_are_set_back_and_the_building_is_warm_when_people_come(winter):
    zone = winter.of(SCHOOL, "VAV-1-01")
    occupied = winter.of(SCHOOL, "AHU-1")["occupied"] > 0.5
    assert zone["zone_air_temperature_heating_setpoint"][~occupied].min() < 17
    assert zone["zone_air_temperature"][~occupied].min() < 18
    arrivals = np.flatnonzero(np.diff(occupied.astype(int)) == 1) + 1
    assert (zone["zone_air_temperature"][arrivals] > 19.5).all()


def test_fans_rest_at_night_but_for_setback_and_warm_up(winter):
    unit = winter.of(OFFICE, "AHU-1")
    resting = unit["occupied"] < 0.5
    assert unit["supply_fan_status"][resting].mean() < 0.45
    assert (unit["outdoor_air_damper_command"][resting] == 0).all()


def test_no_air_handler_heats_and_cools_at_once(week):
    _, life = week
    for building in BUILDINGS:
        unit = life.of(building, "AHU-1")
        both = (unit["heating_valve_command"] > 0.02) & (unit["cooling_valve_command"] > 0.02)
        assert both[life.steady(building, "AHU-1")].mean() < 0.01, building


def test_cool_outdoor_air_is_used_before_chilled_water():
    life = live("shoulder", 4)
    outdoor = life.of(OFFICE, "OAT-1")["outdoor_air_temperature"]
    unit = life.of(OFFICE, "AHU-1")
    cool = life.steady(OFFICE, "AHU-1") & (outdoor < 11)
    assert (unit["outdoor_air_damper_command"][cool] > 0.22).mean() > 0.8
    assert (unit["cooling_valve_command"][cool] == 0).all()


def test_hot_air_outside_brings_the_damper_to_its_minimum():
    life = live("summer", 3)
    unit = life.of(OFFICE, "AHU-1")
    hot = life.steady(OFFICE, "AHU-1") & (life.of(OFFICE, "OAT-1")["outdoor_air_temperature"] > 24)
    assert hot.sum() > 50
    assert np.ptp(unit["outdoor_air_damper_command"][hot]) < 0.01
    assert (unit["cooling_valve_command"][hot] > 0.2).all()


def test_seasons_days_and_weekends_differ(winter):
    summer = live("summer", 3)
    cold = winter.of(OFFICE, "OAT-1")["outdoor_air_temperature"]
    warm = summer.of(OFFICE, "OAT-1")["outdoor_air_temperature"]
    assert cold.mean() < 2
    assert warm.mean() > 18
    assert np.ptp(warm) > 6
    weekend = winter.of(OFFICE, "AHU-1")["occupied"][5 * 288 :]
    assert weekend.max() == 0
