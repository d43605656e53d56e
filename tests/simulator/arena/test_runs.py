"""Runs: the same lives whoever computes them, and a bout that fails is named."""

from collections.abc import Iterator
from concurrent.futures import Executor

import pytest

from simulator.arena.executor import ArenaError, Here, open_executor
from simulator.arena.lived import Lived
from simulator.arena.policies import UnknownPolicyError
from simulator.arena.runs import Bout, run_arena, run_bout
from tests.simulator.arena.policies.small_arena import open_nowhere, open_speaking

NAMES = ("product", "random")


def run(executor: Executor, policies: tuple[str, ...] = NAMES, heard: list[str] | None = None) -> list[Lived]:
    told = [] if heard is None else heard
    return run_arena(
        policies,
        (1, 2),
        buildings=2,
        managers=None,
        days=4,
        executor=executor,
        opening=open_speaking,
        done=lambda life: told.append(life.policy),
    )


@pytest.fixture(scope="module")
def here() -> list[Lived]:
    return run(Here())


def test_every_policy_lives_every_seed_and_the_baselines_too(here: list[Lived]) -> None:
    assert [(life.policy, life.seed) for life in here] == [
        (name, seed) for name in ("product", "random", "oracle", "nothing") for seed in (1, 2)
    ]


def test_the_product_finds_and_has_mended_what_the_oracle_knows(here: list[Lived]) -> None:
    mended = {life.policy: sum(fault.mended for fault in life.faults) for life in here if life.seed == 1}
    assert mended == {"product": 1, "random": mended["random"], "oracle": 1, "nothing": 0}


def test_each_life_is_told_as_it_ends() -> None:
    heard: list[str] = []
    run(Here(), ("nothing",), heard)
    assert heard == ["oracle", "nothing", "oracle", "nothing"]


def test_processes_live_the_same_lives(here: list[Lived]) -> None:
    with open_executor(2) as executor:
        assert run(executor) == here


@pytest.fixture
def dask() -> Iterator[str]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_dask_lives_the_same_lives(here: list[Lived], dask: str) -> None:
    with open_executor(1, dask) as executor:
        assert run(executor) == here


def test_a_scheduler_that_does_not_answer_is_told() -> None:
    with (
        pytest.raises(ArenaError, match="no Dask scheduler answers at nonsense://"),
        open_executor(1, "nonsense://"),
    ):
        pass


def test_a_bout_that_fails_is_named_with_its_reason() -> None:
    with pytest.raises(ArenaError, match="the world of seed 3: OSError: no world 3"):
        run_arena(
            ("nothing",), (3,), buildings=1, managers=None, days=1, executor=Here(), opening=open_nowhere
        )


def test_an_unknown_policy_is_refused_before_anything_runs() -> None:
    with pytest.raises(UnknownPolicyError, match="guru"):
        run_arena(("guru",), (3,), buildings=1, managers=None, days=1, executor=Here(), opening=open_nowhere)


def test_policies_that_judge_alike_judge_together_and_come_to_the_same() -> None:
    names = ("product", "energy_only")
    given = {"seed": 1, "buildings": 2, "managers": None, "days": 4}
    together = run_bout(Bout(policies=names, **given), open_speaking)
    alone = [life for name in names for life in run_bout(Bout(policies=(name,), **given), open_speaking)]
    assert together == alone
