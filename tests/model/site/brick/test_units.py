"""In which units the points of a Brick model are read."""

from pathlib import Path

import pytest

from model.site.brick.file import BrickError
from model.site.brick.units import Range
from tests.model.site.brick_file import AHU, ONE_POINT, brick, equipment, point, roles


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
