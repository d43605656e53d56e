"""`plantroom train`: what many simulated buildings teach of scores and of healthy equipment."""

import json
from concurrent.futures import as_completed
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from model.training.calibration import ScoreCalibration
from model.training.examples import Examples, LawSums
from model.training.laws import widened
from model.training.measures import Measured, cross_validated
from model.version import MODEL_VERSION
from plantroom.arena import seed_numbers
from plantroom.errors import CommandError
from simulator.arena.executor import open_executor
from simulator.training import Collected, Lot, collect, lots_of

VERSION = 1
# Seeds above are kept apart, for judging what was learned.
_MOST_SEED = 100


def run_train(console: Console, *, buildings: int, days: int, seeds: str, out: Path, processes: int) -> None:
    """Live, learn, say how good it is on buildings apart, and write the artefacts to the folder ``out``."""
    numbers = seed_numbers(seeds)
    if max(numbers) > _MOST_SEED:
        raise CommandError(
            f"--seeds {seeds}: seeds over {_MOST_SEED} are kept apart to judge by; give lower ones"
        )
    lots = lots_of(numbers, buildings, days)
    collected = _collected(console, lots, processes)
    examples = Examples.together(each.examples for each in collected)
    if not examples.real.any():
        raise CommandError(f"nothing that can be judged broke in {buildings} buildings; live more or longer")
    fitted = ScoreCalibration().fit(examples.frame()[["fault", "score"]], examples.real)
    measured = cross_validated(ScoreCalibration(), examples)
    trained_on = (
        f"{buildings} simulated buildings of seeds {seeds}, {days} days each, "
        f"{len(examples)} examples of which {int(examples.real.sum())} real; model {MODEL_VERSION}"
    )
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "calibration.json", trained_on, {"measured": asdict(measured), "faults": fitted.document()})
    _write(out / "laws.json", trained_on, {"laws": widened(_laws(collected))})
    _tell(console, fitted, examples, measured)
    console.print(f"{trained_on}\nwritten: {out / 'calibration.json'}, {out / 'laws.json'}")


def _collected(console: Console, lots: list[Lot], processes: int) -> list[Collected]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with open_executor(processes) as executor, Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("lots of buildings", total=len(lots))
        waiting = []
        for lot in lots:
            waiting.append(executor.submit(collect, lot))
            if processes == 1:
                bar.advance(task)
        for _ in as_completed(waiting) if processes > 1 else ():
            bar.advance(task)
        return [future.result() for future in waiting]


def _laws(collected: list[Collected]) -> dict[str, LawSums]:
    found: dict[str, LawSums] = {}
    for each in collected:
        for law, sums in each.laws.items():
            found.setdefault(law, LawSums(law)).parts.extend(sums.parts)
    return found


def _write(file: Path, trained_on: str, content: dict[str, object]) -> None:
    document = {"version": VERSION, "trained_on": trained_on, **content}
    file.write_text(json.dumps(document, indent=2, allow_nan=False) + "\n", encoding="utf-8")


def _tell(console: Console, fitted: ScoreCalibration, examples: Examples, measured: Measured) -> None:
    table = Table("fault", "examples", "real", "shift", "slope", "slope against")
    for fault, learned in fitted.document().items():
        mine = examples.fault == fault
        table.add_row(
            fault,
            str(int(mine.sum())),
            str(int(examples.real[mine].sum())),
            f"{learned['shift']:+.2f}",
            f"{learned['slope']:.2f}",
            f"{learned['slope_against']:.2f}",
        )
    console.print(table)
    console.print(
        f"on buildings apart: log loss {measured.loss_before:.5f} -> {measured.loss_after:.5f}, "
        f"calibration error of claims over a tenth {measured.error_before:.3f} -> {measured.error_after:.3f}"
    )
