"""How surely, how soon and with what else each fault is seen: python -m bench.detection --fault ID

One suitable equipment breaks on the third day in each of some buildings of any type and climate, which live
beside healthy twins; each is judged once a day as in production. ID is a kind of the simulator's faults, or
a fault of the model: then all kinds that it mends. Right: that fault, or one whose repair mends it, at the
place. A look at what is seen and what is not; nothing is fitted to it.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.broken_buildings import cases_of, kinds_named
from bench.broken_lives import BREAKS_ON, Seen, run
from bench.detected import figures, written
from simulator.faults import fault_kinds

_EXAMPLES = 3


def by_building(seen: Sequence[Seen]) -> Table:
    """A row a case."""
    table = Table(
        "building", "broken", "p of the right one by day", "surest right one", "wrong, not in twin", "in twin"
    )
    for each in seen:
        table.add_row(
            f"{each.building}\n({each.where})",
            f"{each.kind}\n{each.equipment}",
            " ".join(f"{p:.2f}"[-3:] for p in each.probability),
            each.right if each.judged else "never judged",
            _listed(each.confused),
            _listed(each.twin),
        )
    return table


def by_kind(seen: Sequence[Seen]) -> Table:
    """A row a kind of fault."""
    table = Table("fault", "seen", "days", "p at the end", "never judged", "confused with", "false in twins")
    for kind, group in groupby(seen, key=lambda each: each.kind):
        cases = list(group)
        found = [each.days_to_belief for each in cases if each.days_to_belief is not None]
        table.add_row(
            kind,
            f"{len(found)} of {len(cases)}",
            f"{np.mean(found):.1f}" if found else "",
            " ".join(f"{each.probability[-1]:.2f}" for each in cases),
            str(sum(not each.judged for each in cases) or ""),
            _counted(Counter(claim.split()[0] for each in cases for claim in each.confused)),
            _counted(Counter(claim.split()[0] for each in cases for claim in each.twin)),
        )
    return table


def _listed(claimed: Mapping[str, float]) -> str:
    """The surest claims of each fault, and how many more."""
    by_fault: dict[str, list[tuple[float, str]]] = {}
    for claim, p in claimed.items():
        fault, _, equipment = claim.partition(" ")
        by_fault.setdefault(fault, []).append((p, equipment))
    lines = []
    for fault, places in by_fault.items():
        surest = sorted(places, reverse=True)[:_EXAMPLES]
        lines += [f"{p:.2f} {fault} {equipment}" for p, equipment in surest]
        if len(places) > _EXAMPLES:
            lines.append(f"     and {len(places) - _EXAMPLES} more of it")
    return "\n".join(lines)


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counter.most_common(4))


def main() -> None:
    """See what is seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fault", action="append", default=[], metavar="ID", help="may be given again")
    parser.add_argument("--all", action="store_true", help="every kind of fault, a line each")
    parser.add_argument("--buildings", type=int, default=4, help="of each kind of fault")
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--season", help="cold, spring, hot, autumn or a date; else chosen by the fault")
    parser.add_argument("--size", type=float, default=0.7, help="severity, 0 to 1")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures of each kind there, for docs/faults.md")
    parser.add_argument("--at", default="", help="what is measured, as a commit, told with the figures")
    parser.add_argument("--cases", type=Path, help="write every case there")
    asked = parser.parse_args()
    if not asked.fault and not asked.all:
        parser.error("give --fault ID, or --all")
    named = [kind for name in asked.fault for kind in kinds_named(name)]
    kinds = list(fault_kinds()) if asked.all else list(dict.fromkeys(named))
    begun = time.monotonic()
    cases = cases_of(
        kinds,
        buildings=asked.buildings,
        seed=asked.seed,
        size=asked.size,
        breaks_on=BREAKS_ON,
        season=asked.season,
    )
    seen = run(cases, asked.days, asked.processes)
    console = Console(width=190)
    if not asked.all:
        console.print(by_building(seen))
    console.print(by_kind(seen))
    twins = len({(case.home, case.begins) for case in cases})
    missed = sorted(set(kinds) - {case.fault.kind for case in cases})
    console.print(
        f"{len(cases)} broken buildings and {twins} twins, {asked.days} days, "
        f"in {time.monotonic() - begun:.0f} s"
        + (f"; no building could have {', '.join(missed)}" if missed else "")
    )
    if asked.json:
        size = {name: getattr(asked, name) for name in ("buildings", "days", "seed", "size", "season", "at")}
        found = figures(seen, {**size, "breaks_on_day": BREAKS_ON + 1})
        asked.json.write_text(written(found), encoding="utf-8")
    if asked.cases:
        asked.cases.write_text(json.dumps([asdict(each) for each in seen], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
