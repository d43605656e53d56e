"""A world of speaking air handlers for runs and reports, and lives with known figures."""

from dataclasses import replace

from simulator.arena.runs import Bout, Opened
from simulator.people.trade import Trade, Work
from tests.simulator.arena.fakes import TRADE, Costs, habits, people
from tests.simulator.arena.policies.speaking import SUSPECTED, SpeakingPortfolio, valve

CRAFT: Trade = replace(
    TRADE,
    works={"valve": Work(TRADE.works["valve"].hours, "mechanic")},
    mended_by={"valve": frozenset({SUSPECTED, "heating_valve_stuck"})},
    rates=TRADE.rates | {"operator": 60.0, "balancing_technician": 135.0, "electrician": 120.0},
)


def open_speaking(bout: Bout) -> Opened:
    """Buildings that speak; from the second day on one is broken, which one is the seed's choice."""
    names = tuple(f"b{number + 1}" for number in range(bout.buildings))
    broken = [valve(names[bout.seed % len(names)])]
    staff = replace(people(habits(), names), trade=CRAFT)
    portfolios = [SpeakingPortfolio(broken, buildings=bout.buildings) for _ in bout.policies]
    return Opened(portfolios, Costs({"f1": 100.0}, {"f1": 50.0}), staff)


def open_nowhere(bout: Bout) -> Opened:
    """A world that cannot be opened."""
    raise OSError(f"no world {bout.seed}")
