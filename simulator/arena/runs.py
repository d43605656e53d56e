"""Runs: every policy in every world, on whatever executor; the same results on any number of processes."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass

from simulator.arena.executor import ArenaError
from simulator.arena.lived import Lived
from simulator.arena.living import Living, Truth
from simulator.arena.policies import make_policy
from simulator.arena.policies.judging_together import Judging, JudgingTogether
from simulator.arena.policy import Policy
from simulator.arena.scoring import NOTHING, ORACLE
from simulator.arena.world import World, live_side_by_side
from simulator.faults import Fault
from simulator.people.people import People

# Every figure is measured between these two.
BASELINES = (ORACLE, NOTHING)
# In each world those first that take longest.
_FIRST = ("product", "energy_only", ORACLE, NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout:
    """Policies in the world of one seed; ``managers`` are drawn from the seed when None."""

    policies: tuple[str, ...]
    seed: int
    buildings: int
    managers: int | None
    days: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A world before its first day; ``portfolios`` are the same, one for each policy of the bout.

    ``sure``: what breaks whoever looks after it, onsets counted from the first moment.
    """

    portfolios: Sequence[Living]
    truth: Truth
    people: People
    sure: tuple[Fault, ...] = ()


# Builds the world of a bout from its seed, whatever its policies; a module's function, for other processes.
Opening = Callable[[Bout], Opened]


def run_bout(bout: Bout, opening: Opening, make: Callable[[str, int], Policy] = make_policy) -> list[Lived]:
    """Policies, made by name and seed, through one world side by side, in the order of the bout."""
    opened = opening(bout)
    policies = [make(name, bout.seed) for name in bout.policies]
    worlds = [
        World(portfolio, opened.truth, policy, opened.people, seed=bout.seed, days=bout.days)
        for policy, portfolio in zip(policies, opened.portfolios, strict=True)
    ]
    judging = [policy.informed for policy in policies if isinstance(policy, Judging)]
    if len(judging) > 1:
        JudgingTogether(judging)
    return live_side_by_side(worlds)


def _turn(policy: str) -> int:
    return _FIRST.index(policy) if policy in _FIRST else len(_FIRST)


def run_arena(
    policies: Sequence[str],
    seeds: Sequence[int],
    *,
    buildings: int,
    managers: int | None,
    days: int,
    executor: Executor,
    opening: Opening,
    done: Callable[[Lived], None] = lambda _: None,
) -> list[Lived]:
    """What became of every policy on every seed, in their order; the baselines run too.

    ``done`` hears each life as it ends. Raises ArenaError, which names the bout that failed;
    UnknownPolicyError.
    """
    names = [*dict.fromkeys([*policies, *BASELINES])]
    for name in names:
        make_policy(name, 0)
    ordered = tuple(sorted(names, key=_turn))
    bouts = [
        Bout(policies=ordered, seed=seed, buildings=buildings, managers=managers, days=days) for seed in seeds
    ]
    lives: dict[tuple[str, int], Lived] = {}
    futures: dict[Future[list[Lived]], Bout] = {}

    def take(future: Future[list[Lived]]) -> None:
        bout = futures[future]
        try:
            found = future.result()
        except Exception as error:
            raise ArenaError(f"the world of seed {bout.seed}: {type(error).__name__}: {error}") from error
        for life in found:
            lives[life.policy, life.seed] = life
            done(life)

    try:
        for bout in bouts:
            future = executor.submit(run_bout, bout, opening)
            futures[future] = bout
            if future.done():
                take(future)
        for future in as_completed([f for f, bout in futures.items() if (names[0], bout.seed) not in lives]):
            take(future)
    finally:
        for future in futures:
            future.cancel()
    return [lives[name, seed] for name in names for seed in seeds]
