from collections import Counter

from simulator.buildings.demo import demo_plans
from simulator.buildings.devices import devices_of


def test_the_demo_has_an_office_a_school_and_a_laboratory_under_their_names() -> None:
    plans = demo_plans()
    assert [(plan.id, plan.kind, plan.units, plan.style) for plan in plans] == [
        ("north-tower", "office", "imperial", "short"),
        ("riverside-school", "school", "metric", "long"),
        ("science-wing", "laboratory", "imperial", "long"),
    ]
    assert {plan.timezone for plan in plans} == {"America/Chicago"}


def test_their_devices_are_two_air_handlers_of_six_boxes_a_plant_and_an_outdoor_sensor() -> None:
    for plan in demo_plans():
        talking = [device.id for device in devices_of(plan) if device.points]
        boxes = [f"VAV-{unit}-{box:02d}" for unit in (1, 2) for box in range(1, 7)]
        assert sorted(talking) == sorted(["OAT-1", "HWP-1", "AHU-1", "AHU-2", *boxes])


def test_the_school_has_neither_mixed_air_temperature_nor_flow_on_its_second_air_handler() -> None:
    tower, school, _ = (
        {(device.id, point.id) for device in devices_of(plan) for point in device.points}
        for plan in demo_plans()
    )
    gone = {("AHU-1", "supply_fan_power")} | {
        ("AHU-2", name) for name in ("supply_fan_power", "mixed_air_temperature", "supply_air_flow")
    }
    assert tower - school == gone


def test_names_on_the_wire_are_those_of_the_documentation() -> None:
    tower = {device.id: device.names for device in devices_of(demo_plans()[0])}
    assert tower["AHU-1"] == (
        *("sat", "sat_sp", "mat", "rat", "oa_dmpr_cmd", "htg_vlv_cmd", "clg_vlv_cmd", "sf_sts", "sf_spd"),
        *("dsp", "dsp_sp", "sa_flow", "sf_kw", "occ"),
    )
    assert tower["OAT-1"] == ("oat",)


def test_more_buildings_are_the_same_again_with_a_number_and_a_seed_of_their_own() -> None:
    plans = demo_plans(5, 7)
    assert [plan.id for plan in plans[3:]] == [
        "north-tower-2",
        "riverside-school-2",
        "science-wing-2",
        "north-tower-3",
    ]
    assert Counter(plan.seed for plan in plans).most_common(1)[0][1] == 1
