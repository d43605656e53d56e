"""How long it takes to value, score and choose: python -m bench.scoring [buildings] [candidates]

10,000 buildings with 30 candidates each, four buildings a manager, evidence already in: what each fault
costs, what each way to act on it is worth, and the one of every manager. The records of the one and its
runner-up are made only for those who are told, and are timed apart.
"""

import sys
from collections.abc import Callable

import numpy as np
from rich.console import Console
from rich.table import Table as Shown

from bench.rounds import timed
from model.beliefs.evidence import WASTES
from model.catalogue import load_costs
from model.ranking.choice import Before, Chosen, choose
from model.ranking.craft import Craft, craft_of
from model.ranking.impact import impacts_of
from model.ranking.rows import Rows
from model.ranking.table import Table, table_of

BUILDINGS, CANDIDATES, BUILDINGS_A_MANAGER = 10_000, 30, 4


def rows_at_random(craft: Craft, buildings: int, candidates: int, seed: int = 1) -> Rows:
    """Rows whose ways add up to about ``candidates`` a building, over ten pieces of equipment each."""
    random = np.random.default_rng(seed)
    ways = np.diff(craft.first)
    count = max(round(candidates / float(ways.mean())), 1)
    n = buildings * count
    building = np.repeat(np.arange(buildings), count)
    waste = random.lognormal(0.0, 1.5, (n, len(WASTES))) * [2000, 1500, 400, 1.0, 0.5, 5.0, 300, 1e-5]
    waste *= random.random(waste.shape) < 0.3
    price = craft.costs.electricity_price_per_kwh
    return Rows(
        buildings=tuple(f"b{n}" for n in range(buildings)),
        equipment=tuple(f"e{n}" for n in range(buildings * 10)),
        building=building,
        place=building * 10 + random.integers(0, 10, n),
        column=np.zeros(n, dtype=np.int64),
        fault=random.integers(0, len(craft.faults), n),
        probability=random.uniform(0.1, 0.99, n),
        days=np.ones(n),
        waste=waste,
        people=random.uniform(1, 60, n),
        energy=random.uniform(10, 400, n),
        flow_doubt=np.full(n, 1.4),
        hidden=np.zeros(n),
        unseen=np.zeros(n),
        electricity=np.tile([price.low, price.likely, price.high], (n, 1)),
    )


def best_of(times: int, work: Callable[[], object]) -> str:
    """The quickest of some runs: what passed, and what the processor worked for it."""
    took = min((timed(work) for _ in range(times)), key=lambda each: each.passed)
    return f"{took.passed:.3f} s ({took.worked:.3f} s of work)"


def main() -> None:
    """Print the table."""
    buildings, candidates = (int(a) for a in [*sys.argv[1:], str(BUILDINGS), str(CANDIDATES)][:2])
    craft = craft_of(load_costs())
    rows = rows_at_random(craft, buildings, candidates)
    manager = rows.building // BUILDINGS_A_MANAGER
    managers = int(manager.max()) + 1
    held = np.zeros(len(rows), dtype=np.int64)

    def valuing() -> Table:
        return table_of(rows, impacts_of(rows, craft), craft)

    table = valuing()

    def choosing() -> Chosen:
        return choose(table, manager=manager, managers=managers, before=Before.nothing(managers), held=held)

    chosen = choosing()
    again = Before(
        chosen.shown,
        np.where(chosen.shown >= 0, table.ways.action[chosen.way[chosen.shown]], -1),
        np.zeros(managers, dtype=bool),
    )

    def holding() -> Chosen:
        return choose(table, manager=manager, managers=managers, before=again, held=held)

    def telling() -> None:
        for row in (*chosen.shown.tolist(), *chosen.runner_up.tolist()):
            if row >= 0:
                table.money(int(chosen.way[row]))

    def all_of_it() -> None:
        fresh = valuing()
        choose(fresh, manager=manager, managers=managers, before=again, held=held)

    shown = Shown("what", "size", "time", title=f"{buildings:,} buildings, {managers:,} managers")
    size = f"{len(table.ways.row):,} candidates on {len(rows):,} faults"
    shown.add_row("value and score", size, best_of(3, valuing))
    shown.add_row("choose afresh", f"{managers:,} managers", best_of(3, choosing))
    shown.add_row("choose with what was shown before", f"{managers:,} managers", best_of(3, holding))
    shown.add_row("value, score and choose", size, best_of(3, all_of_it))
    told = int((chosen.shown >= 0).sum() + (chosen.runner_up >= 0).sum())
    shown.add_row("money terms of those told of", f"{told:,} candidates", best_of(1, telling))
    Console().print(shown)


if __name__ == "__main__":
    main()
