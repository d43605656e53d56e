import pytest

from model.site.graph import Manager
from model.site.roles import KINDS, ROLES
from simulator.buildings.demo import demo_plans
from simulator.buildings.describe import describe_site, describe_sites
from simulator.buildings.points import POINTS
from tests.simulator.buildings.portfolio import Drawn, drawn

_DEMO = Drawn.of(demo_plans())
_SITE = describe_site(_DEMO.plans, _DEMO.devices, _DEMO.fleet)


def _equipment(building: int, identity: str):
    return next(item for item in _SITE.buildings[building].equipment if item.id == identity)


def test_the_site_of_the_demo_has_one_manager_for_all_and_one_for_each_building() -> None:
    assert (_SITE.id, _SITE.timezone, _SITE.currency) == ("simulated", "America/Chicago", "USD")
    assert [manager.id for manager in _SITE.managers] == [
        "portfolio",
        "north-tower",
        "riverside-school",
        "science-wing",
    ]


def test_a_point_is_declared_in_the_units_of_its_building() -> None:
    point = _equipment(0, "AHU-1").points[0]
    assert (point.source, point.role, point.unit) == ("AHU-1/sat", "supply_air_temperature", "degF")
    assert 68 * point.scale + point.offset == pytest.approx(20.0)


def test_equipment_that_is_not_on_the_network_is_not_described() -> None:
    ids = {item.id for item in _SITE.buildings[0].equipment}
    assert not {"CHP-1", "EM-1", "LTG-1"} & ids
    assert _equipment(0, "AHU-1").fed_by == ("HWP-1",)


def test_design_numbers_are_those_of_the_fleet() -> None:
    unit = _equipment(0, "AHU-1")
    boxes = [_equipment(0, f"VAV-1-{number:02d}") for number in range(1, 7)]
    assert unit.design["supply_air_flow"] == pytest.approx(
        float(_DEMO.fleet.air_handlers.supply_flow[0]), abs=1e-3
    )
    assert unit.design["people"] == pytest.approx(sum(box.design["people"] for box in boxes), abs=0.01)
    assert 0.1 < unit.design["minimum_outdoor_air_fraction"] < 0.5
    assert unit.design["economizer"] == 1.0


def test_a_boxs_location_says_level_and_side() -> None:
    assert _equipment(0, "VAV-2-01").location == "Level 2, north"


def test_a_portfolio_across_the_world_is_a_site_for_each_timezone_and_currency() -> None:
    everything = drawn()
    sites = describe_sites(everything.plans, everything.devices, everything.fleet)
    assert sum(len(site.buildings) for site in sites) == len(everything.plans)
    assert len({(site.timezone, site.currency) for site in sites}) == len(sites) > 3
    assert len({site.id for site in sites}) == len(sites)
    managers = [manager.id for site in sites for manager in site.managers]
    assert len(set(managers)) == len(managers)


def test_buildings_of_two_timezones_are_no_one_site() -> None:
    everything = drawn()
    with pytest.raises(ValueError, match="use describe_sites"):
        describe_site(everything.plans, everything.devices, everything.fleet)


def test_managers_have_the_buildings_of_their_site_alone() -> None:
    everything = drawn()
    kim = Manager("kim", "Kim", tuple(plan.id for plan in everything.plans[:2]))
    sites = describe_sites(everything.plans, everything.devices, everything.fleet, [kim])
    for site in sites:
        here = {building.id for building in site.buildings}
        assert all(set(manager.buildings) <= here for manager in site.managers)
    assert {name for site in sites for m in site.managers for name in m.buildings} == set(kim.buildings)


def test_a_points_scale_is_that_of_its_roles_quantity() -> None:
    everything = drawn()
    for site in describe_sites(everything.plans, everything.devices, everything.fleet):
        for item in (item for building in site.buildings for item in building.equipment):
            for point in item.points:
                assert point.brick_class is not None
                assert point.role is None or item.kind in ROLES[point.role].kinds


def test_equipment_of_every_make_is_described_under_its_own_kind() -> None:
    everything = drawn()
    sites = describe_sites(everything.plans, everything.devices, everything.fleet)
    kinds = {(b.id, item.id): item.kind for site in sites for b in site.buildings for item in b.equipment}
    talking = [device for device in everything.devices if device.points]
    assert {device.make for device in talking} == set(POINTS) == KINDS
    assert all(kinds[device.building, device.id] == device.make for device in talking)


def test_lights_are_behind_their_meter_and_a_heat_meter_behind_its_plant() -> None:
    everything = drawn()
    sites = describe_sites(everything.plans, everything.devices, everything.fleet)
    pairs = set()
    for building in (building for site in sites for building in site.buildings):
        kinds = {item.id: item.kind for item in building.equipment}
        pairs |= {(item.kind, kinds[name]) for item in building.equipment for name in item.fed_by}
    assert {("lighting", "electricity_meter"), ("heat_meter", "hot_water_plant")} <= pairs


def test_plates_of_plants_and_units_tell_their_capacity() -> None:
    everything = drawn()
    sites = describe_sites(everything.plans, everything.devices, everything.fleet)
    capacities = {
        (item.kind, name)
        for site in sites
        for building in site.buildings
        for item in building.equipment
        for name, value in item.design.items()
        if name.endswith("_capacity") and value > 1000.0
    }
    assert capacities == {
        ("hot_water_plant", "heating_capacity"),
        ("chilled_water_plant", "cooling_capacity"),
        ("rooftop_unit", "heating_capacity"),
        ("rooftop_unit", "cooling_capacity"),
    }
