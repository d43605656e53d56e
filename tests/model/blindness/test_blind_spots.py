"""Blind spots: what cannot be seen is said, with the point that is missing."""

from dataclasses import replace

import pytest

from model.blindness.blind_spots import blind_spots
from model.blindness.blindness import hidden_cost
from model.catalogue import load_costs, load_faults
from model.catalogue.entry import Sourced
from model.faults import FAULTS, Fault
from model.ranking.size import size_of
from model.recommendation import Interval
from model.site.graph import Building
from tests.model.believed import site_of, whole_building
from tests.model.building_of import Told, air_handler, box, boxes, building_of


def without(*roles: str) -> Building:
    building = whole_building()
    return replace(
        building,
        equipment=tuple(
            replace(e, points=tuple(p for p in e.points if p.role not in roles)) for e in building.equipment
        ),
    )


def hidden_of(told: Told) -> set[tuple[str, str]]:
    return {(spot.kind, fault) for spot in blind_spots(told.site) for fault in spot.faults}


def test_equipment_with_every_point_has_no_blind_spot() -> None:
    kinds = {e.kind for e in whole_building().equipment}
    assert [spot for spot in blind_spots(site_of(whole_building())) if spot.kind in kinds] == []


def test_lights_and_water_are_in_every_building_whether_a_point_tells_of_them_or_not() -> None:
    told = building_of({"AHU-1": air_handler()})
    (lights,) = (s for s in blind_spots(told.site) if s.kind == "lighting")
    assert (lights.count, lights.total, lights.faults) == (1, 1, ("lights_left_on",))
    read = building_of({"AHU-1": air_handler(), "LT-1": {"lights_power": 0.0}})
    assert "lighting" not in {kind for kind, _ in hidden_of(read)}


def test_a_missing_point_is_named_with_the_faults_that_it_hides() -> None:
    spots = blind_spots(site_of(without("mixed_air_temperature")))
    spot = next(s for s in spots if s.missing == ("mixed_air_temperature",))
    assert "cooling_coil_fouled" in spot.faults
    assert "heating_valve_leaking" not in spot.faults  # return air will do
    hidden = {fault for each in spots for fault in each.faults}
    assert "outdoor_air_damper_stuck_open" not in hidden  # supply air will do
    assert (spot.count, spot.total) == (1, 1)


def test_another_outdoor_sensor_of_the_building_will_do() -> None:
    told = building_of(
        {"AHU-1": air_handler(outdoor_air_temperature=None), "WS-1": {"outdoor_air_temperature": 3.0}}
    )
    hidden = {fault for spot in blind_spots(told.site) for fault in spot.faults}
    assert "outdoor_air_damper_stuck_open" not in hidden


def test_a_box_is_blind_for_want_of_a_point_of_its_air_handler() -> None:
    told = building_of({"AHU-1": air_handler(supply_air_temperature=None), "VAV-1": box(), **boxes(3)})
    spot = next(
        s for s in blind_spots(told.site) if s.kind == "vav_box" and "zone_reheat_leaking" in s.faults
    )
    assert spot.missing == ("supply_air_temperature",)
    assert (spot.count, spot.total) == (4, 4)


def test_the_dearest_comes_first_and_what_nobody_can_price_last() -> None:
    spots = blind_spots(site_of(without("supply_air_temperature", "reheat_valve_command")))
    money = [0.0 if s.cost_per_year is None else s.cost_per_year.likely for s in spots]
    assert money == sorted(money, reverse=True)
    assert len(spots) > 3


def test_other_peoples_buildings_are_left_out() -> None:
    tower, annex = without("supply_air_temperature"), whole_building("annex")
    hidden = {s.kind for s in blind_spots(site_of(tower, annex), frozenset({"annex"}))}
    assert "air_handler" not in hidden


def test_the_price_is_the_faults_frequency_times_its_share_of_the_equipments_energy() -> None:
    site = site_of(without("mixed_air_temperature", "return_air_temperature"))
    costs = load_costs(site.tariff)
    (unit,) = (e for e in site.buildings[0].equipment if e.kind == "air_handler")
    energy = size_of(unit, site.buildings[0], costs).energy_kwh_per_day
    for spot in (s for s in blind_spots(site) if s.kind == "air_handler"):
        facts = [load_faults()[fault] for fault in spot.faults]
        share = sum(f.prior.value.likely * max(f.wasted_share.value.likely, 0.0) for f in facts)
        cost = spot.cost_per_year
        assert (0.0 if cost is None else cost.likely) == pytest.approx(
            share * energy * 365 * costs.electricity_price_per_kwh.likely, rel=1e-6
        )


def test_the_price_is_in_the_sites_money_and_stands_in_the_sentence() -> None:
    site = building_of({"AHU-1": air_handler()}).site
    dollars, euros = (
        next(s for s in blind_spots(told) if s.kind == "lighting")
        for told in (site, replace(site, currency="EUR", tariff={"currency_per_usd": 0.5}))
    )
    assert dollars.cost_per_year is not None
    assert euros.cost_per_year is not None
    assert euros.cost_per_year.likely == pytest.approx(0.5 * dollars.cost_per_year.likely)
    assert dollars.cost_per_year.low < dollars.cost_per_year.likely < dollars.cost_per_year.high
    assert "cost about EUR " in euros.text


def test_what_costs_nothing_that_is_known_has_no_price() -> None:
    facts = replace(
        load_faults()["sensor_noisy"], wasted_share=Sourced(Interval(-0.1, 0.0, 0.0), ""), risk=None
    )
    assert hidden_cost([(replace(facts, wear_per_day=None), 100.0, 3)], load_costs()) is None


def test_a_sensor_or_a_meter_that_is_not_there_is_not_wrong() -> None:
    told = building_of({"AHU-1": air_handler(mixed_air_temperature=None), "EM-1": {"electric_power": 1000.0}})
    hidden = {fault for _, fault in hidden_of(told)}
    assert not hidden & {"mixed_air_temperature_sensor_wrong", "meter_counts_backwards"}
    assert hidden


def test_a_boiler_plant_is_not_blind_to_the_faults_of_a_heat_pump() -> None:
    for roles, there in (({}, "boiler"), ({"heat_pump_power": 5000.0}, "heat_pump")):
        told = building_of({"HW-1": {"hot_water_supply_temperature": 50.0, **roles}})
        hidden = {fault for kind, fault in hidden_of(told) if kind == "hot_water_plant"}
        other = {"boiler": "heat_pump", "heat_pump": "boiler"}[there]
        assert [fault for fault in hidden if fault.startswith(there)]
        assert not [fault for fault in hidden if fault.startswith(other)]


def test_a_fault_is_a_blind_spot_exactly_where_it_is_not_seen_though_it_may_be_there() -> None:
    unit = air_handler(mixed_air_temperature=None, supply_air_static_pressure=None, return_fan_status=1.0)
    told = building_of({"AHU-1": unit, "VAV-1": box(discharge_air_flow=None), **boxes(1)})
    hidden, beside = hidden_of(told), {"sensor", "controller", "building"}
    for kind, frames in told.frames().items():
        for fault in FAULTS.get(kind, ()) if kind not in beside else ():
            sensor = load_faults()[fault.id].sensor_of
            there = sensor is None or bool(frames.described(sensor).all()) or not _needs(fault, sensor)
            # What no reading shows is not for want of a point.
            unseen = not fault.seen_on(frames).all() and bool(fault.needs)
            assert ((kind, fault.id) in hidden) is (unseen and there), (kind, fault.id)


def _needs(fault: Fault, role: str) -> bool:
    return any(role in needs for needs in fault.needs)
