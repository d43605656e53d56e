"""`plantroom import`: a site in, or one line that says what is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plantroom.parts import open_parts
from plantroom.settings import Settings
from tests.plantroom.conftest import Said, the_one_line
from tests.plantroom.small_site import BRICK, SITE_YAML, write_site

Command = Callable[..., Said]


BERLIN = ("--timezone", "Europe/Berlin", "--units", "SI")


def sites_in(folder: Path) -> list[str]:
    parts = open_parts(Settings(store=folder / "plantroom.sqlite"))
    with parts.database:
        return [site.id for site in parts.sites()]


def test_a_site_file_is_kept_and_its_manager_named(plantroom: Command, tmp_path: Path) -> None:
    said = plantroom("import", write_site(tmp_path))
    assert said.code == 0, said
    assert "Mill: 1 piece of equipment, 5 points." in said.out
    assert "Imported site mill; managers: jonas." in said.out
    assert sites_in(tmp_path) == ["mill"]


def test_what_cannot_be_seen_is_told_with_the_missing_points(plantroom: Command, tmp_path: Path) -> None:
    said = plantroom("import", write_site(tmp_path))
    assert "What cannot be seen:" in said.out
    assert "no cooling valve command or cooling valve position on 1 of 1 air handler" in said.out


@pytest.mark.parametrize(
    ("tariff", "told"),
    [
        ("{electricity_price_per_kwh: 21}", "electricity_price_per_kwh: 21 USD/kWh is outside 0 to 2"),
        ("{price_of_tea: 1}", "line 20: tariff.price_of_tea: is not known here"),
    ],
)
def test_a_tariff_that_cannot_be_is_refused_before_the_rounds_meet_it(
    plantroom: Command, tmp_path: Path, tariff: str, told: str
) -> None:
    file = tmp_path / "mill.yaml"
    file.write_text(f"{SITE_YAML}tariff: {tariff}\n", encoding="utf-8")
    assert told in the_one_line(plantroom("import", file))
    assert sites_in(tmp_path) == []


def test_a_dry_run_keeps_nothing(plantroom: Command, tmp_path: Path) -> None:
    said = plantroom("import", write_site(tmp_path), "--dry-run")
    assert said.code == 0, said
    assert "Nothing was kept (--dry-run)." in said.out
    assert not (tmp_path / "plantroom.sqlite").exists()


def test_a_brick_model_is_kept_with_the_timezone_given(plantroom: Command, tmp_path: Path) -> None:
    (tmp_path / "mill.ttl").write_text(BRICK)
    said = plantroom("import", "mill.ttl", *BERLIN, "--site", "works", "--manager", "ada")
    assert said.code == 0, said
    assert "Imported site works; managers: ada." in said.out
    assert sites_in(tmp_path) == ["works"]


def test_importing_again_replaces(plantroom: Command, tmp_path: Path) -> None:
    plantroom("import", write_site(tmp_path))
    assert plantroom("import", write_site(tmp_path)).code == 0
    assert sites_in(tmp_path) == ["mill"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("none.yaml", None, "none.yaml: no such file"),
        ("mill.yaml", SITE_YAML.replace("air_handler", "air_handlr"), "air_handlr"),
        ("mill.yaml", SITE_YAML.replace("Europe/Berlin", "Europe/Brelin"), "Europe/Brelin"),
        ("mill.yaml", "site: [", "mill.yaml"),
        ("mill.ttl", BRICK + "broken", "line"),
        ("mill.ttl", "", "mill.ttl"),
    ],
    ids=["absent", "kind", "timezone", "yaml", "broken brick", "empty brick"],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_kept(
    plantroom: Command, tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    assert told in the_one_line(plantroom("import", name, *BERLIN))
    assert not (tmp_path / "plantroom.sqlite").exists() or sites_in(tmp_path) == []


def test_a_building_of_another_site_is_refused(plantroom: Command, tmp_path: Path) -> None:
    plantroom("import", write_site(tmp_path))
    (tmp_path / "other.yaml").write_text(SITE_YAML.replace("site: mill", "site: other"))
    assert "belongs to site 'mill'" in the_one_line(plantroom("import", "other.yaml"))
    assert sites_in(tmp_path) == ["mill"]


def test_a_brick_model_asks_for_its_timezone(plantroom: Command, tmp_path: Path) -> None:
    (tmp_path / "mill.ttl").write_text(BRICK)
    assert "--timezone America/Los_Angeles" in the_one_line(plantroom("import", "mill.ttl"))


def test_a_brick_model_without_units_asks_for_them(plantroom: Command, tmp_path: Path) -> None:
    (tmp_path / "mill.ttl").write_text(BRICK)
    said = the_one_line(plantroom("import", "mill.ttl", "--timezone", "Europe/Berlin"))
    assert "3 points declare no unit" in said
