"""Exploration: rare, near the best, repeatable, and logged with its odds."""

from dataclasses import replace

import numpy as np
import pytest

from model.catalogue import load_costs
from model.ranking.choice import Before, Chosen, choose
from model.ranking.craft import craft_of
from model.ranking.table import Table, table_of
from tests.model.believed import believing, judged_of

SHARE = 0.2
MANY = 2000


def looks(share: float, faults: dict[str, float], seeds: int = MANY) -> tuple[Table, list[Chosen]]:
    """``seeds`` looks at the same building, each with a lot of its own."""
    judged = judged_of(believing(**faults))
    craft = craft_of(load_costs({"exploration_share": share}))
    table = table_of(judged.rows, judged.impacts, craft)
    ways = table.ways
    value = np.where(table.rows.probability > 0.5, 10.0 + 0.1 * np.arange(len(table.rows)), -1.0)
    table = replace(table, ways=replace(ways, score=value[ways.row]))
    nobody = np.zeros(len(table.rows), dtype=np.int64)
    return table, [
        choose(
            table, manager=nobody, managers=1, before=Before.nothing(1), held=nobody, seeds=(f"ada|{seed}",)
        )
        for seed in range(seeds)
    ]


def test_it_is_off_unless_the_owner_wants_it() -> None:
    assert load_costs().exploration_share == 0
    _, found = looks(0.0, {"heating_valve_leaking": 6.0, "zone_reheat_leaking": 6.0}, 50)
    assert len({int(one.shown[0]) for one in found}) == 1
    assert all(one.odds[one.shown[0]] == 1.0 for one in found)


def test_each_is_shown_as_often_as_is_logged() -> None:
    table, found = looks(SHARE, {"heating_valve_leaking": 6.0, "zone_reheat_leaking": 6.0})
    odds = found[0].odds
    assert odds.sum() == pytest.approx(1.0)
    shares = np.bincount([int(one.shown[0]) for one in found], minlength=len(table.rows)) / MANY
    np.testing.assert_allclose(shares, odds, atol=4 * np.sqrt(0.25 / MANY))
    assert (odds > 0).sum() >= 2


def test_the_same_seed_draws_the_same() -> None:
    faults = {"heating_valve_leaking": 6.0, "zone_reheat_leaking": 6.0}
    once, again = looks(SHARE, faults, 100)[1], looks(SHARE, faults, 100)[1]
    assert [int(one.shown[0]) for one in once] == [int(one.shown[0]) for one in again]


def test_safety_is_never_left_to_a_lot() -> None:
    judged = judged_of(believing(heating_valve_leaking=6.0, zone_reheat_leaking=6.0))
    craft = craft_of(load_costs({"exploration_share": SHARE}))
    number = craft.number["air_handler", "heating_valve_leaking"]
    craft = replace(craft, safety=np.arange(len(craft.faults)) == number)
    table = table_of(judged.rows, judged.impacts, craft)
    nobody = np.zeros(len(table.rows), dtype=np.int64)
    shown = {
        int(
            choose(
                table, manager=nobody, managers=1, before=Before.nothing(1), held=nobody, seeds=(str(seed),)
            ).shown[0]
        )
        for seed in range(200)
    }
    assert [craft.facts[table.rows.fault[row]].id for row in shown] == ["heating_valve_leaking"]
