"""Worlds lived by several policies side by side, on as many processes as are given."""

import pickle
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import cast
from zlib import crc32

from bench.measuring.challengers import School
from bench.measuring.missing import missing_roles
from bench.measuring.versions import Remembering, make_version
from model.beliefs.answers import Answer
from model.trained.folder import read_from
from simulator.arena.lived import Lived
from simulator.arena.opening import open_world
from simulator.arena.policy import Policy
from simulator.arena.runs import Bout, Opened, run_bout

BASELINES = ("oracle", "nothing")
_MONTHS_MS = 180 * 24 * 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A world to live; ``climate`` and ``kinds`` of its buildings are drawn when None.

    ``school`` makes the challengers among the policies; ``trained`` holds artefacts in the place of those
    that ship.
    """

    seed: int
    policies: tuple[str, ...]
    buildings: int
    days: int
    climate: str | None = None
    kinds: tuple[str, ...] | None = None
    answers: tuple[Answer, ...] = ()
    school: School | None = None
    trained: Path | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a world.

    ``missing``: roles that were not there for what was shown, by building, equipment and fault; ``answers``
    are those that the product heard.
    """

    lives: tuple[Lived, ...]
    missing: Mapping[tuple[str, str, str], int]
    answers: tuple[Answer, ...]
    seconds: float
    task: Task = field(compare=False)


def live(task: Task) -> Told:
    """Live one world."""
    begun = time.monotonic()
    if task.trained is not None:
        read_from(task.trained)
    bout = bout_of(task)
    opened = open_world(bout, climate=task.climate, kinds=task.kinds)
    made: list[Policy] = []
    answers = _before(task.answers, opened.portfolios[0].now_ms)
    school = None if task.school is None else partial(task.school.policy, opened=opened)
    make = partial(_made, made=made, answers=answers, school=school)
    lives = tuple(run_bout(bout, partial(_already, opened), make))
    heard = [answer for each in made if isinstance(each, Remembering) for answer in each.heard]
    site = opened.portfolios[0].site()
    shown = {
        (look.shown.building, look.shown.equipment, look.shown.fault)
        for life in lives
        for look in life.looks
        if look.shown is not None
    }
    missing = {key: missing_roles(site, *key) for key in sorted(shown)}
    return Told(lives, missing, tuple(heard), time.monotonic() - begun, task)


def bout_of(task: Task) -> Bout:
    """The task as the arena takes it."""
    return Bout(
        policies=task.policies, seed=task.seed, buildings=task.buildings, managers=None, days=task.days
    )


def _already(opened: Opened, bout: Bout) -> Opened:
    del bout
    return opened


def _made(
    name: str,
    seed: int,
    *,
    made: list[Policy],
    answers: Sequence[Answer],
    school: Callable[[str], Policy | None] | None,
) -> Policy:
    taught = None if school is None else school(name)
    made.append(taught or make_version(name, seed, answers))
    return made[-1]


def _before(answers: Sequence[Answer], start_ms: int) -> list[Answer]:
    """The answers as if given over the months before, in their order."""
    step_ms = _MONTHS_MS // max(len(answers), 1)
    return [
        replace(answer, answered_ms=start_ms - (len(answers) - at) * step_ms)
        for at, answer in enumerate(answers)
    ]


def live_all(
    tasks: Collection[Task],
    processes: int,
    told: Callable[[Told], None] = lambda _: None,
    *,
    keep: Path | None = None,
) -> list[Told]:
    """Live all of them, in their order; ``told`` hears of each as it comes.

    ``keep`` is a folder for what became of each: a world that is there is not lived again, so that a run
    that was broken off goes on. Whoever changes the model takes another folder.
    """
    task_of = partial(_live_or_read, keep=keep)
    found = []
    # Artefacts are read once in a process.
    each_apart = any(task.trained is not None for task in tasks)
    if processes == 1 and not each_apart:
        for task in tasks:
            found.append(task_of(task))
            told(found[-1])
        return found
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), max_tasks_per_child=1 if each_apart else None
    ) as pool:
        for each in pool.map(task_of, tasks):
            found.append(each)
            told(each)
    return found


def _live_or_read(task: Task, *, keep: Path | None) -> Told:
    if keep is None:
        return live(task)
    file = keep / f"{task.seed}-{crc32(repr(task).encode()):08x}.pickle"
    if file.is_file():
        return cast("Told", pickle.loads(file.read_bytes()))  # our own, of a run before
    found = live(task)
    keep.mkdir(parents=True, exist_ok=True)
    partly = file.with_suffix(".partly")
    partly.write_bytes(pickle.dumps(found))
    partly.replace(file)
    return found
