"""What challengers are taught without, and what is told of them."""

import numpy as np
import pandas as pd
import pytest

from bench.challengers import CHALLENGERS, on_practice, unseen_in_practice
from bench.measuring.challengers import LEFT_OUT, Facts, facts_of, named, parts_of
from model.estimators import ESTIMATORS
from model.faults import FAULTS
from simulator.arena.opening import open_world
from simulator.arena.runs import Bout
from simulator.clock import DAY_MS
from tests.model.estimators.practising import practised

FACTS = Facts("helsinki", "school", frozenset({"boiler_failed"}))


def rows(**columns: list[str]) -> pd.DataFrame:
    usual = {"climate": "tucson", "building_kind": "shop", "broken": " ", "kind": "air_handler", "fault": "x"}
    count = len(next(iter(columns.values())))
    return pd.DataFrame({name: [value] * count for name, value in usual.items()} | columns)


@pytest.mark.parametrize(
    ("what", "table"),
    [
        ("climate", rows(building=["a", "b"], climate=["helsinki", "tucson"])),
        ("building_kind", rows(building=["a", "b"], building_kind=["school", "shop"])),
        ("faults", rows(building=["a", "b"], broken=[" boiler_failed filter ", " boiler_failing "])),
    ],
)
def test_practice_of_what_the_world_is_made_of_is_left_out(what: str, table: pd.DataFrame) -> None:
    assert list(LEFT_OUT[what](table, FACTS)) == [True, False]


def test_a_building_in_which_such_a_fault_was_is_left_out_on_all_its_days() -> None:
    table = rows(building=["a", "a", "b"], broken=[" ", " boiler_failed ", " "])
    assert list(LEFT_OUT["faults"](table, FACTS)) == [True, True, False]


def test_about_half_of_the_faults_need_a_role_of_a_third() -> None:
    table = rows(
        fault=[each.id for faults in FAULTS.values() for each in faults],
        kind=[each.kind for faults in FAULTS.values() for each in faults],
        building=["a"] * sum(map(len, FAULTS.values())),
    )
    assert 0.3 < LEFT_OUT["roles"](table, FACTS).mean() < 0.8


def test_what_a_world_is_made_of_is_known_before_its_first_day() -> None:
    bout = Bout(policies=("nothing",), seed=61, buildings=2, managers=None, days=2)
    opened = open_world(bout)
    facts = facts_of(opened)
    portfolio = opened.portfolios[0]
    portfolio.advance(portfolio.now_ms + 2 * DAY_MS)
    assert facts.faults
    assert {fault.kind for fault in portfolio.active()} <= facts.faults


@pytest.mark.parametrize("without", ["", "climate"])
def test_a_policy_is_named_by_its_estimator_and_what_it_was_taught_without(without: str) -> None:
    assert parts_of(named("trees", without)) == ("trees", without)


@pytest.mark.parametrize("name", ["product", "product_taught", "oracle"])
def test_others_are_no_challengers(name: str) -> None:
    assert parts_of(name) is None


def test_each_estimator_is_told_of_on_buildings_apart() -> None:
    table, real = practised(600)
    told = on_practice(table.assign(real=real))
    assert [row["estimator"] for row in told] == list(ESTIMATORS)
    assert all(np.isfinite(row["log loss"]) for row in told)


def test_each_challenger_is_told_of_on_what_it_never_saw() -> None:
    table, real = practised(600)
    where = {"climate": ["a", "b"] * 300, "building_kind": ["c", "d", "e"] * 200, "broken": " "}
    faults = [FAULTS["air_handler"][at % 20].id for at in range(600)]
    told = unseen_in_practice(table.assign(real=real, fault=faults, **where))
    assert {row["estimator"] for row in told} == set(CHALLENGERS)
    assert len(told) == 4 * len(CHALLENGERS)
