"""What each kind of fault costs over a year, fully there, in a small building that has the equipment."""

from dataclasses import dataclass
from pathlib import Path

from bench.physics.cases import GAS_PRICE, Case, block_of, live
from bench.physics.trials import SILENT, plans, trials
from bench.physics.watching import BalanceWatch
from simulator.faults import fault_kinds
from simulator.tariffs import worth_of
from simulator.truth.toll import Sums, Toll

SMALLEST = 0.01  # that counts as an effect [% of the building's energy cost]
SAVING, ABSURD = -0.05, 50.0


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A kind of fault for a year: money as a share of the healthy building's energy cost [%].

    ``comfort`` and ``air`` are what people's being cold, hot and in stale air is worth, over the healthy
    twin's; ``electricity`` and ``gas`` are parts of ``energy``. ``residual`` is that of its heat balance, a
    share; ``suspicion`` says why an engineer should look at it, empty when the figures are as they should be.
    """

    kind: str
    detail: str
    building: str
    concerns: tuple[str, ...]
    whole: float
    energy: float
    electricity: float
    gas: float
    comfort: float
    air: float
    water: float
    degree_hours: float
    ppm_hours: float
    residual: float
    suspicion: str


@dataclass(frozen=True, slots=True)
class EveryFault:
    """The healthy buildings' energy cost of a year [USD], by name, and all faults, the dearest first."""

    healthy: dict[str, float]
    rows: list[FaultRow]


def every_fault(days: int, epw: Path | None) -> EveryFault:
    """Each kind of ``kinds.yaml`` at full severity for ``days``."""
    houses, tried = plans(), list(trials())
    names = list(houses)
    cases = [Case(plan, name) for name, plan in houses.items()]
    cases += [Case(houses[trial.building], trial.kind, (trial.breach,)) for trial in tried]
    block = block_of(cases, epw)
    toll = Toll(block.world.plans, block.world.step_ms)
    watch = BalanceWatch(block.world.layout)
    live(block, days, [toll, watch])
    residuals = watch.balance.residual()
    rows = []
    for row, trial in enumerate(tried, start=len(houses)):
        twin, worth = names.index(trial.building), worth_of(cases[row].plan)
        share = 100 / float(toll.energy_cost[twin])

        def more(sums: Sums, row: int = row, twin: int = twin) -> float:
            return float(sums[row] - sums[twin])

        energy, gas = share * more(toll.energy_cost), share * GAS_PRICE * more(toll.gas_kwh)
        comfort = share * more(toll.discomfort) * worth.degree_hour
        air, water = share * more(toll.stale_air) * worth.ppm_hour, share * more(toll.water_cost)
        rows.append(
            FaultRow(
                kind=trial.kind,
                detail=trial.detail,
                building=trial.building,
                concerns=fault_kinds()[trial.kind].concerns,
                whole=energy + comfort + air + water,
                energy=energy,
                electricity=energy - gas,
                gas=gas,
                comfort=comfort,
                air=air,
                water=water,
                degree_hours=more(toll.discomfort),
                ppm_hours=more(toll.stale_air),
                residual=float(residuals[row]),
                suspicion=_suspicion(trial.kind, (energy, comfort, air, water)),
            )
        )
    healthy = {name: float(toll.energy_cost[number]) for number, name in enumerate(names)}
    return EveryFault(healthy, sorted(rows, key=lambda each: -each.whole))


def _suspicion(kind: str, shares: tuple[float, ...]) -> str:
    moved = max(abs(share) for share in shares) > SMALLEST
    if kind in SILENT:
        return "changes what it cannot change" if moved else ""
    if not moved:
        return "no effect"
    if sum(shares) < SAVING:
        return "saves"
    return "more than half of the building" if shares[0] > ABSURD else ""
