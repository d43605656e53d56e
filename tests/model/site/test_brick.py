"""Brick files: a whole site with a report, or an error."""

from pathlib import Path

import pytest

from model.site.brick import BrickImport, import_brick
from model.site.brick_file import BrickError
from model.site.brick_overrides import Overrides, load_overrides
from model.site.brick_units import Range
from model.site.graph import Equipment, Point, Site
from model.site.yaml_lines import SiteError

HEAD = """\
@prefix brick: <https://brickschema.org/schema/Brick#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix b: <http://example.org/tower#> .
"""
AHU = "b:ahu a brick:AHU .\n"


def brick(
    tmp_path: Path,
    turtle: str,
    *,
    units: str | None = "imperial",
    overrides: Overrides | None = None,
    ranges: dict[str, Range] | None = None,
) -> BrickImport:
    path = tmp_path / "tower.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return import_brick(path, timezone="America/Chicago", units=units, overrides=overrides, ranges=ranges)


def equipment(site: Site) -> dict[str, Equipment]:
    return {item.id: item for building in site.buildings for item in building.equipment}


def roles(item: Equipment) -> dict[str | None, str]:
    return {point.role: point.source for point in item.points}


def point(found: BrickImport, equipment_id: str, role: str) -> Point:
    return next(item for item in equipment(found.site)[equipment_id].points if item.role == role)


def test_points_and_feeds_of_air_handlers_and_boxes_are_found(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        AHU
        + "b:ahu brick:hasPoint b:sat ; brick:feeds b:box .\nb:sat a brick:Supply_Air_Temperature_Sensor .\n"
        "b:box a brick:VAV ; brick:hasPoint b:dat .\nb:dat a brick:Supply_Air_Temperature_Sensor .\n",
    )
    parts = equipment(found.site)
    assert roles(parts["ahu"]) == {"supply_air_temperature": "ahu/sat"}
    assert roles(parts["box"]) == {"discharge_air_temperature": "box/dat"}
    assert parts["box"].fed_by == ("ahu",)
    assert found.report.equipment == {"air_handler": 1, "vav_box": 1}


def test_points_of_a_zone_and_its_rooms_go_to_the_box_that_feeds_it(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:box a brick:VAV ; brick:feeds b:zone .\n"
        "b:zone a brick:HVAC_Zone ; brick:hasPart b:room ; brick:hasPoint b:spt .\n"
        "b:room a brick:Room .\nb:t a brick:Zone_Air_Temperature_Sensor ; brick:isPointOf b:room .\n"
        "b:spt a brick:Zone_Air_Temperature_Setpoint .\n",
    )
    assert roles(equipment(found.site)["box"]) == {
        "zone_air_temperature": "box/t",
        "zone_air_temperature_setpoint": "box/spt",
    }
    assert equipment(found.site)["box"].location == "zone"


def test_the_part_tells_which_damper_and_which_fan_a_point_is_of(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        AHU + "b:ahu brick:hasPart b:oad, b:rad, b:sf, b:rf, b:coil .\n"
        "b:oad a brick:Economizer_Damper ; brick:hasPoint b:oad_cmd .\n"
        "b:rad a brick:Return_Damper ; brick:hasPoint b:rad_cmd .\n"
        "b:oad_cmd a brick:Damper_Position_Command .\nb:rad_cmd a brick:Damper_Position_Command .\n"
        "b:sf a brick:Supply_Fan ; brick:hasPoint b:sf_s .\nb:sf_s a brick:Fan_Status .\n"
        "b:rf a brick:Return_Fan ; brick:hasPoint b:rf_s .\nb:rf_s a brick:Fan_Status .\n"
        "b:coil a brick:Chilled_Water_Coil ; brick:hasPart b:valve .\n"
        "b:valve a brick:Cooling_Valve ; brick:hasPoint b:ccv .\nb:ccv a brick:Valve_Command .\n",
    )
    assert roles(equipment(found.site)["ahu"]) == {
        "outdoor_air_damper_command": "ahu/oad_cmd",
        "return_air_damper_command": "ahu/rad_cmd",
        "supply_fan_status": "ahu/sf_s",
        "cooling_valve_command": "ahu/ccv",
        "return_fan_status": "ahu/rf_s",
    }


def test_of_two_points_the_one_whose_name_says_its_class_is_taken(
    tmp_path: Path,
) -> None:
    found = brick(
        tmp_path,
        AHU + "b:ahu brick:hasPoint b:CCV, b:Cooling_Valve_Output .\n"
        "b:CCV a brick:Cooling_Valve_Command .\nb:Cooling_Valve_Output a brick:Cooling_Valve_Command .\n",
    )
    assert roles(equipment(found.site)["ahu"]) == {"cooling_valve_command": "ahu/Cooling_Valve_Output"}
    assert found.report.left_out == {
        "Cooling_Valve_Command beside another that is cooling_valve_command already": ["CCV"]
    }
    assert [item.source for item in found.site.buildings[0].unused] == ["ahu/CCV"]


def test_a_box_of_two_air_handlers_whose_points_name_one_each_is_two_boxes(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:A1 a brick:AHU ; brick:feeds b:box .\nb:A2 a brick:AHU ; brick:feeds b:box .\n"
        "b:box a brick:VAV ; brick:hasPoint b:Z.A1.T, b:Z.A2.T, b:Z.A1.Valve .\n"
        "b:Z.A1.T a brick:Zone_Air_Temperature_Sensor .\nb:Z.A2.T a brick:Zone_Air_Temperature_Sensor .\n"
        "b:Z.A1.Valve a brick:Reheat_Valve_Command .\n",
    )
    parts = equipment(found.site)
    assert set(roles(parts["box-A1"])) == {"zone_air_temperature", "reheat_valve_command"}
    assert roles(parts["box-A2"]) == {"zone_air_temperature": "box-A2/Z.A2.T"}
    assert (parts["box-A1"].fed_by, parts["box-A2"].fed_by) == (("A1",), ("A2",))
    assert found.report.split == ["box"]


def test_a_circle_of_feeds_is_cut_and_named(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:x a brick:AHU ; brick:feeds b:y ; brick:hasPoint b:t .\nb:y a brick:VAV ; brick:feeds b:x .\n"
        "b:t a brick:Mixed_Air_Temperature_Sensor .\n",
    )
    parts = equipment(found.site)
    assert {parts["x"].fed_by, parts["y"].fed_by} == {("y",), ()}
    assert found.report.left_out["link that closes a circle of feeds"] == ["x feeds y"]


def test_parts_in_a_circle_do_not_hang(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        AHU + "b:ahu brick:hasPart b:fan ; brick:hasPoint b:t .\n"
        "b:fan a brick:Supply_Fan ; brick:hasPart b:ahu .\n"
        "b:t a brick:Mixed_Air_Temperature_Sensor .\n",
    )
    assert list(equipment(found.site)) == ["ahu"]


def test_a_chiller_of_a_system_is_no_second_plant(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:sys a brick:Chilled_Water_System ; brick:hasPart b:ch .\n"
        "b:ch a brick:Chiller ; brick:hasPoint b:t .\n"
        "b:t a brick:Leaving_Chilled_Water_Temperature_Sensor .\n",
    )
    assert {name: roles(item) for name, item in equipment(found.site).items()} == {
        "sys": {"chilled_water_supply_temperature": "sys/t"}
    }


def test_a_class_that_the_file_declares_means_its_superclass(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:My_Unit a owl:Class ; rdfs:subClassOf brick:AHU .\n"
        "b:My_Sensor a owl:Class ; rdfs:subClassOf brick:Return_Air_Temperature_Sensor .\n"
        "b:u a b:My_Unit ; brick:hasPoint b:t .\nb:t a b:My_Sensor .\n",
    )
    assert roles(equipment(found.site)["u"]) == {"return_air_temperature": "u/t"}


def test_what_cannot_be_used_is_named_with_the_reason(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        AHU + "b:ahu brick:hasPoint b:t, b:odd, b:untyped .\nb:t a brick:Mixed_Air_Temperature_Sensor .\n"
        "b:odd a brick:Frost_Sensor .\nb:lost a brick:Zone_Air_Temperature_Sensor .\n"
        "b:panel a brick:Radiant_Panel ; brick:hasPoint b:f .\nb:f a brick:Valve_Command .\n"
        "b:room a brick:Room ; brick:hasPoint b:r .\nb:r a brick:Zone_Air_Temperature_Sensor .\n"
        "b:meter a brick:Electrical_Meter .\n",
    )
    assert found.report.left_out == {
        "Frost_Sensor on air_handler: no use for it": ["odd"],
        "no class on air_handler: no use for it": ["untyped"],
        "point without equipment": ["lost"],
        "Radiant_Panel, not judged by plantroom": ["panel"],
        "point of Radiant_Panel, not judged by plantroom": ["f"],
        "point of a zone or room that no box of the file feeds": ["r"],
        "electricity_meter without a point that plantroom knows": ["meter"],
    }
    text = "\n".join(found.report.lines())
    assert "1 air handler, 1 points" in text
    assert "  1 x point without equipment: lost" in text


ONE_POINT = AHU + "b:ahu brick:hasPoint b:mat .\nb:mat a brick:Mixed_Air_Temperature_Sensor"


def test_a_declared_unit_is_taken_as_declared(tmp_path: Path) -> None:
    found = brick(tmp_path, ONE_POINT + " ; brick:hasUnit unit:DEG_C .\n")
    assert point(found, "ahu", "mixed_air_temperature").unit == "degC"
    assert found.report.concluded == []


def test_a_unit_that_does_not_fit_leaves_the_point_out(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        ONE_POINT + " ; brick:hasUnit unit:PSI .\nb:ahu brick:hasPoint b:rat .\n"
        "b:rat a brick:Return_Air_Temperature_Sensor .\n",
    )
    assert set(roles(equipment(found.site)["ahu"])) == {"return_air_temperature"}
    (reason,) = found.report.left_out
    assert "'http://qudt.org/vocab/unit/PSI' does not measure temperature" in reason


def test_without_any_word_on_units_nothing_is_imported(tmp_path: Path) -> None:
    with pytest.raises(BrickError, match=r"1 points declare no unit \(mat, ...\); say which they are in"):
        brick(tmp_path, ONE_POINT + " .\n", units=None)


@pytest.mark.parametrize(("middle", "unit"), [(70.0, "degF"), (21.0, "degC")])
def test_readings_tell_the_system_of_units_and_the_report_says_so(
    tmp_path: Path, middle: float, unit: str
) -> None:
    found = brick(tmp_path, ONE_POINT + " .\n", units=None, ranges={"mat": Range(0, middle, 2 * middle)})
    assert point(found, "ahu", "mixed_air_temperature").unit == unit
    assert f"taken as {unit}" in found.report.concluded[0]


@pytest.mark.parametrize(("high", "half"), [(1.0, 0.5), (10.0, 5.0), (100.0, 50.0)])
def test_readings_tell_how_a_signal_runs(tmp_path: Path, high: float, half: float) -> None:
    found = brick(
        tmp_path,
        AHU + "b:ahu brick:hasPoint b:ccv .\nb:ccv a brick:Cooling_Valve_Command .\n",
        ranges={"ccv": Range(0, 0, high)},
    )
    assert half * point(found, "ahu", "cooling_valve_command").scale == pytest.approx(0.5)
    assert found.report.concluded == [
        f"1 x Cooling_Valve_Command named like ccv reach {high:g}: taken as 0 to {high:g}",
    ]


def test_an_inverted_class_is_read_the_other_way(tmp_path: Path) -> None:
    found = brick(tmp_path, AHU + "b:ahu brick:hasPoint b:o .\nb:o a brick:Unoccupied_Mode_Status .\n")
    occupied = point(found, "ahu", "occupied")
    assert (occupied.scale, occupied.offset) == (-1.0, 1.0)


def test_an_air_handler_without_outdoor_temperature_borrows_the_building_s(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        AHU + "b:ahu brick:hasPoint b:mat .\nb:mat a brick:Mixed_Air_Temperature_Sensor .\n"
        "b:ch a brick:Chiller ; brick:hasPoint b:oat .\nb:oat a brick:Outside_Air_Temperature_Sensor .\n",
    )
    parts = equipment(found.site)
    assert parts["weather"].kind == "weather_station"
    assert roles(parts["weather"]) == {"outdoor_air_temperature": "ch/oat"}
    assert roles(parts["ch"]) == {}
    assert "for 1 air handlers without one" in found.report.concluded[0]


def test_equipment_goes_to_its_building(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:north a brick:Building .\nb:south a brick:Building ; brick:hasPart b:floor .\n"
        "b:floor a brick:Floor ; brick:hasPart b:room .\nb:room a brick:Room .\n"
        "b:a a brick:AHU ; brick:hasLocation b:north ; brick:hasPoint b:t .\n"
        "b:c a brick:AHU ; brick:isPartOf b:south ; brick:feeds b:v .\n"
        "b:v a brick:VAV .\nb:t a brick:Mixed_Air_Temperature_Sensor .\nb:w a brick:VAV .\n",
    )
    assert {item.id: [part.id for part in item.equipment] for item in found.site.buildings} == {
        "north": ["a", "w"],
        "south": ["c", "v"],
    }
    assert found.report.left_out == {"place of equipment in no building, taken as north": ["w"]}


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("b:a brick:feeds\n  b:b b:c .\n", "tower.ttl, line 7: expected"),
        ("x:a a brick:AHU .\n", 'tower.ttl, line 6: Prefix "x:" not bound'),
        ("", "has no point that plantroom knows"),
        (AHU, "has no point that plantroom knows"),
        ("b:r a brick:Room ; brick:hasPoint b:t .\nb:t a brick:Frost_Sensor .\n", "nothing to judge"),
    ],
)
def test_a_file_that_is_no_site_is_an_error(tmp_path: Path, turtle: str, said: str) -> None:
    with pytest.raises(BrickError) as error:
        brick(tmp_path, turtle)
    assert said in str(error.value)


def test_a_file_of_other_bytes_and_a_missing_one_are_errors(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(BrickError, match=r"x\.ttl"):
        import_brick(tmp_path / "x.ttl", timezone="UTC")
    with pytest.raises(BrickError, match="cannot be read"):
        import_brick(tmp_path / "nowhere.ttl", timezone="UTC")


def said_beside(tmp_path: Path, text: str) -> Overrides:
    path = tmp_path / "beside.yaml"
    path.write_text(text, encoding="utf-8")
    return load_overrides(path)


def test_what_is_said_beside_the_file_goes_before_it(tmp_path: Path) -> None:
    overrides = said_beside(
        tmp_path,
        """\
site: campus
name: Campus
currency: EUR
units: {system: SI, fraction: "1"}
managers: {kim: {name: Kim}}
buildings: {tower: {people: 50, occupied: {weekdays: 7-18}, area: 900 m2}}
equipment: {ahu: {name: Roof unit, design: {supply_air_flow: 2 m3/s}}}
classes: {Mixed_Air_Temperature_Sensor: {unit: °F}}
points:
  CCV: {full_scale: 10, role: cooling_valve_command}
  "*_old": {unused: true}
""",
    )
    found = brick(
        tmp_path,
        ONE_POINT + " .\nb:ahu brick:hasPoint b:CCV, b:Cooling_Valve_Output, b:rat_old .\n"
        "b:CCV a brick:Cooling_Valve_Command .\nb:Cooling_Valve_Output a brick:Cooling_Valve_Command .\n"
        "b:rat_old a brick:Return_Air_Temperature_Sensor .\n",
        units=None,
        overrides=overrides,
    )
    (building,) = found.site.buildings
    assert (found.site.id, found.site.name, found.site.currency) == ("campus", "Campus", "EUR")
    assert [item.id for item in found.site.managers] == ["kim"]
    assert (building.people, building.area_m2) == (50, 900)
    assert building.schedule is not None
    assert building.equipment[0].name == "Roof unit"
    assert building.equipment[0].design == {"supply_air_flow": 2.0}
    assert point(found, "ahu", "mixed_air_temperature").unit == "degF"
    assert point(found, "ahu", "cooling_valve_command").source == "ahu/CCV"
    assert point(found, "ahu", "cooling_valve_command").scale == pytest.approx(0.1)
    assert "return_air_temperature" not in roles(building.equipment[0])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "equipment: {ahu9: {name: x}}",
            "beside.yaml, line 1: equipment.ahu9: the Brick file has no equipment",
        ),
        ("buildings: {a: {name: x}}", "the Brick file has no building 'a'; it has tower"),
        ("points: {mat: {units: x}}", "points.mat.units: is not known here; did you mean unit"),
    ],
)
def test_a_slip_beside_the_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SiteError) as error:
        brick(tmp_path, ONE_POINT + " .\n", overrides=said_beside(tmp_path, text))
    assert said in str(error.value)


def test_the_real_laboratory_building_comes_in_whole(data_folder: Path) -> None:
    found = import_brick(
        data_folder / "lab-building" / "bldg1.ttl", timezone="America/Los_Angeles", units="imperial"
    )
    assert found.report.equipment == {
        "vav_box": 394,
        "air_handler": 14,
        "chilled_water_plant": 1,
        "weather_station": 1,
    }
    assert len(found.report.split) == 8
    assert found.report.points["vav_box"]["zone_air_temperature"] == 394
    assert (
        point(found, "AHU01A", "cooling_valve_command").source
        == "AHU01A/BLDG1.AHU.AHU01A.Cooling_Valve_Output"
    )
    assert found.site.buildings[0].area_m2 == pytest.approx(17719.6, rel=1e-3)
    sources = [row.source for building in found.site.buildings for row in building.unused]
    sources += [item.source for part in equipment(found.site).values() for item in part.points]
    assert len(sources) == len(set(sources)) == 1689


WITHOUT_EQUIPMENT = {
    "air_quality_sensor_example",
    "apartment",
    "bacnet",
    "chiller-plant",
    "duct",
    "evse",
    "ifc",
    "ifc-with-new-reference",
    "last_known_value",
    "main-and-submeter",
    "multiple-submeters",
    "room_application",
    "rvav",
    "single-meter",
    "solar_array",
    "virtual-meter",
}


def test_every_published_model_is_a_whole_site_or_says_that_there_is_nothing_to_judge(
    data_folder: Path,
) -> None:
    refused = set()
    for path in sorted((data_folder / "brick").glob("*.ttl")):
        try:
            site = import_brick(path, timezone="America/Chicago", units="imperial").site
        except BrickError as error:
            assert "nothing to judge" in str(error)  # noqa: PT017
            refused.add(path.stem)
            continue
        ids = equipment(site)
        assert all(feeder in ids for item in ids.values() for feeder in item.fed_by)
    assert refused == WITHOUT_EQUIPMENT
