"""`plantroom simulate --out`: lives as files."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from tests.plantroom.conftest import Said

Command = Callable[..., Said]


def digests(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(
    plantroom: Command, tmp_path: Path
) -> None:
    for out, seed in (("one", "3"), ("two", "3"), ("three", "4")):
        said = plantroom("simulate", "--out", out, "--days", "0.5", "--buildings", "1", "--seed", seed)
        assert said.code == 0, said
    one = digests(tmp_path / "one")
    brick = {name for name in one if name.startswith("brick/")}
    assert {Path(name).suffix for name in brick} == {".ttl", ".yaml"}
    assert set(one) - brick == {
        "site.yaml",
        "readings.parquet",
        "truth/costs.parquet",
        "truth/faults.parquet",
    }
    assert digests(tmp_path / "two") == one
    assert digests(tmp_path / "three")["readings.parquet"] != one["readings.parquet"]


def test_what_it_writes_is_what_backtest_reads(plantroom: Command, tmp_path: Path) -> None:
    settings = {"PLANTROOM_SIMULATE__PORTFOLIO": "demo"}
    plantroom("simulate", "--out", "life", "--days", "0.25", "--buildings", "1", **settings)
    said = plantroom("backtest", "life/site.yaml", "life/readings.parquet", "--out", "looks.jsonl")
    assert said.code == 0, said
    assert "columns that the site does not describe" not in said.out
    assert "could not be read" not in said.out
    assert (tmp_path / "looks.jsonl").read_text().count("\n") > 0


def test_a_brick_model_of_any_drawn_building_is_taken_in(plantroom: Command, tmp_path: Path) -> None:
    plantroom("simulate", "--out", "life", "--days", "0.1", "--buildings", "3", "--seed", "5")
    models = sorted((tmp_path / "life" / "brick").glob("*.ttl"))
    assert len(models) == 3
    for model in models:
        said = plantroom(
            "import", model, "--overrides", model.with_suffix(".yaml"), "--timezone", "UTC", "--dry-run"
        )
        assert said.code == 0, said


def test_processes_share_the_buildings_and_change_no_byte(plantroom: Command, tmp_path: Path) -> None:
    for out, processes in (("one", "1"), ("three", "3")):
        told = ("--days", "0.1", "--buildings", "4", "--seed", "2", "--processes", processes)
        assert plantroom("simulate", "--out", out, *told).code == 0
    assert digests(tmp_path / "one") == digests(tmp_path / "three")


def test_a_climate_that_is_not_known_is_named(plantroom: Command) -> None:
    said = plantroom("simulate", "--out", "life", "--climate", "atlantis")
    assert said.code != 0
    assert "atlantis" in said.err
    assert "chicago" in said.err
