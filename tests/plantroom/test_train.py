"""`plantroom train`: what it takes, what it tells, and what it writes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from model.training.examples import Examples
from plantroom import train
from plantroom.train import run_train
from simulator.training import Collected, Lot
from tests.plantroom.conftest import Said


def taught(lot: Lot) -> Collected:
    """What a lot could have shown, without living it: every fourth leak real, and scored higher."""
    real = [number % 4 == 0 for number in range(40)]
    examples = Examples.of(
        fault=["heating_valve_leaking"] * 40,
        score=[3.0 if it else -1.0 for it in real],
        probability=[0.5] * 40,
        real=real,
        day=[1] * 40,
        group=[f"{lot.seed}/{lot.first + number % 8}" for number in range(40)],
    )
    return Collected(examples)


def test_seeds_that_are_kept_apart_to_judge_by_are_not_learned_from(
    plantroom: Callable[..., Said], tmp_path: Path
) -> None:
    said = plantroom("train", "--seeds", "99-101", "--out", tmp_path / "trained")
    assert said.code != 0
    assert "kept apart" in said.err
    assert not (tmp_path / "trained").exists()


def test_it_writes_what_it_learned_and_from_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "collect", taught)
    console = Console(width=200, record=True)
    run_train(console, buildings=24, days=3, seeds="1-2", out=tmp_path, processes=1)
    calibration = json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8"))
    assert calibration["version"] == 1
    assert "24 simulated buildings of seeds 1-2, 3 days each" in calibration["trained_on"]
    assert set(calibration["faults"]) == {"heating_valve_leaking"}
    assert set(calibration["faults"]["heating_valve_leaking"]) == {"shift", "slope", "slope_against"}
    assert json.loads((tmp_path / "laws.json").read_text(encoding="utf-8"))["laws"] == {}
    assert "on buildings apart" in console.export_text()
