"""`plantroom arena`: what it takes, what it shows, and what it writes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from plantroom.arena import policy_names, run_the_arena, scoreboard, seed_numbers
from plantroom.errors import CommandError
from simulator.arena.page import headline
from simulator.arena.policies import POLICIES
from tests.plantroom.conftest import Said, the_one_line
from tests.simulator.arena.policies.small_arena import open_speaking

Command = Callable[..., Said]


def test_seeds_are_numbers_and_spans() -> None:
    assert seed_numbers("1-3") == [1, 2, 3]
    assert seed_numbers("7") == [7]
    assert seed_numbers("1, 3, 8-9, 3") == [1, 3, 8, 9]


@pytest.mark.parametrize("given", ["", "one", "-4", "1-", "4-2", "1,,2"])
def test_anything_else_is_no_seed(given: str) -> None:
    with pytest.raises(CommandError, match="arena: "):
        seed_numbers(given)


def test_policies_are_named_once_or_all() -> None:
    assert policy_names("product, nothing,product") == ["product", "nothing"]
    assert policy_names("all") == list(POLICIES)


@pytest.mark.parametrize(
    ("words", "told"), [("--policies=guru", "no policy 'guru'"), ("--seeds=x", "seeds are")]
)
def test_what_cannot_be_run_is_told_in_one_line(plantroom: Command, words: str, told: str) -> None:
    said = plantroom("arena", words)
    assert said.code == 1
    assert told in the_one_line(said)


def run(folder: Path, **more: object) -> str:
    console = Console(width=200, record=True, quiet=False, file=(folder / "terminal.txt").open("w"))
    run_the_arena(
        console,
        policies="product,random",
        buildings=2,
        managers=None,
        days=5,
        seeds="1-2",
        processes=1,
        dask=None,
        json_file=folder / "figures.json",
        html_file=folder / "report.html",
        opening=open_speaking,
    )
    return console.export_text()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("matplotlib")
    folder = tmp_path_factory.mktemp("arena")
    (folder / "said.txt").write_text(run(folder), encoding="utf-8")
    return folder


def test_the_terminal_shows_a_row_for_each_policy_and_the_headline(folder: Path) -> None:
    said = (folder / "said.txt").read_text(encoding="utf-8")
    document = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    assert all(label in said for label in ("Oracle", "plantroom", "Random", "Nothing"))
    assert f"{headline(document)}." in said


def test_the_page_is_written_beside_the_figures(folder: Path) -> None:
    assert (folder / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_table_shows_the_figures_of_the_file(folder: Path) -> None:
    document = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    table = scoreboard(document)
    assert table.row_count == len(document["policies"]) == 4
    share = document["policies"]["product"]["figures"]["value_share"]["value"]
    cells = [list(column.cells) for column in table.columns]
    at = cells[0].index("plantroom")
    assert str(cells[1][at]).startswith(f"{100 * share:.0f} %")
