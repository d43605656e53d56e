"""Brick files: a whole site with a report, or an error."""

from pathlib import Path

from tests.model.site.brick_file import AHU, brick, equipment, roles


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
