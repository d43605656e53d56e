"""How long rounds take: python -m bench.rounds [--buildings N] [--processes P] [--year]

Prints a round with five minutes of news for buildings of 20 zones, and one without news; with --year the
backtest of a year of one air handler, a reading a minute. Readings are in memory: the store is not measured.
What follows for managers, scoring and choosing, is measured by bench/scoring.py.
"""

import argparse
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from model.attending.attending import Attendant
from model.backtest import backtest
from model.frames.frames import HOUR_MS
from model.frames.history import ReadingColumns
from model.frames.memory_readings import MemoryReadings
from model.site.graph import Building, Equipment, Manager, Point, Schedule, Site
from simulator.arena.policies.recent_state import RecentState

START_MS = 1_704_067_200_000  # 2024-01-01 00:00 UTC
MINUTE_MS = 60_000
ZONES = 20
YEAR_HOURS = 365 * 24
AIR_HANDLER = {
    "outdoor_air_temperature": 8.0,
    "return_air_temperature": 22.0,
    "mixed_air_temperature": 19.0,
    "supply_air_temperature": 24.0,
    "supply_air_temperature_setpoint": 19.0,
    "outdoor_air_damper_command": 0.2,
    "heating_valve_command": 0.0,
    "cooling_valve_command": 0.0,
    "supply_fan_status": 1.0,
    "supply_fan_speed": 0.7,
    "supply_air_static_pressure": 250.0,
    "supply_air_static_pressure_setpoint": 250.0,
}
BOX = {
    "zone_air_temperature": 21.0,
    "zone_air_temperature_setpoint": 21.0,
    "discharge_air_temperature": 25.0,
    "reheat_valve_command": 0.0,
    "box_damper_command": 0.5,
    "discharge_air_flow": 0.2,
    "discharge_air_flow_setpoint": 0.2,
}
_SCHEDULE = Schedule(dict.fromkeys(range(5), (7.0, 18.0)))


def building_of(name: str, zones: int) -> Building:
    ahu = Equipment(
        "AHU-1", "air_handler", "AHU-1", tuple(Point(f"AHU-1/{role}", role) for role in AIR_HANDLER)
    )
    boxes = (
        Equipment(
            f"VAV-{n}",
            "vav_box",
            f"VAV-{n}",
            tuple(Point(f"VAV-{n}/{role}", role) for role in BOX),
            ("AHU-1",),
        )
        for n in range(zones)
    )
    return Building(name, name, (ahu, *boxes), schedule=_SCHEDULE)


def site_of(buildings: tuple[Building, ...]) -> Site:
    manager = Manager("ada", "Ada", tuple(building.id for building in buildings))
    return Site("bench", "Bench", "Europe/Zurich", "CHF", buildings, (manager,))


def readings_of(site: Site, hours: int, every_ms: int, seed: int = 1) -> MemoryReadings:
    """Readings of every point, wandering about their usual values."""
    random = np.random.default_rng(seed)
    sources, usual = [], []
    for building in site.buildings:
        for equipment in building.equipment:
            for point in equipment.points:
                sources.append(f"{building.id}/{point.source}")
                usual.append((AIR_HANDLER if equipment.kind == "air_handler" else BOX)[point.role or ""])
    times = START_MS + np.arange(0, hours * HOUR_MS, every_ms)
    value = np.array(usual)[None, :] * (1 + 0.01 * random.standard_normal((len(times), len(sources))))
    return MemoryReadings(
        sources,
        ReadingColumns(
            np.repeat(times, len(sources)), np.tile(np.arange(len(sources)), len(times)), value.reshape(-1)
        ),
    )


class Took(NamedTuple):
    """Seconds that passed, and those in which the processor worked for it: others may want it too."""

    passed: float
    worked: float


def timed(work: Callable[[], object]) -> Took:
    """How long one run takes."""
    passed, worked = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - passed, time.process_time() - worked)


def a_share(count: int) -> tuple[Took, Took]:
    """A round with five minutes of news for ``count`` buildings, and one without any news."""
    site = site_of(tuple(building_of(f"b{n}", ZONES) for n in range(count)))
    readings, state = readings_of(site, 24, 5 * MINUTE_MS), RecentState()
    hours = [START_MS + hour * HOUR_MS for hour in range(24)]
    attendant = Attendant(readings, state)
    now_ms = hours[-1] + HOUR_MS
    for first in range(0, count, 50):
        those = site.buildings[first : first + 50]
        attendant.attend_all(site, [(b, hours[:-1]) for b in those], (), now_ms - HOUR_MS)

    def round_of(news: list[int]) -> Took:
        attendant.attend_all(site, [(b, news) for b in site.buildings], (), now_ms)
        return timed(lambda: attendant.attend_all(site, [(b, news) for b in site.buildings], (), now_ms))

    return round_of(hours[-1:]), round_of([])


def portfolio(count: int, processes: int) -> tuple[Took, Took]:
    """The same, the buildings shared among processes; the slowest of them counts."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        shares = list(pool.map(a_share, [count // processes] * processes))
    return max(news for news, _ in shares), max(quiet for _, quiet in shares)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--buildings", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--year", action="store_true", help="also a year of one air handler, by the hour")
    asked = parser.parse_args()
    table = Table("what", "size", "time", "of it the processor", title="Rounds")
    size = f"{asked.buildings:,} buildings of {ZONES} zones, {asked.processes} processes"
    news, quiet = portfolio(asked.buildings, asked.processes)
    table.add_row("a round with five minutes of news", size, f"{news.passed:.1f} s", f"{news.worked:.1f} s")
    table.add_row("a round without news", size, f"{quiet.passed:.2f} s", f"{quiet.worked:.2f} s")
    if asked.year:
        alone = site_of((building_of("b0", 0),))
        year = readings_of(alone, YEAR_HOURS, MINUTE_MS)
        took = timed(lambda: sum(1 for _ in islice(backtest(alone, year), YEAR_HOURS)))
        what = "backtest, look by look", f"1 air handler, {YEAR_HOURS:,} h at 1 min"
        table.add_row(*what, f"{took.passed:.0f} s", f"{took.worked:.0f} s")
    Console().print(table)


if __name__ == "__main__":
    main()
