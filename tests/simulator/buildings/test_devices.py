import re
from collections import Counter
from dataclasses import replace

import pytest

from simulator.buildings.devices import devices_of, list_devices
from simulator.buildings.points import STYLES, level_of
from simulator.layout import Layout, Shape
from tests.simulator.buildings.portfolio import drawn

_MIXED = replace(
    drawn().plans[0],
    shape=Shape((3, 2), fan_coils=2, rooftops=2),
    heat_source="boiler",
    cooling_source="water_cooled",
    lacking=frozenset(),
)


@pytest.mark.parametrize("style", STYLES)
def test_ids_are_unique_in_a_building_and_can_stand_in_a_topic(style: str) -> None:
    ids = [device.id for device in devices_of(replace(_MIXED, style=style))]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[^\s/+#$]{1,64}", name) for name in ids)


def test_the_equipment_of_a_shape_is_all_there() -> None:
    counts = Counter(device.kind for device in devices_of(_MIXED))
    assert counts == {
        "weather_station": 1,
        "hot_water_plant": 1,
        "chilled_water_plant": 1,
        "air_handler": 2,
        "vav_box": 5,
        "fan_coil": 2,
        "rooftop_unit": 2,
        "meter": 4,
        "lighting": 1,
        "domestic_hot_water": 1,
    }


def test_every_row_of_the_arrays_belongs_to_one_device() -> None:
    everything = drawn()
    for kind, level in (("air_handler", "air_handler"), ("vav_box", "box"), ("fan_coil", "fan_coil")):
        rows = [device.row for device in everything.devices if device.kind == kind]
        assert rows == list(range(everything.layout.count(level)))
    zones = sorted(device.rows["zone"] for device in everything.devices if "zone" in device.rows)
    assert zones == list(range(everything.layout.count("zone")))


def test_a_device_stands_in_rows_of_its_own_building() -> None:
    everything = drawn()
    for device in everything.devices:
        building = everything.plans[device.rows["building"]]
        assert building.id == device.building
        for level, row in device.rows.items():
            assert everything.layout.parent(level)[row] == device.rows["building"]


def test_a_device_has_a_row_for_each_of_its_points() -> None:
    for device in drawn().devices:
        for path in device.paths:
            assert level_of(path) in device.rows


def test_a_box_is_fed_by_the_air_handler_of_its_row() -> None:
    everything = drawn()
    names = {(d.building, d.row): d.id for d in everything.devices if d.kind == "air_handler"}
    boxes = [device for device in everything.devices if device.kind == "vav_box"]
    assert boxes
    for box in boxes:
        assert box.fed_by[0] == names[box.building, box.rows["air_handler"]]


def test_a_building_without_heat_or_cold_has_no_plant() -> None:
    bare = devices_of(replace(_MIXED, heat_source="none", cooling_source="none"))
    assert not {"hot_water_plant", "chilled_water_plant"} & {device.kind for device in bare}
    assert all(not device.fed_by for device in bare if device.kind == "air_handler")


@pytest.mark.parametrize(
    ("changes", "point", "there"),
    [
        ({"heat_source": "boiler"}, "boiler_status", True),
        ({"heat_source": "heat_pump"}, "boiler_status", False),
        ({"heat_source": "heat_pump"}, "heat_pump_status", True),
        ({"cooling_source": "water_cooled"}, "tower_fan_status", True),
        ({"cooling_source": "air_cooled"}, "tower_fan_status", False),
    ],
)
def test_a_plant_publishes_what_its_kind_has(changes: dict[str, str], point: str, there: bool) -> None:
    published = {p.id for device in devices_of(replace(_MIXED, **changes)) for p in device.points}
    assert (point in published) is there


def test_a_lacking_point_is_on_no_wire() -> None:
    plan = replace(_MIXED, style="short", lacking=frozenset({("AHU-2", "mixed_air_temperature")}))
    having = {d.id for d in devices_of(plan) for point in d.points if point.id == "mixed_air_temperature"}
    assert having == {"AHU-1", "RTU-1", "RTU-2"}


def test_devices_are_the_same_whatever_stands_beside_their_building() -> None:
    plans = drawn().plans
    alone = list_devices([plans[3]], Layout.of([plans[3].shape]))
    beside = [device for device in drawn().devices if device.building == plans[3].id]
    assert [(d.id, d.points, d.fed_by) for d in alone] == [(d.id, d.points, d.fed_by) for d in beside]
