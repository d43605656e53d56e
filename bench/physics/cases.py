"""Buildings that live side by side, each one healthy and once more for each fault that it is to have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.block import Block
from simulator.buildings.plan import Plan
from simulator.climate.epw import EpwWeather
from simulator.clock import DAY_MS
from simulator.faults import Fault, healthy
from simulator.portfolio import STEP_MS, Portfolio
from simulator.world import Watcher

START_MS = 1_767_247_200_000  # 1 January 2026, midnight in Chicago
YEAR_DAYS = 365
GAS_PRICE = 0.041  # in Chicago, of ``tariffs.yaml`` [USD/kWh]


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that is wrong from the first day on, fully there."""

    kind: str
    equipment: str
    value: float | None = None
    sensor: str | None = None
    swapped_with: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A building with what is wrong with it; nothing for the healthy twin."""

    plan: Plan
    label: str
    breaches: tuple[Breach, ...] = ()


def block_of(cases: Sequence[Case], epw: Path | None) -> Block:
    """The buildings of ``cases`` in one block, alike but for their faults, at the start of the year."""
    plans = [replace(case.plan, id=f"{row}") for row, case in enumerate(cases)]
    weather = None if epw is None else EpwWeather(epw)
    portfolio = Portfolio(
        plans, start_ms=START_MS, scenario=healthy(), weather=weather, block=len(plans), interval_ms=STEP_MS
    )
    [block] = portfolio.blocks
    for row, case in enumerate(cases):
        for number, breach in enumerate(case.breaches):
            whole = breach.equipment == case.plan.id
            block.course.add(
                Fault(
                    id=f"{row}.{number}",
                    kind=breach.kind,
                    building=f"{row}",
                    equipment=f"{row}" if whole else breach.equipment,
                    severity=1.0,
                    onset_ms=START_MS,
                    value=breach.value,
                    sensor=breach.sensor,
                    swapped_with=breach.swapped_with,
                )
            )
    return block


def live(block: Block, days: int, watchers: Sequence[Watcher]) -> None:
    """Live on for ``days``, publishing nothing."""
    block.advance(block.now_ms + days * DAY_MS, watchers=watchers, publish=False)
