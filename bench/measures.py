"""The table of measures by which the model is judged: python -m bench.measures [--quick] [--json FILE]

Worlds of seeds above 100, which nothing else uses, with the product from its first day, the product taught
by answers, and those that it is held against; a healthy portfolio with all the oddities; and worlds of a
climate, a kind of building or with fewer points than usual.
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.healthy_lives import claims_of
from bench.measuring.counted import details, of_the_arena, of_the_healthy, of_the_left_out
from bench.measuring.gathered import as_one_customer, gathered
from bench.measuring.targets import Measure, markdown
from bench.measuring.versions import FEWER_POINTS, PRODUCT, TAUGHT
from bench.measuring.worlds import BASELINES, Task, Told, live_all
from model.version import MODEL_VERSION
from simulator.arena.report import Setup, report

AGAINST = ("fault_severity", "alarm_priority", "energy_only")
_FIRST_SEED, _HEALTHY_SEED = 101, 501
_CLIMATES = ("helsinki", "singapore", "tucson", "london")
_KINDS = ("laboratory", "school", "shop")
_HEALTHY_DAYS, _SEASONS = 14, 4


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="two small worlds of each, some minutes")
    parser.add_argument("--worlds", type=int, default=12)
    parser.add_argument("--buildings", type=int, default=10, help="of each world")
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--first-seed", type=int, default=_FIRST_SEED)
    parser.add_argument("--building-years", type=float, default=4.0, help="of the healthy portfolio")
    parser.add_argument("--against", nargs="*", choices=AGAINST, default=AGAINST, help="none is quicker")
    parser.add_argument("--answers", type=int, default=1000, help="that teach; 0 leaves it out")
    parser.add_argument("--answers-file", type=Path, help="keeps what worlds of practice were answered")
    parser.add_argument("--left-out-worlds", type=int, default=2, help="of each; 0 leaves them out")
    parser.add_argument("--keep", type=Path, help="folder of worlds that were lived, so that a run goes on")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path)
    asked = parser.parse_args()
    if asked.quick:
        asked.worlds, asked.buildings, asked.days, asked.building_years = 2, 4, 7, 0.6
        asked.answers, asked.left_out_worlds = min(asked.answers, 40), min(asked.left_out_worlds, 1)
    console = Console(width=180)
    measures, document = _measured(asked, console)
    console.print(_table(measures))
    if asked.json:
        asked.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    if asked.markdown:
        asked.markdown.write_text(markdown(measures), encoding="utf-8")


def _measured(asked: argparse.Namespace, console: Console) -> tuple[list[Measure], dict[str, Any]]:
    begun = time.monotonic()

    def told(each: Told) -> None:
        console.print(
            f"{time.monotonic() - begun:5.0f} s: seed {each.task.seed}, {each.seconds:.0f} s", style="dim"
        )

    usual = Task(seed=0, policies=(*BASELINES, PRODUCT), buildings=asked.buildings, days=asked.days)
    practice = replace(usual, policies=(PRODUCT,))
    lived = gathered(practice, asked.answers, asked.answers_file, asked.processes) if asked.answers else []
    answers = as_one_customer(lived)[: asked.answers]
    console.print(f"{time.monotonic() - begun:5.0f} s: {len(answers)} answers gathered", style="dim")
    policies = (*BASELINES, PRODUCT, *asked.against, *((TAUGHT,) if answers else ()))
    seeds = range(asked.first_seed, asked.first_seed + asked.worlds)
    worlds = live_all(
        [replace(usual, seed=seed, policies=policies, answers=answers) for seed in seeds],
        asked.processes,
        told,
        keep=asked.keep,
    )
    measures = of_the_arena(worlds)
    healthy = round(asked.building_years * 365 / (_HEALTHY_DAYS * _SEASONS))
    if healthy:
        lots = range(_HEALTHY_SEED, _HEALTHY_SEED + (healthy + 11) // 12)
        claims = claims_of(lots, min(healthy, 12), _HEALTHY_DAYS, processes=asked.processes)
        measures.append(of_the_healthy(claims))
    left_out = _left_out(usual, seeds, asked.left_out_worlds) if asked.left_out_worlds else {}
    if left_out:
        flat = live_all(
            [task for tasks in left_out.values() for task in tasks], asked.processes, told, keep=asked.keep
        )
        found = iter(flat)
        measures += of_the_left_out(
            worlds, {what: [next(found) for _ in tasks] for what, tasks in left_out.items()}
        )
    lives = [life for each in worlds for life in each.lives]
    return measures, {
        "model": MODEL_VERSION,
        "measures": [asdict(each) for each in measures],
        "arena": report(lives, Setup(buildings=asked.buildings, days=asked.days, seeds=tuple(seeds))),
        "details": details(worlds),
        "seconds": round(time.monotonic() - begun),
    }


def _left_out(usual: Task, seeds: Sequence[int], count: int) -> dict[str, list[Task]]:
    some = [replace(usual, seed=seed) for seed in seeds[:count]]
    fewer = [replace(usual, seed=seed, policies=(*BASELINES, FEWER_POINTS)) for seed in seeds]
    return {
        **{f"climate {name}": [replace(each, climate=name) for each in some] for name in _CLIMATES},
        **{f"{name} buildings": [replace(each, kinds=(name,)) for each in some] for name in _KINDS},
        "without a third of the points": fewer,
    }


def _table(measures: Sequence[Measure]) -> Table:
    table = Table("measure", "asked", "found", "met", "")
    said = {None: "", True: "[green]yes", False: "[red]no"}
    for each in measures:
        table.add_row(each.name, each.target, each.written, said[each.met], each.note)
    return table


if __name__ == "__main__":
    main()
