"""`plantroom backtest`: a trend export in any of its forms, and what could not be read of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.plantroom.conftest import Said, the_one_line
from tests.plantroom.small_site import rows, write_long, write_site, write_wide

Command = Callable[..., Said]


def write_parquet(folder: Path) -> Path:
    file = folder / "wide.parquet"
    table = pd.read_csv(write_wide(folder))
    table["time"] = pd.to_datetime(table["time"])
    table.to_parquet(file)
    return file


@pytest.mark.parametrize("write", [write_wide, write_long, write_parquet], ids=["wide", "long", "parquet"])
def test_each_form_of_an_export_says_the_same(
    plantroom: Command, tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    said = plantroom("backtest", write_site(tmp_path), write(tmp_path), "--out", "looks.jsonl")
    assert said.code == 0, said
    assert "180 readings in" in said.out
    lines = [json.loads(line) for line in (tmp_path / "looks.jsonl").read_text().splitlines()]
    assert [line["time"] for line in lines] == [f"2026-01-12T0{hour}:00:00Z" for hour in (1, 2, 3)]
    assert {(line["manager"], line["points"], line["points_heard"]) for line in lines} == {("jonas", 5, 5)}
    assert "3 looks in looks.jsonl" in said.out


def test_an_unreadable_cell_is_named_and_the_rest_goes_on(plantroom: Command, tmp_path: Path) -> None:
    table = rows()
    table[2] = (table[2][0], "1", "wet", *table[2][3:])
    table[3] = (table[3][0], "1", "#VALUE!", *table[3][3:])  # what spreadsheets write for nothing
    said = plantroom("backtest", write_site(tmp_path), write_wide(tmp_path, table), "--out", "looks.jsonl")
    assert said.code == 0, said
    assert "1 cell could not be read: row 4, outside: 'wet'" in said.out
    assert "178 readings in" in said.out


def test_an_unreadable_time_is_counted_and_the_rest_goes_on(plantroom: Command, tmp_path: Path) -> None:
    table = rows()
    table[2] = ("soon", *table[2][1:])
    said = plantroom("backtest", write_site(tmp_path), write_wide(tmp_path, table), "--out", "looks.jsonl")
    assert "1 row has no time that can be read." in said.out
    assert "175 readings in" in said.out


def test_looks_may_be_hours_apart(plantroom: Command, tmp_path: Path) -> None:
    plantroom("backtest", write_site(tmp_path), write_wide(tmp_path), "--out", "looks.jsonl", "--every", "3")
    [line] = (tmp_path / "looks.jsonl").read_text().splitlines()
    assert json.loads(line)["time"] == "2026-01-12T03:00:00Z"


def test_the_same_files_say_the_same_bytes(plantroom: Command, tmp_path: Path) -> None:
    for out in ("one.jsonl", "two.jsonl"):
        plantroom("backtest", write_site(tmp_path), write_wide(tmp_path), "--out", out)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_an_imported_site_serves_by_its_id(plantroom: Command, tmp_path: Path) -> None:
    plantroom("import", write_site(tmp_path))
    said = plantroom("backtest", "mill", write_wide(tmp_path), "--out", "looks.jsonl")
    assert said.code == 0, said
    assert "3 looks in looks.jsonl" in said.out


def test_an_export_without_a_reading_is_said_and_nothing_is_written(
    plantroom: Command, tmp_path: Path
) -> None:
    table = [(row[0], *[""] * (len(row) - 1)) for row in rows()]
    said = plantroom("backtest", write_site(tmp_path), write_wide(tmp_path, table), "--out", "looks.jsonl")
    assert "has no reading of a point of the site" in the_one_line(said)
    assert not (tmp_path / "looks.jsonl").exists()


@pytest.mark.parametrize("out", [".", "nowhere/looks.jsonl"])
def test_an_out_that_cannot_be_written_is_said_in_one_line(
    plantroom: Command, tmp_path: Path, out: str
) -> None:
    said = plantroom("backtest", write_site(tmp_path), write_wide(tmp_path), "--out", out)
    assert out in the_one_line(said)


@pytest.mark.parametrize(
    ("site", "readings", "told"),
    [
        ("mill.yaml", "none.csv", "none.csv: no such file"),
        ("none.yaml", "wide.csv", "none.yaml: no such file"),
        ("elsewhere", "wide.csv", "There is no 'elsewhere'"),
        ("mill.yaml", "empty.csv", "empty.csv"),
        ("mill.yaml", "strange.csv", "strange.csv"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    plantroom: Command, tmp_path: Path, site: str, readings: str, told: str
) -> None:
    write_site(tmp_path)
    write_wide(tmp_path)
    (tmp_path / "empty.csv").touch()
    (tmp_path / "strange.csv").write_text("time,pears\n2026-01-12T00:00:00Z,1\n")
    assert told in the_one_line(plantroom("backtest", site, readings, "--out", "looks.jsonl"))
