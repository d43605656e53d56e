"""What goes before money, and what is held back."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from model.beliefs.evidence import WASTES
from model.catalogue import load_costs
from model.catalogue.vocabulary import SKILLS
from model.frames.windows import Flags, Floats
from model.ranking.choice import HOLDS, Before, choose
from model.ranking.craft import Craft, craft_of
from model.ranking.impact import CONSEQUENCES, Impacts
from model.ranking.rows import joined
from model.ranking.table import Table, joined_impacts, table_of
from tests.model.believed import at_random, believing, judged_of
from tests.model.choosing import COSTS, LEAK, STUCK, TWO, Key, worth


def choosing(table: Table) -> tuple[Key | None, Key | None, dict[Key, str]]:
    """What is shown afresh of a table, the runner-up, and what is held back."""
    rows, nobody = table.rows, np.zeros(len(table.rows), dtype=np.int64)
    found = choose(table, manager=nobody, managers=1, before=Before.nothing(1), held=nobody)
    keys = [rows.key(row, table.craft) for row in range(len(rows))]
    shown, runner_up = int(found.shown[0]), int(found.runner_up[0])
    held = {key: HOLDS[code] for key, code in zip(keys, found.held, strict=True) if code}
    return keys[shown] if shown >= 0 else None, keys[runner_up] if runner_up >= 0 else None, held


def table_of_two(craft: Craft | None = None, *, outdoor: float | None = None) -> Table:
    craft = craft or craft_of(COSTS)
    outside = None if outdoor is None else np.full(len(TWO.rows), outdoor)
    return table_of(TWO.rows, TWO.impacts, craft, outdoor=outside)


def with_fault(craft: Craft, key: Key, **columns: Any) -> Craft:
    """The craft in which one fault alone has these marks."""
    of_key = np.array([f.id == key[2] and f.kind != "rooftop_unit" for f in craft.faults])
    return replace(
        craft, **{name: np.where(of_key, value, getattr(craft, name)) for name, value in columns.items()}
    )


def with_water_running(table: Table) -> tuple[Table, Flags]:
    """The table with water that runs at ``LEAK``, and which of its rows is ``STUCK``."""
    rows = table.rows
    keys = [rows.key(row, table.craft) for row in range(len(rows))]
    waste = rows.waste.copy()
    waste[keys.index(LEAK), WASTES.index("water_m3_s")] = 1e-3
    return replace(table, rows=replace(rows, waste=waste)), np.array([key == STUCK for key in keys])


def felt_by(
    impacts: Impacts, *, people: Floats | float, kelvin: Floats | float = 0.0, comfort: Floats | float = 0.0
) -> Impacts:
    """The impacts, felt by so many people by so much, which costs ``comfort`` a day."""
    money, none = impacts.money.copy(), np.zeros(len(impacts.money))
    money[:, CONSEQUENCES.index("comfort")] = comfort
    money[:, CONSEQUENCES.index("air")] = 0.0
    return replace(impacts, money=money, people=none + people, kelvin=none + kelvin)


def test_safety_comes_before_any_money_and_even_at_a_loss() -> None:
    safe = with_fault(craft_of(COSTS), LEAK, safety=True)
    assert choosing(worth(table_of_two(safe), {LEAK: -1.0, STUCK: 500.0}, 0.8))[:2] == (LEAK, STUCK)


def test_a_safety_that_is_not_believed_goes_ahead_of_nothing() -> None:
    safe = with_fault(craft_of(COSTS), LEAK, safety=True)
    unsure = worth(table_of_two(safe), {LEAK: 5.0, STUCK: 500.0}, {LEAK: 0.45, STUCK: 0.8})
    assert choosing(unsure)[0] == STUCK


def test_water_that_runs_comes_before_more_money_and_after_safety() -> None:
    plain, safe = craft_of(COSTS), with_fault(craft_of(COSTS), STUCK, safety=True)
    for craft, first in ((plain, LEAK), (safe, STUCK)):
        wet, _ = with_water_running(table_of_two(craft))
        wet = replace(wet, impacts=felt_by(wet.impacts, people=0.0, comfort=0.0))
        assert choosing(worth(wet, {LEAK: 10.0, STUCK: 50.0}, 0.8))[0] == first


def test_water_that_runs_does_not_go_before_people_who_suffer_more() -> None:
    wet, hurt = with_water_running(table_of_two())
    for kelvin, cost, first in ((2.0, 50.0, STUCK), (2.0, 5.0, LEAK), (0.1, 50.0, LEAK)):
        impacts = felt_by(wet.impacts, people=40.0 * hurt, kelvin=kelvin * hurt)
        assert choosing(worth(replace(wet, impacts=impacts), {LEAK: 10.0, STUCK: cost}, 0.8))[0] == first


def test_nor_before_many_who_bear_a_little_each_and_more_together() -> None:
    wet, hurt = with_water_running(table_of_two())
    for comfort, cost, first in ((30.0, 50.0, STUCK), (30.0, 5.0, LEAK), (11.0, 50.0, LEAK)):
        impacts = felt_by(wet.impacts, people=400.0 * hurt, kelvin=0.1 * hurt, comfort=comfort * hurt)
        assert choosing(worth(replace(wet, impacts=impacts), {LEAK: 10.0, STUCK: cost}, 0.8))[0] == first


def test_of_rivals_one_speaks_and_is_never_its_own_runner_up() -> None:
    judged = judged_of(believing(outdoor_air_damper_stuck_open=5.0, heating_valve_leaking=5.0))
    damper = ("tower", "AHU-1", "outdoor_air_damper_stuck_open")
    plain = craft_of(COSTS)
    word = plain.rivals.max() + 1
    craft = with_fault(with_fault(plain, LEAK, rivals=word), damper, rivals=word)
    table = table_of(judged.rows, judged.impacts, craft)
    shown, runner_up, held = choosing(worth(table, {LEAK: 20.0, damper: 10.0}, 0.8))
    assert shown == LEAK
    assert runner_up is None
    assert held[damper] == "rival"


def test_what_nobody_on_site_can_do_is_held_back_with_its_reason() -> None:
    nobody = dict.fromkeys((f"{skill}_available" for skill in SKILLS), 0.0)
    shown, _, held = choosing(table_of_two(craft_of(load_costs(nobody))))
    assert shown is None
    assert set(held.values()) == {"skill"}


def test_work_that_needs_warmth_waits_for_it() -> None:
    craft = craft_of(COSTS)
    craft = replace(craft, outdoor_above=np.full(len(craft.actions), 5.0))
    assert set(choosing(table_of_two(craft, outdoor=-10.0))[2].values()) == {"weather"}
    assert "weather" not in choosing(table_of_two(craft, outdoor=10.0))[2].values()
    assert "weather" not in choosing(table_of_two(craft, outdoor=float("nan")))[2].values()


def test_work_for_which_nobody_may_be_in_is_held_back_where_people_always_are() -> None:
    craft = craft_of(COSTS)
    craft = replace(craft, empty_hours=np.full(len(craft.actions), 2.0))
    for hours, held in ((1.0, True), (3.0, False)):
        table = table_of(TWO.rows, TWO.impacts, craft, empty_hours=np.full(len(TWO.rows), hours))
        assert ("occupancy" in choosing(table)[2].values()) == held


@settings(max_examples=20)
@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=4, unique=True))
def test_managers_side_by_side_see_what_each_sees_alone(seeds: list[int]) -> None:
    judged = [judged_of(at_random(seed), f"b{seed}") for seed in seeds]
    rows, impacts = joined([j.rows for j in judged]), joined_impacts([j.impacts for j in judged])
    craft = craft_of(COSTS)
    together = table_of(rows, impacts, craft)
    found = choose(
        together,
        manager=rows.building,
        managers=len(judged),
        before=Before.nothing(len(judged)),
        held=np.zeros(len(rows), dtype=np.int64),
    )
    for at, one in enumerate(judged):
        shown, runner_up, _ = choosing(table_of(one.rows, one.impacts, craft))
        for row, key in ((int(found.shown[at]), shown), (int(found.runner_up[at]), runner_up)):
            assert (rows.key(row, craft) if row >= 0 else None) == key
