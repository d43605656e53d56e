"""Answers of worlds of practice are gathered once, and are those of one customer with many houses."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.measuring import gathered as module
from bench.measuring.gathered import Gathered, as_one_customer, gathered, read
from bench.measuring.worlds import Task, Told
from model.beliefs.answers import Answer

SAID = Answer("r", "ada", "tower", "AHU-1", "fan_failed", "any", "done", 1, found="fixed", shown=0.6)


USUAL = Task(seed=0, policies=("product",), buildings=10, days=14)


def test_a_world_is_lived_once_and_read_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lived: list[int] = []

    def live_all(tasks: list[Task], processes: int, told: object) -> None:
        assert processes == 1
        for each in tasks:
            lived.append(each.seed)
            told(Told((), {}, (SAID,), 0.0, each))  # type: ignore[operator]

    monkeypatch.setattr(module, "live_all", live_all)
    kept = tmp_path / "some" / "answers.jsonl"
    assert len(gathered(USUAL, 1, kept, 1)) == 1
    assert len(gathered(USUAL, 1, kept, 1)) == 1
    assert [each.seed for each in gathered(USUAL, 12, kept, 1)] == [1101, 1102, 1103]
    assert len(gathered(replace(USUAL, days=28), 3, kept, 1)) == 3
    assert lived == [1101, 1102, 1103]
    [answer] = read(kept)[0].answers
    assert (answer, answer.found, answer.shown) == (SAID, "fixed", 0.6)


def test_houses_and_people_of_two_worlds_are_not_taken_for_each_other() -> None:
    one, two = as_one_customer(Gathered(seed, 2, 3, (SAID,), {}) for seed in (1101, 1102))
    assert one.building != two.building
    assert one.manager != two.manager
    assert (one.fault, one.shown) == (two.fault, two.shown)
