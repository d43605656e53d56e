from collections import Counter

import pytest

from simulator.buildings.devices import devices_of
from simulator.buildings.draw import draw_plans
from simulator.buildings.places import PLACES
from simulator.buildings.points import STYLES
from simulator.buildings.types import TYPES

_MANY = draw_plans(11, 300)


def test_a_building_is_the_same_however_many_are_drawn_beside_it() -> None:
    assert draw_plans(7, 12)[4:9] == draw_plans(7, 5, first=4)


def test_another_seed_gives_other_buildings() -> None:
    assert draw_plans(7, 3) != draw_plans(8, 3)


def test_ids_are_unique() -> None:
    assert len({plan.id for plan in _MANY}) == len(_MANY)


def test_portfolios_hold_all_kinds_places_systems_units_and_styles() -> None:
    assert {plan.kind for plan in _MANY} == set(TYPES)
    assert {plan.climate for plan in _MANY} == set(PLACES.shares)
    assert {plan.heat_source for plan in _MANY} == {"boiler", "heat_pump", "none"}
    assert {plan.cooling_source for plan in _MANY} == {"water_cooled", "air_cooled", "none"}
    assert {plan.units for plan in _MANY} == {"imperial", "metric", "coarse"}
    assert {plan.style for plan in _MANY} == set(STYLES)
    assert any(plan.shape.boxes and plan.shape.fan_coils for plan in _MANY)
    assert any(plan.shape.boxes and plan.shape.rooftops for plan in _MANY)


def test_kinds_are_as_common_as_they_are_said_to_be() -> None:
    counts = Counter(plan.kind for plan in _MANY)
    assert 0.27 < counts["office"] / len(_MANY) < 0.45


def test_rooftop_units_alone_need_no_plant() -> None:
    alone = [plan for plan in _MANY if plan.shape.zones == plan.shape.rooftops]
    assert alone
    assert {(plan.heat_source, plan.cooling_source) for plan in alone} == {("none", "none")}


def test_newer_buildings_reset_more() -> None:
    def share(plans):
        return sum(plan.resets_static for plan in plans) / len(plans)

    old = [plan for plan in _MANY if plan.built < 1985]
    new = [plan for plan in _MANY if plan.built > 2005]
    assert share(new) > share(old) + 0.2


def test_hours_are_those_of_the_kind_in_half_hours() -> None:
    for plan in _MANY:
        assert all(0 <= start < end <= 24 for start, end in plan.hours.values())
        assert all((2 * hour).is_integer() for span in plan.hours.values() for hour in span)
    assert all(set(p.hours) == set(range(7)) for p in _MANY if p.kind in {"hotel", "hospital_ward"})
    assert not any(set(p.hours) & {5, 6} for p in _MANY if p.kind == "school")


def test_many_buildings_have_no_mixed_air_temperature_and_most_no_valve_feedback() -> None:
    def share_without(point: str) -> float:
        handled = [plan for plan in _MANY if plan.shape.boxes]
        without = [p for p in handled if all(point not in _points(p, d) for d in _handlers(p))]
        return len(without) / len(handled)

    assert 0.2 < share_without("mixed_air_temperature") < 0.45
    assert 0.65 < share_without("cooling_valve_position") < 0.92
    assert share_without("supply_fan_status") == 0


def _handlers(plan):
    return [device for device in devices_of(plan) if device.kind == "air_handler"]


def _points(plan, device) -> set[str]:
    return {point.id for point in device.points}


def test_the_number_of_zones_can_be_given() -> None:
    plans = draw_plans(3, 40, zones=20)
    assert {plan.shape.zones for plan in plans} == {20}
    assert draw_plans(3, 1, zones=20, systems=["air_handlers"], kinds=["office"])[0].shape.boxes == (10, 10)


def test_only_what_is_asked_for_is_drawn() -> None:
    plans = draw_plans(3, 30, kinds=["office", "school"], climates=["mannheim"], systems=["air_handlers"])
    assert {plan.kind for plan in plans} == {"office", "school"}
    assert {(plan.climate, plan.timezone, plan.country) for plan in plans} == {
        ("mannheim", "Europe/Berlin", "de")
    }
    assert not any(plan.shape.rooftops or plan.shape.fan_coils for plan in plans)


@pytest.mark.parametrize(
    "choice", [{"kinds": ["castle"]}, {"climates": ["moon"]}, {"systems": ["stoves"]}, {"zones": 1}]
)
def test_what_is_not_known_is_refused(choice) -> None:
    with pytest.raises(ValueError, match=r"castle|moon|stoves|zones is 1"):
        draw_plans(1, 1, **choice)


def test_systems_that_a_kind_never_has_are_refused() -> None:
    with pytest.raises(ValueError, match="system of a hotel"):
        draw_plans(1, 1, kinds=["hotel"], systems=["rooftops"])


def test_nobody_does_without_cooling_where_summers_are_hot():
    plans = draw_plans(5, 60, climates={"tucson"}, systems=["air_handlers", "fan_coils"])
    assert {plan.cooling_source for plan in plans} <= {"air_cooled", "water_cooled"}
