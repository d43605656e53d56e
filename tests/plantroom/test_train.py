"""`plantroom train`: what it takes, what it tells, and what it writes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from model.training.examples import Examples
from model.training.savings import Saving
from plantroom import train
from plantroom.train import run_train
from simulator.training import Collected, Life, World
from tests.plantroom.conftest import Said


def taught(life: Life) -> Collected:
    """What a life could have shown, without living it: every second leak that is claimed is real."""
    real = [number % 2 == 0 for number in range(40)]
    examples = Examples.of(
        {
            "fault": ["heating_valve_leaking"] * 40,
            "kind": ["air_handler"] * 40,
            "prior": [-3.0] * 40,
            "score": [5.0] * 40,
            "others": [0.0] * 40,
            "probability": [0.88] * 40,
            "card": [True] * 40,
            "missing": [0] * 40,
            "real": real,
            "day": [1] * 40,
            "place": [f"AHU-{number}" for number in range(40)],
            "group": [f"{life.seed}/{number % 8}" for number in range(40)],
        }
    )
    return Collected(examples, {})


def stated(world: World) -> list[Saving]:
    """Savings that a world could have seen, without living it: anything up to four times them was true."""
    return [Saving("energy", 8.0, 10.0, 12.0, f"{world.seed}", float(at)) for at in range(40)]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, dict[str, object]], str]:
    """What a training on made-up lives writes, by file, and what it says."""
    monkeypatch.setattr(train, "live", taught)
    monkeypatch.setattr(train, "first_savings", stated)
    console = Console(width=200, record=True)
    seeds = {"seeds": "1001-1002", "worlds": "1101-1108"}
    run_train(console, buildings=24, days=3, **seeds, out=tmp_path, processes=1)
    files = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in tmp_path.glob("*.json")}
    return files, console.export_text()


@pytest.mark.parametrize("seeds", [("--seeds", "99-101"), ("--worlds", "1000-1002")])
def test_seeds_that_are_kept_apart_to_judge_by_are_not_learned_from(
    plantroom: Callable[..., Said], tmp_path: Path, seeds: tuple[str, str]
) -> None:
    said = plantroom("train", *seeds, "--out", tmp_path / "trained")
    assert said.code != 0
    assert "kept apart" in said.err
    assert not (tmp_path / "trained").exists()


def test_it_writes_what_it_learned_and_from_what(
    written: tuple[dict[str, dict[str, object]], str],
) -> None:
    files, said = written
    assert set(files) == {"calibration", "certainty", "laws", "savings"}
    for name, content in files.items():
        assert content["version"] == train.VERSION
        of = "worlds of practice of seeds 1101-1108" if name == "savings" else "24 simulated buildings"
        assert of in str(content["trained_on"])
    assert files["laws"]["laws"] == {}
    assert "on buildings apart" in said
    assert "on worlds apart" in said


def test_savings_alone_are_learned_anew_and_the_rest_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "first_savings", stated)
    run_train(Console(), buildings=0, days=3, seeds="", worlds="1101-1105", out=tmp_path, processes=1)
    assert [file.name for file in tmp_path.iterdir()] == ["savings.json"]


def test_claims_that_were_right_every_second_time_are_taken_down(
    written: tuple[dict[str, dict[str, object]], str],
) -> None:
    files, _ = written
    assert files["calibration"]["faults"]["heating_valve_leaking"] > 0.01  # type: ignore[index]
    assert files["savings"]["groups"]["energy"]["high"] > 1.5  # type: ignore[index]
    assert sum(band["checked"] for band in files["certainty"]["bands"]) > 0  # type: ignore[index,misc]
