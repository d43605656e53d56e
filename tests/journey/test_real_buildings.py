"""The way of real data, none of it made by us; nothing is asserted here about which faults they have."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import jsonschema_rs
import pytest

from tests.conftest import REPOSITORY
from tests.journey.house import House, house
from tests.plantroom.conftest import Said

Command = Callable[..., Said]
LAB = ("--timezone", "America/Los_Angeles", "--units", "imperial")


@pytest.fixture
def lab(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with house(request.getfixturevalue("embedded_broker").port, tmp_path) as opened:
        yield opened


@pytest.mark.slow
def test_a_laboratory_building_comes_through_the_broker_to_a_card(
    lab: House,
    plantroom: Command,
    data_folder: Path,
) -> None:
    model, readings = data_folder / "lab-building/bldg1.ttl", data_folder / "lab-building/readings.csv.gz"
    said = plantroom("import", model, *LAB, "--readings", readings, "--manager", "maria")
    assert said.code == 0, said.err
    assert "14 air handlers" in said.out
    said = plantroom("replay", readings, PLANTROOM_BROKER__PORT=str(lab.port))
    assert said.code == 0, said.err
    published = re.search(r"([\d,]+) messages with [\d,]+ readings published, all acknowledged", said.out)
    assert published is not None, said.out

    [site] = lab.parts.sites()
    buildings = [building.id for building in site.buildings]
    lab.wait_for(int(published[1].replace(",", "")))
    lab.publish([(f"/r/{buildings[0]}/d/none/events/pointset", b"spoiled")])
    assert lab.rounds.once() >= 47
    card = lab.card("maria")
    if card["recommendation"] is None:
        assert card["nothing_because"] == "nothing_worth_doing"
    told = json.loads(plantroom("next", "--manager", "maria", "--json").out)
    assert told["recommendation"] == card["recommendation"]
    assert card["coverage"]["heard"] > 1000
    assert any("mixed-air temperature" in spot["text"] for spot in card["blind_spots"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("site", "readings"),
    [
        ("ahu-trend.yaml", "ahu-trend/ahu.csv.gz"),
        ("lbnl-szcav.yaml", "lbnl-ahu/SZCAV.csv.gz"),
        ("lbnl-szvav.yaml", "lbnl-ahu/SZVAV.csv.gz"),
    ],
)
def test_a_published_air_handler_goes_through_a_backtest(
    plantroom: Command,
    data_folder: Path,
    tmp_path: Path,
    site: str,
    readings: str,
) -> None:
    example = REPOSITORY / "examples" / site
    said = plantroom("backtest", example, data_folder / readings, "--out", "looks.jsonl")
    assert said.code == 0, said.err
    schema = json.loads((REPOSITORY / "docs" / "backtest.schema.json").read_text())
    fits = jsonschema_rs.Draft202012Validator(schema).is_valid
    lines = [json.loads(line) for line in (tmp_path / "looks.jsonl").read_text().splitlines()]
    assert len(lines) > 24 * 10
    assert all(fits(line) for line in lines)
    assert max(line["points_heard"] for line in lines) > 0
