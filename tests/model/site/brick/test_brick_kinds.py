"""Brick files: what machines, meters, rooms and rooftop units are to plantroom."""

from pathlib import Path

import pytest

from model.site.brick.brick import BrickImport
from model.site.brick.units import Range
from model.site.yaml_lines import SiteError
from tests.model.site.brick_file import brick, equipment, point, roles, said_beside

ONE_ZONE = "b:u brick:feeds b:zone .\nb:zone a brick:HVAC_Zone ; brick:hasPoint b:t .\n"
ROOM = "b:t a brick:Zone_Air_Temperature_Sensor .\n"


def kinds(found: BrickImport) -> dict[str, str]:
    return {name: item.kind for name, item in equipment(found.site).items()}


def test_a_fan_coil_and_a_packaged_unit_have_the_points_of_their_rooms(tmp_path: Path) -> None:
    for brick_class, kind in (("Fan_Coil_Unit", "fan_coil"), ("Rooftop_Unit", "rooftop_unit")):
        found = brick(tmp_path, f"b:u a brick:{brick_class} .\n{ONE_ZONE}{ROOM}")
        assert kinds(found) == {"u": kind}
        assert roles(equipment(found.site)["u"]) == {"zone_air_temperature": "u/t"}
        assert equipment(found.site)["u"].location == "zone"


def test_a_rooms_thermostat_gives_its_points_to_what_feeds_the_room(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:u a brick:FCU ; brick:feeds b:room .\nb:room a brick:Room ; brick:isLocationOf b:stat .\n"
        "b:stat a brick:Thermostat ; brick:hasPoint b:t, b:sp .\nb:t a brick:Temperature_Sensor .\n"
        "b:sp a brick:Cooling_Temperature_Setpoint .\n",
    )
    assert set(roles(equipment(found.site)["u"])) == {
        "zone_air_temperature",
        "zone_air_temperature_cooling_setpoint",
    }


COOLS = "b:u a brick:Rooftop_Unit ; brick:hasPoint b:c .\nb:c a brick:Cooling_Command .\n"


@pytest.mark.parametrize(
    "more",
    [
        "b:u brick:feeds b:box .\nb:box a brick:VAV .\n",
        "b:u brick:hasPoint b:p .\nb:p a brick:Supply_Air_Static_Pressure_Sensor .\n",
    ],
    ids=["boxes", "pressure in its duct"],
)
def test_a_rooftop_unit_with_a_duct_system_is_an_air_handler(tmp_path: Path, more: str) -> None:
    assert roles(equipment(brick(tmp_path, COOLS).site)["u"]) == {"cooling_command": "u/c"}
    found = brick(tmp_path, COOLS + more)
    assert kinds(found)["u"] == "air_handler"
    assert roles(equipment(found.site)["u"])["cooling_valve_command"] == "u/c"


CHILLERS = (
    "b:ch1 a brick:Chiller ; brick:feeds b:pump .\nb:ch2 a brick:Chiller ; brick:feeds b:pump .\n"
    "b:pump a brick:Chilled_Water_Pump ; brick:feeds b:ahu ; brick:hasPoint b:on .\n"
    "b:on a brick:Run_Status .\n"
    "b:tower a brick:Cooling_Tower ; brick:isFedBy b:ch1 ; brick:hasPoint b:cws .\n"
    "b:cws a brick:Leaving_Water_Temperature_Sensor .\nb:ahu a brick:AHU .\n"
)


def test_chillers_pumps_and_towers_that_share_their_water_are_one_plant(tmp_path: Path) -> None:
    found = brick(tmp_path, CHILLERS)
    assert kinds(found) == {"ahu": "air_handler", "ch1": "chilled_water_plant"}
    assert equipment(found.site)["ahu"].fed_by == ("ch1",)
    assert roles(equipment(found.site)["ch1"]) == {
        "chilled_water_pump_status": "ch1/on",
        "condenser_water_supply_temperature": "ch1/cws",
    }
    assert "taken as one plant: ch1 with ch2, tower, pump" in "\n".join(found.report.lines())


def test_boilers_that_feed_the_same_equipment_are_one_plant_and_others_are_not(tmp_path: Path) -> None:
    feeds = "b:b1 a brick:Boiler ; brick:feeds b:ahu .\nb:b2 a brick:Boiler ; brick:feeds b:{} .\n"
    points = "b:ahu a brick:AHU ; brick:hasPoint b:t .\nb:other a brick:AHU .\n"
    points += "b:t a brick:Mixed_Air_Temperature_Sensor .\n"
    assert set(kinds(brick(tmp_path, feeds.format("ahu") + points))) == {"ahu", "other", "b1"}
    assert set(kinds(brick(tmp_path, feeds.format("other") + points))) == {"ahu", "other", "b1", "b2"}


def test_a_system_stands_for_the_plant_of_its_machines(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:a_boiler a brick:Boiler ; brick:feeds b:loop .\n"
        "b:loop a brick:Hot_Water_Loop ; brick:hasPoint b:t .\n"
        "b:t a brick:Hot_Water_Supply_Temperature_Sensor .\n",
    )
    assert roles(equipment(found.site)["loop"]) == {"hot_water_supply_temperature": "loop/t"}
    assert set(kinds(found)) == {"loop"}


def test_a_pump_without_links_is_of_the_only_plant_and_of_none_of_two(tmp_path: Path) -> None:
    pump = "b:p a brick:Hot_Water_Pump ; brick:hasPoint b:on .\nb:on a brick:On_Off_Status .\n"
    plant = "b:b1 a brick:Boiler ; brick:hasPoint b:t .\nb:t a brick:Hot_Water_Supply_Temperature_Sensor .\n"
    assert "hot_water_pump_status" in roles(equipment(brick(tmp_path, plant + pump).site)["b1"])
    found = brick(tmp_path, plant + pump + "b:b2 a brick:Boiler .\n")
    assert found.report.left_out["Hot_Water_Pump, not judged by plantroom"] == ["p"]


def test_one_machine_of_several_says_nothing_of_the_plant(tmp_path: Path) -> None:
    machine = "b:{0} a brick:Boiler ; brick:hasPoint b:{0}_on, b:{0}_sp .\nb:{0}_on a brick:Run_Status .\n"
    machine += "b:{0}_sp a brick:Leaving_Hot_Water_Temperature_Setpoint .\n"
    system = "b:sys a brick:Hot_Water_System ; brick:hasPart b:b1"
    alone = brick(tmp_path, system + " .\n" + machine.format("b1"))
    assert roles(equipment(alone.site)["sys"])["boiler_status"] == "sys/b1_on"
    both = brick(tmp_path, system + ", b:b2 .\n" + machine.format("b1") + machine.format("b2"))
    assert set(roles(equipment(both.site)["sys"])) == {"hot_water_supply_temperature_setpoint"}
    assert both.report.left_out["Run_Status of one boiler of several: says nothing of the whole"] == [
        "b1_on",
        "b2_on",
    ]


def test_numbers_in_names_tell_several_machines_and_their_names_whose_power_it_is(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:ch a brick:Chiller ; brick:hasPoint b:Pump1_Run, b:Pump2_Run, b:CHWP2_POWER, b:CH_POWER .\n"
        "b:Pump1_Run a brick:Pump_On_Off_Status .\nb:Pump2_Run a brick:Pump_On_Off_Status .\n"
        "b:CHWP2_POWER a brick:Power_Sensor .\nb:CH_POWER a brick:Power_Sensor .\n",
    )
    assert roles(equipment(found.site)["ch"]) == {"chiller_power": "ch/CH_POWER"}


METERED = (
    "b:main a brick:Building_Electrical_Meter ; brick:hasSubMeter b:sub ; brick:hasPoint b:p1 .\n"
    "b:sub a brick:Electrical_Meter ; brick:meters b:lights ; brick:hasPoint b:p2 .\n"
    "b:lights a brick:Lighting_System ; brick:hasPoint b:on .\nb:on a brick:On_Off_Command .\n"
    "b:p1 a brick:Electric_Power_Sensor .\nb:p2 a brick:Electric_Power_Sensor .\n"
)


def test_submeters_are_behind_their_meter_and_lights_behind_theirs(tmp_path: Path) -> None:
    parts = equipment(brick(tmp_path, METERED).site)
    assert {name: item.fed_by for name, item in parts.items()} == {
        "main": (),
        "sub": ("main",),
        "lights": ("sub",),
    }


def test_a_meter_lends_its_power_to_the_only_thing_that_it_counts(tmp_path: Path) -> None:
    parts = equipment(brick(tmp_path, METERED).site)
    assert roles(parts["lights"])["lights_power"] == roles(parts["sub"])["electric_power"] == "sub/p2"


def test_a_meter_of_a_floor_is_a_submeter_of_the_only_meter_of_the_building(tmp_path: Path) -> None:
    parts = METERED.replace(" ; brick:hasSubMeter b:sub", "").replace("b:lights ;", "b:floor ;", 1)
    found = equipment(brick(tmp_path, "b:floor a brick:Floor .\n" + parts).site)
    assert (found["sub"].fed_by, found["lights"].fed_by) == (("main",), ())


@pytest.mark.parametrize(
    ("classes", "unit", "kind", "role"),
    [
        (("Building_Meter", "Electric_Power_Sensor"), "KiloW", "electricity_meter", "electric_power"),
        (("Building_Meter", "Natural_Gas_Flow_Sensor"), "M3-PER-HR", "gas_meter", "gas_power"),
        (("Gas_Meter", "Natural_Gas_Usage_Sensor"), "THERM_US", "gas_meter", "gas_energy"),
        (("Thermal_Power_Meter", "Thermal_Power_Sensor"), "KiloW", "heat_meter", "heat_power"),
        (("Meter", "Water_Usage_Sensor"), "M3", "water_meter", "water_volume"),
        (("Building_Water_Meter", "Water_Flow_Sensor"), "GAL_US-PER-MIN", "water_meter", "water_flow"),
    ],
)
def test_a_meter_is_of_the_kind_that_its_class_or_its_points_say(
    tmp_path: Path, classes: tuple[str, str], unit: str, kind: str, role: str
) -> None:
    found = brick(
        tmp_path,
        f"b:m a brick:{classes[0]} ; brick:hasPoint b:x .\n"
        f"b:x a brick:{classes[1]} ; brick:hasUnit unit:{unit} .\n",
    )
    assert (kinds(found), set(roles(equipment(found.site)["m"]))) == ({"m": kind}, {role})


def test_meters_of_sun_and_of_cooling_are_left_out(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        METERED + "b:pv a brick:PV_Array ; brick:feeds b:pvm .\nb:pvm a brick:Electrical_Meter .\n"
        "b:cool a brick:Thermal_Power_Meter ; brick:meters b:ch .\nb:ch a brick:Chiller .\n",
    )
    assert found.report.left_out["meter of what is generated, not judged by plantroom"] == ["pvm"]
    assert found.report.left_out["meter of cooling, not judged by plantroom"] == ["cool"]


def test_a_heat_meter_is_behind_the_plant_whose_heat_it_counts(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:hm a brick:Thermal_Power_Meter ; brick:hasPoint b:p ; brick:meters b:boiler .\n"
        "b:p a brick:Thermal_Power_Sensor .\nb:boiler a brick:Boiler .\n",
    )
    assert equipment(found.site)["hm"].fed_by == ("boiler",)


def test_gas_by_volume_counts_with_its_heating_value_and_not_without_a_unit(tmp_path: Path) -> None:
    turtle = "b:m a brick:Gas_Meter ; brick:hasPoint b:g .\nb:g a brick:Natural_Gas_Usage_Sensor"
    found = brick(tmp_path, turtle + " ; brick:hasUnit unit:M3 .\n")
    assert point(found, "m", "gas_energy").scale == pytest.approx(38.6e6)
    undeclared = brick(tmp_path, AHU_TOO + turtle + " .\n")
    assert (
        "point with a unit that does not fit (gas by volume declares no unit)" in undeclared.report.left_out
    )


AHU_TOO = "b:ahu a brick:AHU ; brick:hasPoint b:mat .\nb:mat a brick:Mixed_Air_Temperature_Sensor .\n"


def test_a_command_that_is_on_or_off_is_a_whole_share(tmp_path: Path) -> None:
    found = brick(tmp_path, "b:u a brick:FCU ; brick:hasPoint b:f .\nb:f a brick:Fan_Start_Stop_Command .\n")
    assert point(found, "u", "fan_command").scale == 1.0


def test_stages_are_shares_of_the_highest_that_was_seen(tmp_path: Path) -> None:
    found = brick(
        tmp_path,
        "b:u a brick:RTU ; brick:hasPoint b:c .\nb:c a brick:Cooling_Stage_Command .\n",
        ranges={"c": Range(0, 0, 3)},
    )
    assert point(found, "u", "cooling_command").scale == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("unit", "high", "full"), [("UNITLESS", 96.0, 100.0), ("PERCENT", 1.0, 1.0), ("PERCENT", 34.0, 100.0)]
)
def test_readings_correct_a_unit_that_cannot_be(tmp_path: Path, unit: str, high: float, full: float) -> None:
    found = brick(
        tmp_path,
        "b:ahu a brick:AHU ; brick:hasPoint b:v .\n"
        f"b:v a brick:Cooling_Valve_Command ; brick:hasUnit unit:{unit} .\n",
        ranges={"v": Range(0, 0, high)},
    )
    assert point(found, "ahu", "cooling_valve_command").scale == pytest.approx(1 / full)


@pytest.mark.parametrize(("units", "full"), [("imperial", 60.0), ("SI", 50.0)])
def test_a_drive_in_hertz_is_at_full_speed_at_that_of_the_mains(
    tmp_path: Path, units: str, full: float
) -> None:
    found = brick(
        tmp_path,
        "b:ahu a brick:AHU ; brick:hasPart b:f .\nb:f a brick:Supply_Fan ; brick:hasPoint b:s .\n"
        "b:s a brick:Frequency_Command ; brick:hasUnit unit:HZ .\n",
        units=units,
    )
    assert point(found, "ahu", "supply_fan_speed").scale == pytest.approx(1 / full)


@pytest.mark.parametrize(
    ("interval", "there"),
    [("RP1D", False), ("R/P1M", False), ("RPT4H", False), ("RPT15M", True), ("RPT1H", True)],
)
def test_a_peak_of_the_day_is_no_reading(tmp_path: Path, interval: str, there: bool) -> None:
    found = brick(
        tmp_path,
        METERED + f'b:p1 brick:aggregate [ brick:aggregationFunction "max" ; '
        f'brick:aggregationInterval "{interval}" ] .\n',
    )
    assert ("main" in equipment(found.site)) is there


def test_what_is_said_of_kind_and_feeders_goes_before_the_file(tmp_path: Path) -> None:
    said = said_beside(tmp_path, "equipment: {u: {kind: ahu, fed_by: b}}")
    found = brick(tmp_path, COOLS + "b:b a brick:Boiler .\n", overrides=said)
    unit = equipment(found.site)["u"]
    assert (unit.kind, unit.fed_by) == ("air_handler", ("b",))
    assert roles(unit) == {"cooling_valve_command": "u/c"}
    nowhere = said_beside(tmp_path, "equipment: {u: {fed_by: x}}")
    with pytest.raises(SiteError, match="has no other equipment 'x'"):
        brick(tmp_path, COOLS, overrides=nowhere)
