"""The heat balance of buildings of every kind and system over a year."""

from dataclasses import dataclass

from bench.physics.cases import Case, block_of, live
from bench.physics.watching import BalanceWatch
from simulator.buildings.draw import draw_plans
from simulator.buildings.types import TYPES

SEED = 7


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One building: ``terms`` [kWh/m2], what came in by name, negative what went out."""

    kind: str
    system: str
    climate: str
    heat: str
    cooling: str
    area: float
    terms: dict[str, float]
    stored: float
    throughput: float
    residual: float  # share of the throughput


def balance_rows(days: int) -> list[BalanceRow]:
    """A building of each kind and system in ``types.yaml``, each in the climate that its number draws."""
    pairs = [(kind, system) for kind, each in TYPES.items() for system in each.systems]
    plans = [
        draw_plans(SEED, 1, first=number, kinds=[kind], systems=[system])[0]
        for number, (kind, system) in enumerate(pairs)
    ]
    block = block_of([Case(plan, plan.name) for plan in plans], None)
    watch = BalanceWatch(block.world.layout)
    live(block, days, [watch])
    balance = watch.balance
    areas = block.world.layout.sum_to_buildings("zone", block.world.fleet.zones.area)
    residuals = balance.residual()
    found = []
    for row, (plan, (kind, system)) in enumerate(zip(plans, pairs, strict=True)):
        per_area = 1 / 3.6e6 / float(areas[row])
        found.append(
            BalanceRow(
                kind=kind,
                system=system,
                climate=plan.climate,
                heat=plan.heat_source,
                cooling=plan.cooling_source,
                area=float(areas[row]),
                terms={name: float(joules[row]) * per_area for name, joules in balance.terms.items()},
                stored=float(balance.stored[row]) * per_area,
                throughput=float(balance.throughput[row]) * per_area,
                residual=float(residuals[row]),
            )
        )
    return found
