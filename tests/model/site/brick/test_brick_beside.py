"""What is said beside a Brick model, and what is wrong with a file."""

from pathlib import Path

import pytest

from model.site.brick.brick import import_brick
from model.site.brick.file import BrickError
from model.site.yaml_lines import SiteError
from tests.model.site.brick_file import AHU, ONE_POINT, brick, point, roles, said_beside


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


def test_what_is_said_beside_the_file_goes_before_it(tmp_path: Path) -> None:
    overrides = said_beside(
        tmp_path,
        """\
site: campus
name: Campus
currency: EUR
tariff: {currency_per_usd: 0.92}
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
        ("currency: JPY", "beside.yaml, line 1: currency: needs 'currency_per_usd' under 'tariff:'"),
        ("points: {mat: {units: x}}", "points.mat.units: is not known here; did you mean unit"),
    ],
)
def test_a_slip_beside_the_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SiteError) as error:
        brick(tmp_path, ONE_POINT + " .\n", overrides=said_beside(tmp_path, text))
    assert said in str(error.value)
