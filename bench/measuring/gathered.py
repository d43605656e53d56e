"""Answers that the product heard in worlds of practice, kept in a file so that they are gathered once."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench.measuring.worlds import Task, Told, live_all
from model.answers import Answer


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was heard in the world of one seed, with so many buildings and days.

    ``real``: by recommendation, whether what it showed was so; for looking at, never for teaching.
    """

    seed: int
    buildings: int
    days: int
    answers: tuple[Answer, ...]
    real: dict[str, bool]

    @property
    def world(self) -> tuple[int, int, int]:
        """What tells it from others."""
        return self.seed, self.buildings, self.days


def gathered(tasks: Sequence[Task], kept: Path | None, processes: int) -> list[Gathered]:
    """Of each task; only those that ``kept`` does not have are lived, and are added to it."""
    known = {each.world: each for each in ([] if kept is None else read(kept))}
    missing = [task for task in tasks if _world(task) not in known]

    def add(told: Told) -> None:
        found = _of(told)
        known[found.world] = found
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(found)) + "\n")

    live_all(missing, processes, add)
    return [known[_world(task)] for task in tasks]


def read(kept: Path) -> list[Gathered]:
    """All that a file has; none when there is no such file."""
    if not kept.is_file():
        return []
    lines = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    return [
        Gathered(**line | {"answers": tuple(Answer(**answer) for answer in line["answers"])})
        for line in lines
    ]


def as_one_customer(worlds: Iterable[Gathered]) -> tuple[Answer, ...]:
    """All answers, of buildings and people that are those of their own world and of no other."""
    return tuple(
        replace(
            answer,
            building=f"practice {each.seed}: {answer.building}",
            manager=f"practice {each.seed}: {answer.manager}",
        )
        for each in worlds
        for answer in each.answers
    )


def _of(told: Told) -> Gathered:
    real = {
        look.shown.id: look.real
        for life in told.lives
        for look in life.looks
        if look.shown is not None and look.first
    }
    return Gathered(*_world(told.task), told.answers, real)


def _world(task: Task) -> tuple[int, int, int]:
    return task.seed, task.buildings, task.days
