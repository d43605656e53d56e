"""`plantroom arena`: ranking policies side by side in the same worlds, and what each of them saved."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from plantroom.errors import CommandError
from plantroom.terminal import counted
from simulator.arena.executor import ArenaError, open_executor
from simulator.arena.figures import FigureWords, load_figures
from simulator.arena.lived import Lived
from simulator.arena.names import label_of
from simulator.arena.opening import open_world
from simulator.arena.page import headline, page, setup_line
from simulator.arena.policies import POLICIES, UnknownPolicyError
from simulator.arena.report import Setup, report
from simulator.arena.runs import BASELINES, Opening, run_arena

# What fits on a terminal; the file and the page have every figure.
_COLUMNS = (
    "value_share",
    "right_first",
    "false_actions",
    "regret_per_manager_week",
    "discomfort_per_manager_week",
    "days_to_fix",
    "visits_per_manager_week",
    "changed_without_cause",
    "calibration_error",
)
_GAP = 2


def run_the_arena(
    console: Console,
    *,
    policies: str,
    buildings: int,
    managers: int | None,
    days: int,
    seeds: str,
    processes: int | None,
    dask: str | None,
    json_file: Path | None,
    html_file: Path | None,
    opening: Opening = open_world,
) -> None:
    """Let the policies live, show the table while they do, and write what was asked for."""
    names, numbers = policy_names(policies), seed_numbers(seeds)
    bouts = len({*names, *BASELINES}) * len(numbers)
    workers = min(processes or os.cpu_count() or 1, bouts)
    setup = Setup(buildings=buildings, days=days, seeds=tuple(numbers))
    try:
        with open_executor(workers, dask) as executor, _shown(console, bouts, setup) as done:
            lives = run_arena(
                names,
                numbers,
                buildings=buildings,
                managers=managers,
                days=days,
                executor=executor,
                opening=opening,
                done=done,
            )
        document = report(lives, setup)
        console.print(scoreboard(document, console.width))
        console.print(f"{headline(document)}.")
        if json_file is not None:
            json_file.write_text(json.dumps(document, indent=2, allow_nan=False) + "\n", encoding="utf-8")
            console.print(f"figures: {json_file}")
        if html_file is not None:
            html_file.write_text(page(document), encoding="utf-8")
            console.print(f"report: {html_file}")
    except (ArenaError, UnknownPolicyError) as error:
        raise CommandError(f"arena: {error}") from error


def policy_names(given: str) -> list[str]:
    """Names out of "product,nothing", or all of them out of "all"; CommandError for an unknown one."""
    if given.strip() == "all":
        return list(POLICIES)
    names = [name.strip() for name in given.split(",") if name.strip()]
    for name in names:
        if name not in POLICIES:
            raise CommandError(f"arena: no policy {name!r}; known: all, {', '.join(POLICIES)}")
    if not names:
        raise CommandError(f"arena: no policy is named; known: all, {', '.join(POLICIES)}")
    return list(dict.fromkeys(names))


def seed_numbers(given: str) -> list[int]:
    """Seeds out of "1-4", "7" or "1,3,8-10"; CommandError for anything else."""
    numbers: list[int] = []
    for part in given.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise CommandError(f"arena: seeds are numbers as in 1-4 or 1,3,8-10, not {given!r}")
        numbers += range(int(first), int(last or first) + 1)
    if not numbers:
        raise CommandError(f"arena: {given!r} names no seed; give the smaller number first")
    return list(dict.fromkeys(numbers))


def scoreboard(document: Mapping[str, Any], width: int = 120) -> Table:
    """The table: a policy a row, best first, with the figures that fit into ``width`` letters."""
    names = list(document["policies"])
    labels = [label_of(name) for name in names]
    columns = _fitting(document, width - max(map(len, labels)))
    table = Table(
        title=setup_line(document), title_justify="left", title_style="dim", box=None, pad_edge=False
    )
    table.add_column("\nPolicy", no_wrap=True)
    for head, _ in columns:
        table.add_column(head, justify="right", no_wrap=True)
    for at, name in enumerate(names):
        style = "bold green" if name == "product" else "dim" if name in BASELINES else None
        table.add_row(labels[at], *(cells[at] for _, cells in columns), style=style)
    return table


def _fitting(document: Mapping[str, Any], width: int) -> list[tuple[str, list[str]]]:
    """Head and cells of each column, as many as fit."""
    columns: list[tuple[str, list[str]]] = []
    for head, cells in _columns(document):
        width -= _GAP + max(len(line) for text in (head, *cells) for line in text.split("\n"))
        if width < 0:
            break
        columns.append((head, cells))
    return columns


def _columns(document: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name in _COLUMNS:
        words = load_figures()[name]
        figures = [of["figures"][name] for of in document["policies"].values()]
        yield _head(words, document["setup"]["currency"]), [words.written(each["value"]) for each in figures]
        spans = [_span(each, words) for each in figures]
        if name == "value_share" and any(spans):
            yield "95 %\ninterval", spans


def _head(words: FigureWords, currency: str) -> str:
    unit = words.unit(currency)
    return words.short.replace(" ", "\n", 1) if " " in words.short else f"{words.short}\n{unit}"


def _span(figure: Mapping[str, float | None], words: FigureWords) -> str:
    low, high = words.written(figure["low"]), words.written(figure["high"])
    return "" if low == high else f"{low} to {high}"


@contextmanager
def _shown(console: Console, bouts: int, setup: Setup) -> Iterator[Callable[[Lived], None]]:
    """What is told of each life as it ends: a bar, and the scores of the seeds that are whole."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console)
    what = f"{counted(setup.buildings, 'building', 'buildings')}, {counted(setup.days, 'day', 'days')}"
    task = bar.add_task(what, total=bouts)
    so_far: list[Lived] = []
    with Live(bar, console=console, transient=True, refresh_per_second=4) as live:

        def done(life: Lived) -> None:
            so_far.append(life)
            live.update(_so_far(bar, task, so_far, setup, console.width))

        yield done


def _so_far(bar: Progress, task: TaskID, lives: Sequence[Lived], setup: Setup, width: int) -> Group:
    bar.update(task, completed=len(lives))
    known = {(life.policy, life.seed) for life in lives}
    seeds = [seed for seed in setup.seeds if all((name, seed) in known for name in BASELINES)]
    whole = [life for life in lives if life.seed in seeds]
    if not whole:
        return Group(bar, Text("the oracle and nothing come first", style="dim"))
    return Group(scoreboard(report(whole, replace(setup, seeds=tuple(seeds))), width), bar)
