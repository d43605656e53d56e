"""Runs: every policy in every world, on whatever executor; the same results on any number of processes."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass

from simulator.arena.executor import ArenaError
from simulator.arena.lived import Lived
from simulator.arena.living import Living, Truth
from simulator.arena.policies import make_policy
from simulator.arena.scoring import NOTHING, ORACLE
from simulator.arena.world import live_world
from simulator.people.people import People

# Every figure is measured between these two.
BASELINES = (ORACLE, NOTHING)
# World by world, so that scores are known early, and in each those first that take longest.
_FIRST = ("product", "energy_only", ORACLE, NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout:
    """One policy in the world of one seed; ``managers`` are drawn from the seed when None."""

    policy: str
    seed: int
    buildings: int
    managers: int | None
    days: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A world before its first day."""

    portfolio: Living
    truth: Truth
    people: People


# Builds the world of a bout from its seed, whatever its policy; a function of a module, for other processes.
Opening = Callable[[Bout], Opened]


def run_bout(bout: Bout, opening: Opening) -> Lived:
    """One policy through one world."""
    world = opening(bout)
    policy = make_policy(bout.policy, bout.seed)
    return live_world(world.portfolio, world.truth, policy, world.people, seed=bout.seed, days=bout.days)


def _turn(bout: Bout) -> tuple[int, int]:
    return bout.seed, _FIRST.index(bout.policy) if bout.policy in _FIRST else len(_FIRST)


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
    bouts = [
        Bout(policy=name, seed=seed, buildings=buildings, managers=managers, days=days)
        for name in names
        for seed in seeds
    ]
    lives: dict[Bout, Lived] = {}
    futures: dict[Future[Lived], Bout] = {}

    def take(future: Future[Lived]) -> None:
        bout = futures[future]
        try:
            lives[bout] = future.result()
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            raise ArenaError(f"{bout.policy} on seed {bout.seed}: {why}") from error
        done(lives[bout])

    try:
        for bout in sorted(bouts, key=_turn):
            future = executor.submit(run_bout, bout, opening)
            futures[future] = bout
            if future.done():
                take(future)
        for future in as_completed([f for f, bout in futures.items() if bout not in lives]):
            take(future)
    finally:
        for future in futures:
            future.cancel()
    return [lives[bout] for bout in bouts]
