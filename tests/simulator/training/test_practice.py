"""Practice is a table of candidates with what was true of them and where, kept in a file."""

from pathlib import Path

import pandas as pd
import pytest

from model.estimators.table import KINDS, NUMBERS, TERMS
from simulator.arena.executor import Here
from simulator.training import Lot
from simulator.training import practice as module
from simulator.training.practice import candidates_seen, practice, read_practice

LOT = Lot(seed=3, first=0, count=2, days=2, start="2023-01-09", whole=False)


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return candidates_seen(LOT)


def test_every_candidate_is_told_to_be_there_or_not_and_where(table: pd.DataFrame) -> None:
    assert {*NUMBERS, *TERMS, "fault", "climate", "building_kind", "broken"} <= set(table.columns)
    assert table["real"].dtype == bool
    assert set(table["building"].str.partition("/")[0]) == {"3"}
    assert table.groupby("look")["building"].nunique().eq(1).all()


def test_what_broke_in_a_building_is_named_on_all_its_rows(table: pd.DataFrame) -> None:
    assert table[table["real"]]["broken"].str.strip().ne("").all()


def test_it_is_lived_once_and_read_from_then_on(
    table: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "var" / "practice.parquet"
    monkeypatch.setattr(module, "candidates_seen", lambda lot: table)
    with Here() as here:
        written = practice(file, [LOT], here)
        monkeypatch.setattr(module, "candidates_seen", pytest.fail)
        pd.testing.assert_frame_equal(practice(file, [LOT], here), written)
    assert read_practice(file)["kind"].dtype == KINDS
