"""What is claimed of buildings in which nothing is broken: python -m bench.false_alarms [--buildings N]

Healthy buildings of all types and climates, drawn anew, with all that people do on purpose and that is no
fault, live some days of each season; each manager looks once a day, as in the arena. Prints, by fault, the
building-days on which it was believed over a half and on which its action was shown, with examples. A look
at what rules assume that buildings do not keep; nothing is fitted to it.

Long lives, in which equipment is learned and seasons change: --days 120 --seasons 2023-02-13 2023-08-14.
With --apart the buildings of each climate live and are judged side by side, which takes about half of the
time. --keep writes what was seen as lives go on; --read prints the table of such files.
"""

import argparse
from itertools import product
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.healthy_claims import Claims, kept
from bench.healthy_lives import SEASONS, Life, claims_of_lives
from simulator.buildings.places import PLACES


def main() -> None:
    """Look at what is claimed where nothing is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--buildings", type=int, default=12, help="of each seed and season")
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--seeds", type=int, nargs="+", default=[41])
    parser.add_argument("--seasons", nargs="+", default=list(SEASONS), help="first days, YYYY-MM-DD")
    parser.add_argument("--climates", nargs="+", default=None)
    parser.add_argument("--apart", action="store_true", help="so many buildings of each climate")
    parser.add_argument("--answered", action="store_true", help="a false action is answered as not real")
    parser.add_argument("--keep", type=Path, default=None, help="file to append to, a line each ten days")
    parser.add_argument("--read", type=Path, nargs="+", default=None, help="print what such files hold")
    parser.add_argument("--examples", type=int, default=3, help="of each fault")
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    claims = Claims()
    if asked.read:
        for file in asked.read:
            claims.add(kept(file))
    else:
        claims = claims_of_lives(_lives(asked), asked.processes)
    console = Console(width=170)
    console.print(_table(claims, asked.examples))
    for action in claims.actions:
        what = f"{action.fault}  {action.equipment}  {action.probability:.2f}"
        console.print(f"day {action.day:3d}  {what}  {action.place}")
    console.print(
        f"of {claims.building_days} building-days without a fault: "
        f"an action shown on {claims.shown.total()}, {claims.believed.total()} faults believed; "
        f"{claims.begun.total() / claims.building_years:.1f} actions a building and year"
    )


def _lives(asked: argparse.Namespace) -> list[Life]:
    climates = None if asked.climates is None else tuple(asked.climates)
    each = [(climate,) for climate in climates or PLACES.shares] if asked.apart else [climates]
    return [
        Life(seed, asked.buildings, season, asked.days, where, answered=asked.answered, keep=asked.keep)
        for seed, season, where in product(asked.seeds, asked.seasons, each)
    ]


def _table(claims: Claims, examples: int) -> Table:
    table = Table(
        "fault", "actions", "days shown", "believed", "buildings", "surest", "for example, with days believed"
    )
    for fault, believed in claims.believed.most_common():
        table.add_row(
            fault,
            str(claims.begun[fault]),
            str(claims.shown[fault]),
            str(believed),
            str(len(claims.buildings[fault])),
            f"{claims.surest[fault]:.2f}",
            "\n".join(f"{days} {where}" for where, days in claims.where[fault].most_common(examples)),
        )
    return table


if __name__ == "__main__":
    main()
