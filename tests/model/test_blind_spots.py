"""Blind spots: what cannot be seen is said, with the point that is missing."""

from dataclasses import replace

from model.blind_spots import blind_spots
from model.faults import FAULTS
from model.site.graph import Building
from tests.model.believed import site_of, whole_building
from tests.model.building_of import air_handler, box, boxes, building_of


def without(*roles: str) -> Building:
    building = whole_building()
    return replace(
        building,
        equipment=tuple(
            replace(e, points=tuple(p for p in e.points if p.role not in roles)) for e in building.equipment
        ),
    )


def test_equipment_with_every_point_has_no_blind_spot() -> None:
    assert blind_spots(site_of(whole_building())) == ()


def test_a_missing_point_is_named_with_the_faults_that_it_hides() -> None:
    spots = blind_spots(site_of(without("mixed_air_temperature")))
    spot = next(s for s in spots if s.missing == ("mixed_air_temperature",))
    assert "outdoor_air_damper_stuck_open" in spot.faults
    assert "heating_valve_leaking" not in spot.faults  # return air will do
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


def test_the_widest_comes_first_and_other_peoples_buildings_are_left_out() -> None:
    tower, annex = without("supply_air_temperature", "reheat_valve_command"), whole_building("annex")
    spots = blind_spots(site_of(tower, annex))
    assert [len(s.faults) * s.count for s in spots] == sorted(
        (len(s.faults) * s.count for s in spots), reverse=True
    )
    assert blind_spots(site_of(tower, annex), frozenset({"annex"})) == ()


def test_a_fault_is_a_blind_spot_exactly_where_it_is_not_seen() -> None:
    told = building_of(
        {
            "AHU-1": air_handler(mixed_air_temperature=None, supply_air_static_pressure=None),
            "VAV-1": box(discharge_air_flow=None),
            **boxes(1),
        }
    )
    hidden = {(s.kind, fault) for s in blind_spots(told.site) for fault in s.faults}
    for kind, frames in told.frames().items():
        for fault in FAULTS[kind] if kind != "sensor" else ():
            assert ((kind, fault.id) in hidden) is not bool(fault.seen_on(frames).all()), (kind, fault.id)
