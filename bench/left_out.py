"""What the model loses in worlds that it was never taught for: python -m bench.left_out [--worlds 469-474]

Scores and laws are learned as `plantroom train` learns them, once of all buildings of practice and once each
without what a world is made of: its climate, its most frequent kind of building, every fault that is in it,
and all faults that cannot be seen without a third of the roles. Then the model lives in that world, and what
it captures of the oracle's value is held against what it does when taught by all. --keep holds what was
lived, so that a run that was broken off goes on; whoever changes the model takes another folder.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.measuring.certainty import calibration, everything, said_by
from bench.measuring.challengers import facts_of
from bench.measuring.counted import scored
from bench.measuring.schooling import WITHOUT, Practice, lived
from bench.measuring.shares import by_world
from bench.measuring.versions import PRODUCT
from bench.measuring.worlds import BASELINES, Task, Told, bout_of, live_all
from plantroom.arena import seed_numbers
from simulator.arena.executor import open_executor
from simulator.arena.opening import open_world
from simulator.training import lives_of


def main() -> None:
    """Practise, teach, live, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--practice", default="1057-1088", help="seeds of the buildings that teach")
    parser.add_argument("--practice-buildings", type=int, default=320)
    parser.add_argument("--practice-days", type=int, default=28)
    parser.add_argument("--worlds", default="469-474", help="seeds")
    parser.add_argument("--buildings", type=int, default=10, help="of each world")
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--keep", type=Path, default=Path("var/left_out"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    console = Console(width=150)
    lives = lives_of(seed_numbers(asked.practice), asked.practice_buildings, asked.practice_days)
    with open_executor(asked.processes) as executor:
        practice = Practice.of(lives, list(lived(lives, asked.keep / "practice", executor)))
    console.print(f"practice: {len(practice.kinds)} buildings, {len(practice.examples)} examples")
    tasks = [
        task
        for seed in seed_numbers(asked.worlds)
        for task in tasks_of(
            Task(seed=seed, policies=BASELINES, buildings=asked.buildings, days=asked.days),
            practice,
            asked.keep / "trained",
        )
    ]

    def told(each: Told) -> None:
        taught = each.task.trained.name if each.task.trained else "baselines"
        console.print(f"seed {each.task.seed}, {taught}: {each.seconds:.0f} s", style="dim")

    rows = dropped(together(live_all(tasks, asked.processes, told, keep=asked.keep / "worlds")))
    table = Table(*rows[0])
    for row in rows:
        table.add_row(*map(str, row.values()))
    console.print(table)
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def tasks_of(world: Task, practice: Practice, keep: Path) -> list[Task]:
    """The world with its baselines, and with the model taught without each thing that it is made of."""
    facts = facts_of(open_world(bout_of(world)))
    found = [world]
    for what, without in WITHOUT.items():
        folder = keep / f"{world.seed}-{what}"
        without(practice, facts).write(folder)
        found.append(replace(world, policies=(PRODUCT,), trained=folder))
    return found


def together(told: Sequence[Told]) -> list[Told]:
    """Each world with all who lived in it; those taught without something are named by it."""
    worlds: dict[int, Told] = {each.task.seed: each for each in told if each.task.trained is None}
    for each in told:
        if each.task.trained is not None:
            what = each.task.trained.name.removeprefix(f"{each.task.seed}-")
            lives = tuple(replace(life, policy=_named(what)) for life in each.lives)
            known = worlds[each.task.seed]
            worlds[each.task.seed] = replace(known, lives=known.lives + lives)
    return list(worlds.values())


def _named(what: str) -> str:
    return f"{PRODUCT}_without_{what}"


def dropped(worlds: Sequence[Told]) -> list[dict[str, Any]]:
    """What was captured by who was taught without each, and how much less that is."""
    scores, rows = scored(worlds).policies, []
    whole = scores[_named("nothing")].figures["value_share"].value
    for what in WITHOUT:
        own = scores[_named(what)].figures
        share, said = (
            own["value_share"],
            calibration(said_by(worlds, _named(what), everything).get("all", [])),
        )
        rows.append(
            {
                "taught without": what.replace("_", " "),
                "value captured, %": f"{100 * share.value:.0f}",
                "95 %": f"{100 * share.low:.0f} to {100 * share.high:.0f}",
                "drop, points": round(100 * (whole - share.value), 1),
                "by world, %": " ".join(f"{100 * each:.0f}" for each in by_world(worlds, _named(what))),
                "visits to no fault, %": round(100 * own["false_actions"].value, 1),
                "calibration error": round(said.error, 2),
                "suggestions": said.count,
            }
        )
    return rows


if __name__ == "__main__":
    main()
