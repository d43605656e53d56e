"""Brick models that others have published."""

from pathlib import Path

import pytest

from model.site.brick.brick import import_brick
from model.site.brick.file import BrickError
from tests.model.site.brick_file import equipment, point


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
