"""Answers that the product heard in worlds of practice, kept in a file so that they are gathered once."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from itertools import count as count_from
from itertools import islice
from math import ceil
from pathlib import Path

from bench.measuring.worlds import Task, Told, live_all
from model.beliefs.answers import Answer

_FIRST_SEED = 1101
# Of a building, as far as seen; too few worlds of practice give fewer answers, and the table says so.
_ANSWERS_A_DAY = 0.07


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


def gathered(usual: Task, most: int, kept: Path | None, processes: int) -> list[Gathered]:
    """Worlds with ``most`` answers or a little more; those that ``kept`` has come first, however large.

    As many more of the practice seeds are lived, in worlds like ``usual``, as should be enough, and added to
    it: an answer teaches the same, whatever the world was in which it was given.
    """
    found = [] if kept is None else read(kept)
    missing = most - sum(len(each.answers) for each in found)
    count = ceil(max(missing, 0) / (_ANSWERS_A_DAY * usual.buildings * usual.days))
    known = {each.seed for each in found}
    seeds = islice((seed for seed in count_from(_FIRST_SEED) if seed not in known), count)

    def add(told: Told) -> None:
        found.append(_of(told))
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(found[-1])) + "\n")

    live_all([replace(usual, seed=seed) for seed in seeds], processes, add)
    return found


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
    return Gathered(told.task.seed, told.task.buildings, told.task.days, told.answers, real)
