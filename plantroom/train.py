"""`plantroom train`: what many simulated buildings teach of scores and of healthy equipment."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import as_completed
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from model.frames.windows import Floats
from model.training import savings
from model.training.calibration import ScoreCalibration
from model.training.examples import Examples, laws_together
from model.training.laws import widened
from model.training.measures import Cards, Measured, first_cards, held_out, learned_of, left_out, measured
from model.training.savings import Saving
from model.version import MODEL_VERSION
from plantroom.arena import seed_numbers
from plantroom.errors import CommandError
from simulator.arena.executor import open_executor
from simulator.training import Collected, World, first_savings, live, lives_of

VERSION = 5
# Seeds of these are kept apart, for judging what was learned.
_APART = range(101, 1001)
_BUILDINGS_OF_A_WORLD = 10
_BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


Task = TypeVar("Task")
Found = TypeVar("Found")


def run_train(
    console: Console, *, buildings: int, days: int, seeds: str, worlds: str, out: Path, processes: int
) -> None:
    """Live, learn, say how good it is on what was kept apart, and write the artefacts to the folder ``out``.

    ``buildings`` teach scores and laws, ``worlds`` savings; none of either leaves its artefacts as they are.
    Raises CommandError where nothing can be learned of what was given.
    """
    lives = lives_of(_not_apart("--seeds", seeds), buildings, days) if buildings else []
    practised = _not_apart("--worlds", worlds) if worlds else []
    if lives:
        collected = _all(console, "lives of buildings", live, lives, processes)
        if not any(each.examples.real.any() for each in collected):
            raise CommandError(
                f"nothing that can be judged broke in {buildings} buildings; live more or longer"
            )
        of = f"{buildings} simulated buildings of seeds {seeds}, {days} days each"
        write_scores(console, collected, of, out)
    if practised:
        practice = [World(seed, _BUILDINGS_OF_A_WORLD, days) for seed in practised]
        stated = _all(console, "worlds of practice", first_savings, practice, processes)
        of = f"worlds of practice of seeds {worlds}, {_BUILDINGS_OF_A_WORLD} buildings and {days} days each"
        write_savings(console, [saving for world in stated for saving in world], of, out)


def write_scores(console: Console, collected: Sequence[Collected], what: str, out: Path) -> None:
    """Learn from what was collected, of ``what``, how far scores and laws go; write the artefacts."""
    examples = Examples.together(each.examples for each in collected)
    fitted = learned_of(ScoreCalibration(), examples)
    before, after = held_out(ScoreCalibration(), examples)
    found = measured(before, after, examples)
    apart = _left_out(examples)
    trained_on = f"{what}, {len(examples)} examples of which {int(examples.real.sum())} real"
    scores = {"measured": {**asdict(found), "left_out": {of: asdict(cards) for of, cards in apart.items()}}}
    _write(console, out / "calibration.json", trained_on, scores | fitted.document())
    _write(console, out / "certainty.json", trained_on, {"bands": _bands(after, examples)})
    _write(
        console,
        out / "laws.json",
        trained_on,
        {"laws": widened(laws_together(each.laws for each in collected))},
    )
    _tell(console, fitted, examples, found)
    for of, cards in apart.items():
        console.print(f"learned without its {of}: {_said(cards)}")


def write_savings(console: Console, stated: Sequence[Saving], what: str, out: Path) -> None:
    """Learn from savings that were stated, of ``what``, how wide they are to be; write the artefact."""
    wider = savings.widened(stated)
    told = {"as_stated": savings.covered(stated), "on_worlds_apart": savings.cross_covered(stated)}
    _write(
        console,
        out / "savings.json",
        f"{what}, {len(stated)} savings",
        {
            "measured": {name: asdict(covered) for name, covered in told.items()},
            "groups": {group: asdict(each) for group, each in wider.items()},
        },
    )
    for name, covered in told.items():
        console.print(
            f"savings {name.replace('_', ' ')}: {covered.claims}, within {covered.within:.0%}, truth under "
            f"{covered.under:.0%}, over {covered.over:.0%}"
        )


def _left_out(examples: Examples) -> dict[str, Cards]:
    """First cards as learned without what they are of; buildings of a seed share a climate and a season."""
    climates = np.array([group.partition("/")[0] for group in examples.group.tolist()], dtype=np.str_)
    roles = examples.missing.astype(np.str_)
    keys = {"climate and season": climates, "fault": examples.fault, "kind": examples.kind, "roles": roles}
    return {of: left_out(ScoreCalibration(), examples, key) for of, key in keys.items()}


def _said(cards: Cards) -> str:
    said = f"{cards.count} cards, shown {cards.shown:.2f}, real {cards.real:.2f}"
    return f"{said}, calibration error {cards.error:.3f}"


def _bands(probability: Floats, examples: Examples) -> list[dict[str, float | int]]:
    """Of first cards on buildings apart, how many were checked and right, by how sure they were."""
    first = first_cards(probability, examples)
    said, real = probability[first], examples.real[first]
    found: list[dict[str, float | int]] = []
    for low, high in pairwise(_BANDS):
        inside = (said >= low) & ((said < high) | (high == 1.0))
        found.append(
            {"low": low, "high": high, "checked": int(inside.sum()), "right": int(real[inside].sum())}
        )
    return found


def _not_apart(option: str, seeds: str) -> list[int]:
    numbers = seed_numbers(seeds)
    if any(seed in _APART for seed in numbers):
        raise CommandError(
            f"{option} {seeds}: seeds {_APART[0]} to {_APART[-1]} are kept apart to judge by; give others"
        )
    return numbers


def _all(
    console: Console, what: str, work: Callable[[Task], Found], tasks: Sequence[Task], processes: int
) -> list[Found]:
    """``work`` done on all ``tasks``, in their order, with progress."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with open_executor(processes) as executor, Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=len(tasks))
        waiting = []
        for each in tasks:
            waiting.append(executor.submit(work, each))
            if processes == 1:
                bar.advance(task)
        for _ in as_completed(waiting) if processes > 1 else ():
            bar.advance(task)
        return [future.result() for future in waiting]


def _write(console: Console, file: Path, trained_on: str, content: dict[str, object]) -> None:
    document = {"version": VERSION, "trained_on": f"{trained_on}; model {MODEL_VERSION}", **content}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, indent=2, allow_nan=False) + "\n", encoding="utf-8")
    console.print(f"{file}: {trained_on}")


def _tell(console: Console, fitted: ScoreCalibration, examples: Examples, found: Measured) -> None:
    console.print(f"a claim over the floor: {fitted.slope_:.2f} times its logit")
    table = Table("fault", "claims", "real", "mistaken of a thousand")
    shares = fitted.document()["faults"]
    for fault, share in sorted(shares.items(), key=lambda one: -one[1]):
        mine = examples.fault == fault
        places = len(set(examples.place[mine].tolist()))
        table.add_row(
            fault, str(places), str(len(set(examples.place[mine & examples.real]))), f"{1000 * share:.1f}"
        )
    console.print(table)
    for name, cards in (("as they are", found.cards_before), ("as learned", found.cards_after)):
        console.print(f"on buildings apart, scores {name}: {_said(cards)}")
    console.print(f"log loss {found.loss_before:.4f} -> {found.loss_after:.4f}")
