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
    assert set(one) == {"site.yaml", "readings.parquet", "truth/truth.csv"}
    assert digests(tmp_path / "two") == one
    assert digests(tmp_path / "three")["readings.parquet"] != one["readings.parquet"]


def test_what_it_writes_is_what_backtest_reads(plantroom: Command, tmp_path: Path) -> None:
    plantroom("simulate", "--out", "life", "--days", "0.25", "--buildings", "1")
    said = plantroom("backtest", "life/site.yaml", "life/readings.parquet", "--out", "looks.jsonl")
    assert said.code == 0, said
    assert "columns that the site does not describe" not in said.out
    assert "could not be read" not in said.out
    assert (tmp_path / "looks.jsonl").read_text().count("\n") > 0
