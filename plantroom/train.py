"""`plantroom train`: what many simulated buildings teach of scores and of healthy equipment."""

import json
from collections.abc import Sequence
from concurrent.futures import as_completed
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from model.training import savings
from model.training.calibration import ScoreCalibration
from model.training.examples import Examples, LawSums
from model.training.laws import widened
from model.training.measures import Cards, Measured, first_cards, held_out, learned_of, left_out, measured
from model.version import MODEL_VERSION
from model.windows import Floats
from plantroom.arena import seed_numbers
from plantroom.errors import CommandError
from simulator.arena.executor import open_executor
from simulator.training import Collected, Life, live, lives_of

VERSION = 4
# Seeds of these are kept apart, for judging what was learned.
_APART = range(101, 1001)
_BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def run_train(console: Console, *, buildings: int, days: int, seeds: str, out: Path, processes: int) -> None:
    """Live, learn, say how good it is on buildings apart, and write the artefacts to the folder ``out``."""
    numbers = seed_numbers(seeds)
    apart = [seed for seed in numbers if seed in _APART]
    if apart:
        raise CommandError(
            f"--seeds {seeds}: seeds {_APART[0]} to {_APART[-1]} are kept apart to judge by; give others"
        )
    collected = _collected(console, lives_of(numbers, buildings, days), processes)
    if not any(each.examples.real.any() for each in collected):
        raise CommandError(f"nothing that can be judged broke in {buildings} buildings; live more or longer")
    write(console, collected, f"{buildings} simulated buildings of seeds {seeds}, {days} days each", out)


def write(console: Console, collected: Sequence[Collected], what: str, out: Path) -> None:
    """Learn from what was collected, of ``what``, and write the artefacts."""
    examples = Examples.together(each.examples for each in collected)
    fitted = learned_of(ScoreCalibration(), examples)
    before, after = held_out(ScoreCalibration(), examples)
    found = measured(before, after, examples)
    apart = _left_out(examples)
    first = savings.first_of_each(saving for each in collected for saving in each.savings)
    wider = savings.widened(first)
    told = savings.covered(first), savings.cross_covered(first)
    trained_on = (
        f"{what}, {len(examples)} examples of which {int(examples.real.sum())} real, "
        f"{len(first)} savings; model {MODEL_VERSION}"
    )
    out.mkdir(parents=True, exist_ok=True)
    _write(
        out / "calibration.json",
        trained_on,
        {"measured": {**asdict(found), "left_out": {of: asdict(cards) for of, cards in apart.items()}}}
        | fitted.document(),
    )
    _write(out / "certainty.json", trained_on, {"bands": _bands(after, examples)})
    _write(out / "laws.json", trained_on, {"laws": widened(_laws(collected))})
    _write(
        out / "savings.json",
        trained_on,
        {
            "measured": {"as_stated": asdict(told[0]), "on_buildings_apart": asdict(told[1])},
            "groups": {group: asdict(each) for group, each in wider.items()},
        },
    )
    _tell(console, fitted, examples, found, told)
    for of, cards in apart.items():
        console.print(f"learned without its {of}: {_said(cards)}")
    console.print(f"{trained_on}\nwritten: {', '.join(str(file) for file in sorted(out.glob('*.json')))}")


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


def _collected(console: Console, lives: list[Life], processes: int) -> list[Collected]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with open_executor(processes) as executor, Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("lives of buildings", total=len(lives))
        waiting = []
        for life in lives:
            waiting.append(executor.submit(live, life))
            if processes == 1:
                bar.advance(task)
        for _ in as_completed(waiting) if processes > 1 else ():
            bar.advance(task)
        return [future.result() for future in waiting]


def _laws(collected: Sequence[Collected]) -> dict[str, LawSums]:
    found: dict[str, LawSums] = {}
    for each in collected:
        for law, sums in each.laws.items():
            found.setdefault(law, LawSums(law)).parts.extend(sums.parts)
    return found


def _write(file: Path, trained_on: str, content: dict[str, object]) -> None:
    document = {"version": VERSION, "trained_on": trained_on, **content}
    file.write_text(json.dumps(document, indent=2, allow_nan=False) + "\n", encoding="utf-8")


def _tell(
    console: Console,
    fitted: ScoreCalibration,
    examples: Examples,
    found: Measured,
    told: tuple[savings.Covered, savings.Covered],
) -> None:
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
    for name, covered in (("as stated", told[0]), ("as learned, on buildings apart", told[1])):
        console.print(
            f"savings {name}: {covered.claims}, within {covered.within:.0%}, truth under "
            f"{covered.under:.0%}, over {covered.over:.0%}"
        )
