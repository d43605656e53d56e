"""How fast buildings live: python -m bench.simulator [DAYS]

Buildings of 20 zones (two air handlers of ten boxes) at steps of five minutes, on one core. Prints
building-days a second against the number of buildings: living alone, with the readings cut to what devices
publish, and with faults; then the memory after each day of a longer run, and where the time of a step goes.
"""

import cProfile
import pstats
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from simulator.buildings.draw import draw_plans
from simulator.clock import DAY_MS
from simulator.faults import Scenario, healthy
from simulator.portfolio import Portfolio

START_MS = 1_767_571_200_000  # Monday 2026-01-05 00:00 UTC
COUNTS = (10, 100, 1_000, 10_000)
LARGEST_PUBLISHED = 1_000
GOAL = 500


def portfolio(buildings: int, scenario: Scenario) -> Portfolio:
    plans = draw_plans(7, buildings, kinds=["office"], systems=["air_handlers"], zones=20)
    return Portfolio(plans, start_ms=START_MS, scenario=scenario)


def rate(buildings: int, days: float, scenario: Scenario, *, publish: bool) -> float:
    """Building-days a second of processor time."""
    living = portfolio(buildings, scenario)
    begun = time.process_time()
    until_ms = living.now_ms + round(days * DAY_MS)
    for block in living.blocks:
        while block.now_ms < until_ms:
            block.advance(min(block.now_ms + DAY_MS, until_ms), publish=publish)
    return buildings * days / (time.process_time() - begun)


def by_count(console: Console, days: float) -> None:
    table = Table(
        "buildings", "living", "with readings", "with faults", title="building-days a second, one core"
    )
    for count in COUNTS:
        stretch = days if count < 1_000 else min(days, 1.0)
        alone = rate(count, stretch, healthy(), publish=False)
        broken = rate(count, stretch, Scenario(), publish=False)
        told = f"{rate(count, stretch, healthy(), publish=True):,.0f}" if count <= LARGEST_PUBLISHED else ""
        table.add_row(f"{count:,}", f"{alone:,.0f}", told, f"{broken:,.0f}")
    console.print(table)
    console.print(f"goal: {GOAL} building-days a second")


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def memory(console: Console, days: int) -> None:
    living = portfolio(100, Scenario())
    seen = []
    for day in range(1, days + 1):
        living.advance(START_MS + day * DAY_MS)
        seen.append(resident_mb())
    shown = {day: seen[day - 1] for day in (1, 2, 5, 10, 20, 30) if day <= days}
    console.print(
        "memory, MB, 100 buildings with readings: " + ", ".join(f"day {d}: {m:.0f}" for d, m in shown.items())
    )


def parts(console: Console) -> None:
    living = portfolio(1_000, healthy())
    watched = cProfile.Profile()
    watched.runcall(living.blocks[0].advance, START_MS + DAY_MS, publish=False)
    rows = [
        (name, spent, where)
        for (where, _, name), (_, _, _, spent, _) in pstats.Stats(watched).stats.items()  # type: ignore[attr-defined]
        if "simulator/" in where
    ]
    whole = max(spent for _, spent, _ in rows)
    table = Table(
        "function", "share of a day", title="where the time goes, 1,000 buildings, callees included"
    )
    for name, spent, where in sorted(rows, key=lambda row: -row[1])[:24]:
        table.add_row(f"{where.rsplit('simulator/', 1)[1]}:{name}", f"{spent / whole:.0%}")
    console.print(table)


def main(arguments: list[str]) -> None:
    console = Console()
    days = float(arguments[0]) if arguments else 2.0
    memory(console, 30)
    by_count(console, days)
    parts(console)


if __name__ == "__main__":
    main(sys.argv[1:])
