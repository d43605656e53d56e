"""Worlds that were lived are kept, so that a long run may be broken off."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.measuring import worlds as module
from bench.measuring.worlds import Task, Told, live_all

TASK = Task(seed=1, policies=("product",), buildings=2, days=3)


@pytest.fixture
def lived(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The seeds that were lived, of worlds in which nothing happens."""
    seeds: list[int] = []

    def live(task: Task) -> Told:
        seeds.append(task.seed)
        return Told((), {}, (), 0.0, task)

    monkeypatch.setattr(module, "live", live)
    return seeds


def test_a_world_that_is_kept_is_not_lived_again(tmp_path: Path, lived: list[int]) -> None:
    tasks = [TASK, replace(TASK, seed=2)]
    first = live_all(tasks[:1], 1, keep=tmp_path / "worlds")
    both = live_all(tasks, 1, keep=tmp_path / "worlds")
    assert lived == [1, 2]
    assert both[0] == first[0]
    assert [each.task for each in both] == tasks


def test_a_world_of_other_policies_or_days_is_another_world(tmp_path: Path, lived: list[int]) -> None:
    for task in (TASK, replace(TASK, days=4), replace(TASK, policies=("product", "oracle"))):
        live_all([task], 1, keep=tmp_path)
    assert lived == [1, 1, 1]


def test_without_a_folder_every_world_is_lived(lived: list[int]) -> None:
    live_all([TASK], 1)
    live_all([TASK], 1)
    assert lived == [1, 1]
