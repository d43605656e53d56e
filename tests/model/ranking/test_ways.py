"""What a way of acting is worth: repairs by their gain, looks by what knowing is worth."""

from dataclasses import replace
from math import fsum

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.catalogue import load_costs
from model.ranking.craft import Craft, craft_of
from model.ranking.impact import CONSEQUENCES, Impacts
from model.ranking.rows import Rows
from model.ranking.table import Table, table_of
from tests.model.believed import at_random, believing, judged_of

SEEDS = st.integers(0, 10_000)


def valued(craft: Craft, worth: dict[str, tuple[float, float]], kind: str = "air_handler") -> Table:
    """One air handler of which each fault named has a probability and a worth a day."""
    n = len(worth)
    rows = Rows(
        buildings=("tower",),
        equipment=("AHU-1",),
        building=np.zeros(n, dtype=np.int64),
        place=np.zeros(n, dtype=np.int64),
        column=np.zeros(n, dtype=np.int64),
        fault=np.array([craft.number[kind, fault] for fault in worth], dtype=np.int64),
        probability=np.array([p for p, _ in worth.values()]),
        days=np.ones(n),
        waste=np.zeros((n, 8)),
        people=np.zeros(n),
        energy=np.zeros(n),
        flow_doubt=np.ones(n),
        hidden=np.zeros(n),
        unseen=np.zeros(n),
        electricity=np.ones((n, 3)),
    )
    money = np.zeros((n, len(CONSEQUENCES)))
    money[:, 0] = [value for _, value in worth.values()]
    nothing = np.zeros(n)
    return table_of(rows, Impacts(money, money, money[:, 0], money[:, 0], nothing, nothing, nothing), craft)


def as_rivals(craft: Craft, *faults: str) -> Craft:
    """The craft with these faults as rivals of each other, and of no other."""
    word = craft.rivals.max() + 1
    return replace(
        craft,
        rivals=np.array(
            [
                word if fault.id in faults and fault.kind == "air_handler" else before
                for fault, before in zip(craft.faults, craft.rivals, strict=True)
            ]
        ),
    )


def score(table: Table, fault: str, action: str) -> float:
    row = next(r for r in range(len(table.rows)) if table.rows.key(r, table.craft)[2] == fault)
    return float(table.ways.score[table.ways.of(row, table.craft.action_number[action])])


# Where a look comes before what names no cause, a repair by guess has no score.
@example(1375)
@given(SEEDS)
def test_the_terms_of_every_way_that_is_open_sum_to_its_score(seed: int) -> None:
    judged = judged_of(at_random(seed))
    table = table_of(judged.rows, judged.impacts, judged.craft)
    is_open = np.flatnonzero(np.isfinite(table.ways.score))
    assert len(is_open) > 50
    for way in is_open.tolist():
        terms = table.money(way).values()
        assert fsum(terms) == pytest.approx(table.ways.score[way], rel=1e-9, abs=1e-9)


def test_a_repair_guess_is_p_times_its_chance_times_the_value_less_all_costs() -> None:
    craft = craft_of(load_costs())
    table = valued(craft, {"heating_valve_leaking": (0.8, 40.0)})
    action = craft.action_number["reseat_heating_valve"]
    cost = craft.labour[action] + craft.parts[action] + craft.visit[action]
    wasted = craft.costs.wasted_visit_price.likely * 0.2
    gain = 0.8 * 0.8 * craft.kept[action] * 40.0
    assert score(table, "heating_valve_leaking", "reseat_heating_valve") == pytest.approx(
        gain - (cost + wasted) / 365
    )


def test_who_is_sure_repairs_and_who_doubts_a_dear_repair_looks_first() -> None:
    craft = craft_of(load_costs({"wasted_visit_price": 20.0}))
    repair, look = "reseat_heating_valve", "check_heating_valve_shut"
    sure = valued(craft, {"heating_valve_leaking": (0.97, 40.0)})
    doubtful = valued(craft, {"heating_valve_leaking": (0.5, 3.0)})
    assert score(sure, "heating_valve_leaking", repair) > score(sure, "heating_valve_leaking", look)
    assert score(doubtful, "heating_valve_leaking", look) > score(doubtful, "heating_valve_leaking", repair)


def test_a_look_that_often_mends_comes_before_a_part_that_seldom_does_more() -> None:
    craft = craft_of(load_costs())
    flat = valued(craft, {"sensor_flat": (0.9, 8.0)}, kind="sensor")
    assert score(flat, "sensor_flat", "check_point") > score(flat, "sensor_flat", "replace_sensor")
    urgent = valued(craft, {"sensor_flat": (0.9, 30.0)}, kind="sensor")
    assert score(urgent, "sensor_flat", "replace_sensor") > score(urgent, "sensor_flat", "check_point")


def test_a_look_gains_by_each_rival_that_it_tells_apart() -> None:
    plain = craft_of(load_costs())
    faults = {"heating_valve_leaking": (0.4, 20.0), "mixed_air_temperature_sensor_wrong": (0.4, 20.0)}
    rivals = as_rivals(plain, *faults)
    look = "check_heating_valve_shut"
    apart = score(valued(plain, faults), "heating_valve_leaking", look)
    assert score(valued(rivals, faults), "heating_valve_leaking", look) > apart + 0.4 * 20.0 * 0.5


def test_between_rivals_a_look_beats_every_repair_guess() -> None:
    faults = {"heating_valve_leaking": (0.45, 20.0), "mixed_air_temperature_sensor_wrong": (0.45, 20.0)}
    table = valued(as_rivals(craft_of(load_costs()), *faults), faults)
    best = [table.craft.actions[table.ways.action[way]].kind for way in table.best]
    assert best == ["check", "check"]


@given(st.floats(0.1, 0.95), st.floats(1.0, 200.0))
def test_knowing_is_never_worth_more_than_a_repair_that_is_sure_to_be_right(p: float, value: float) -> None:
    craft = craft_of(load_costs())
    table = valued(craft, {"heating_valve_leaking": (p, value)})
    ways, days = table.ways, craft.costs.horizon_days
    repairs = [w for w in range(len(ways.row)) if not craft.check[ways.action[w]]]
    perfect = max(p * max(ways.chance[w] * value - ways.cost[w] / days, 0.0) for w in repairs)
    free = max(p * ways.chance[w] * value for w in range(len(ways.row)))
    for way in range(len(ways.row)):
        assert ways.score[way] <= max(perfect + p * ways.cost.max() / days, free)


def test_what_was_tried_gives_way_to_the_next() -> None:
    judged = judged_of(believing(outdoor_air_damper_stuck_open=6.0))
    row = [judged.rows.key(r, judged.craft)[2] for r in range(len(judged.rows))].index(
        "outdoor_air_damper_stuck_open"
    )
    before = table_of(judged.rows, judged.impacts, judged.craft)
    first = int(before.ways.action[before.best[row]])
    after = table_of(judged.rows, judged.impacts, judged.craft, tried=frozenset({(row, first)}))
    assert int(after.ways.action[after.best[row]]) != first


def test_a_shared_visit_is_cheaper() -> None:
    judged = judged_of(believing(heating_valve_leaking=6.0))
    alone = table_of(judged.rows, judged.impacts, judged.craft)
    together = table_of(
        judged.rows, judged.impacts, judged.craft, shared=np.ones(len(judged.rows), dtype=bool)
    )
    assert (together.ways.score > alone.ways.score).all()


def test_whom_the_site_cannot_have_is_not_asked_for() -> None:
    craft = craft_of(load_costs({"mechanic_available": 0.0}))
    table = valued(craft, {"heating_valve_leaking": (0.9, 40.0)})
    assert table.craft.actions[table.ways.action[table.best[0]]].labour.skill != "mechanic"
    assert np.isneginf(score(table, "heating_valve_leaking", "reseat_heating_valve"))


def test_a_table_without_rows_has_no_ways() -> None:
    table = valued(craft_of(load_costs()), {})
    assert len(table.best) == 0
    assert len(table.ways.score) == 0
