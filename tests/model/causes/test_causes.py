"""Causes explain their symptoms, and a lying sensor silences what leans on it."""

import numpy as np
import pytest

from model.catalogue import load_faults
from model.round import Judged
from tests.model.believed import believing, judged_of
from tests.model.building_of import STEPS, Exactly, Roles, air_handler, box, building_of, swinging
from tests.model.unlearned import nothing_learned  # noqa: F401

pytestmark = pytest.mark.usefixtures("nothing_learned")


def probability(judged: Judged, fault: str) -> float:
    for kind, belief in judged.beliefs.items():
        if fault in belief.faults:
            return float(judged.chances[kind].probability[belief.faults.index(fault), 0])
    raise AssertionError(fault)


@pytest.mark.parametrize("cause", ["hot_water_supply_short", "pump_status_contradicts"])
@pytest.mark.parametrize("symptom", ["zone_too_cold_at_limit", "zone_reheat_stuck_closed"])
def test_a_dead_hot_water_plant_explains_cold_rooms(cause: str, symptom: str) -> None:
    alone = probability(judged_of(believing(**{symptom: 6.0})), symptom)
    explained = judged_of(believing(**{symptom: 6.0, cause: 7.0}))
    assert alone > 0.8
    assert probability(explained, symptom) < 0.2
    assert probability(explained, cause) > 0.8


@pytest.mark.parametrize("dead", ["sensor_flat", "sensor_stale", "sensor_out_of_range"])
def test_a_dead_sensor_silences_what_leans_on_it_and_nothing_else(dead: str) -> None:
    judged = judged_of(believing(heating_valve_leaking=7.0, economizer_not_used=7.0, **{dead: 7.0}))
    assert "supply_air_temperature" in load_faults()["heating_valve_leaking"].leans_on
    assert probability(judged, "heating_valve_leaking") < 0.2
    assert probability(judged, "economizer_not_used") > 0.8


@pytest.mark.parametrize("point", ["sensor_flat", "sensor_out_of_range"])
def test_a_point_that_says_what_cannot_be_is_not_a_sensor_that_is_some_kelvins_off(point: str) -> None:
    off = "supply_air_temperature_sensor_wrong"
    judged = judged_of(believing(**{off: 7.0, point: 7.0}))
    assert probability(judged_of(believing(**{off: 7.0})), off) > 0.8
    assert probability(judged, off) < 0.2
    assert probability(judged, point) > 0.8


def test_a_loop_that_follows_a_noisy_sensor_does_not_hunt() -> None:
    """Who mends the sensor has nothing to tune; noise of the readings does not make a leak look like one."""
    alone = probability(judged_of(believing(control_hunting=7.0)), "control_hunting")
    judged = judged_of(believing(control_hunting=7.0, heating_valve_leaking=7.0, sensor_noisy=7.0))
    assert alone > 0.8
    assert probability(judged, "control_hunting") < 0.2
    assert probability(judged, "sensor_noisy") > 0.8
    assert probability(judged, "heating_valve_leaking") > 0.8


def test_what_is_judged_by_a_lying_sensor_explains_no_symptom_away() -> None:
    """Else neither is shown: the dead coil is void for its sensor, and cold air has the coil as a cause."""
    symptom, cause = "supply_air_short_of_heating", "heating_valve_stuck"
    both = {symptom: 7.0, cause: 7.0}
    void = judged_of(believing(**both, mixed_air_temperature_sensor_wrong=7.0))
    assert probability(judged_of(believing(**both)), symptom) < 0.3
    assert probability(void, cause) < 0.2
    assert probability(void, symptom) > 0.6


def test_a_wrong_mixed_air_sensor_silences_the_damper() -> None:
    judged = judged_of(believing(outdoor_air_damper_stuck_open=7.0, mixed_air_temperature_sensor_wrong=7.0))
    assert probability(judged, "outdoor_air_damper_stuck_open") < 0.2
    assert probability(judged, "mixed_air_temperature_sensor_wrong") > 0.8


def test_a_supply_sensor_that_lies_silences_the_boxes_that_are_held_against_it() -> None:
    judged = judged_of(believing(zone_reheat_leaking=7.0, supply_air_temperature_sensor_wrong=7.0))
    assert probability(judged, "zone_reheat_leaking") < 0.2


def test_a_cause_that_is_hardly_believed_explains_nothing() -> None:
    alone = probability(judged_of(believing(zone_too_cold_at_limit=6.0)), "zone_too_cold_at_limit")
    both = judged_of(believing(zone_too_cold_at_limit=6.0, hot_water_supply_short=1.0))
    assert probability(both, "zone_too_cold_at_limit") == pytest.approx(alone)


def test_a_symptom_does_not_explain_its_cause() -> None:
    alone = probability(judged_of(believing(hot_water_supply_short=6.0)), "hot_water_supply_short")
    both = judged_of(believing(zone_too_cold_at_limit=7.0, hot_water_supply_short=6.0))
    assert probability(both, "hot_water_supply_short") == pytest.approx(alone)


def test_a_dead_sensor_of_the_weather_station_silences_whoever_is_lent_its_weather() -> None:
    still = Exactly(np.full(STEPS, 12.3))
    told = {}
    for where in ("unit", "station"):
        unit = air_handler(outside=swinging(29.0, 4.0), back=24.0, damper=0.2, cool=0.6)
        lender: dict[str, Roles] = {}
        if where == "station":
            del unit["outdoor_air_temperature"]
            lender = {"WS-1": {"outdoor_air_temperature": still}}
        else:
            unit["outdoor_air_temperature"] = still
        house = building_of(lender | {"AHU-1": unit} | {f"VAV-{at}": box(room=24.0) for at in range(1, 5)})
        told[where] = house.probability("economizer_not_used", "AHU-1")
    assert told["station"] < 0.7
    assert told["station"] == pytest.approx(told["unit"], abs=0.15)
