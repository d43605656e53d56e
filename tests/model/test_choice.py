"""The one: it holds still, and gives way for a reason."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.answers import Answer
from model.catalogue import load_costs
from model.catalogue.vocabulary import SKILLS
from model.choice import HOLDS, Before, choose
from model.evidence import WASTES
from model.ranking.craft import Craft, craft_of
from model.ranking.rows import joined
from model.ranking.standing import standing_of
from model.ranking.table import Table, joined_impacts, table_of
from model.round import Judged
from tests.model.believed import NOW_MS, at_random, believing, judged_of

COSTS = load_costs()
DAY_MS = 86_400_000
Key = tuple[str, str, str]
LEAK = ("tower", "AHU-1", "heating_valve_leaking")
STUCK = ("tower", "VAV-1", "zone_reheat_leaking")
TWO = judged_of(believing(heating_valve_leaking=5.0, zone_reheat_leaking=5.0))


@dataclass(frozen=True)
class Shown:
    """What was chosen, in words."""

    key: Key | None
    action: str | None
    runner_up: Key | None
    held_back: dict[Key, str]


def worth(table: Table, scores: dict[Key, float], probability: float | dict[Key, float]) -> Table:
    """The table with other scores and probabilities; what is not named is worth nothing."""
    rows, ways = table.rows, table.ways
    keys = [rows.key(row, table.craft) for row in range(len(rows))]
    chance = probability if isinstance(probability, dict) else dict.fromkeys(scores, probability)
    p = np.array([chance.get(key, 0.2) for key in keys])
    score = np.array([scores.get(key, -1.0) for key in keys])
    return replace(
        table,
        rows=replace(rows, probability=p),
        ways=replace(ways, score=score[ways.row], real=p[ways.row]),
    )


def chosen(
    scores: dict[Key, float] | None = None,
    *,
    judged: Judged = TWO,
    probability: float | dict[Key, float] = 0.8,
    before: Key | None = None,
    action: str | None = None,
    answers: tuple[Answer, ...] = (),
    now_ms: int = NOW_MS,
) -> Shown:
    craft = craft_of(COSTS)
    standing = standing_of(
        judged.rows,
        [judged.building],
        craft,
        shown_before=before,
        action_before=action,
        answers=answers,
        now_ms=now_ms,
    )
    table = table_of(judged.rows, judged.impacts, craft, shared=standing.shared, tried=standing.tried)
    if scores is not None:
        table = worth(table, scores, probability)
    found = choose(
        table,
        manager=np.zeros(len(judged.rows), dtype=np.int64),
        managers=1,
        before=standing.before,
        held=standing.held,
    )
    keys = [judged.rows.key(row, craft) for row in range(len(judged.rows))]
    shown, runner_up = int(found.shown[0]), int(found.runner_up[0])
    return Shown(
        None if shown < 0 else keys[shown],
        None if shown < 0 else craft.actions[table.ways.action[found.way[shown]]].id,
        None if runner_up < 0 else keys[runner_up],
        {key: HOLDS[code] for key, code in zip(keys, found.held, strict=True) if code},
    )


def said(what: str, reason: str | None = None, about: Key = LEAK, until_ms: int | None = None) -> Answer:
    building, equipment, fault = about
    return Answer(
        recommendation="r",
        manager="ada",
        building=building,
        equipment=equipment,
        fault=fault,
        action="reseat_heating_valve",
        said=what,
        answered_ms=NOW_MS,
        reason=reason,
        until_ms=until_ms,
    )


def test_the_best_is_shown_and_the_next_is_the_runner_up() -> None:
    found = chosen({LEAK: 10, STUCK: 20})
    assert found.key == STUCK
    assert found.runner_up == LEAK


@pytest.mark.parametrize("score", [-5.0, -0.01, 0.0])
def test_nothing_beats_what_is_worth_nothing(score: float) -> None:
    found = chosen({LEAK: score})
    assert found.key is None
    assert found.held_back[LEAK] == "value"


def test_what_is_not_believed_enough_is_not_shown() -> None:
    found = chosen({LEAK: 50}, probability=COSTS.probability_floor - 0.01)
    assert found.key is None
    assert found.held_back[LEAK] == "probability"


def test_a_small_advantage_does_not_replace_what_is_shown() -> None:
    margin = 1 + COSTS.challenger_margin
    assert chosen({LEAK: 20, STUCK: 20 * margin - 0.1}, before=LEAK).key == LEAK
    assert chosen({LEAK: 20, STUCK: 20 * margin + 0.1}, before=LEAK).key == STUCK


def test_what_is_shown_stays_below_the_floor_until_it_is_hardly_believed() -> None:
    for probability, stays in (
        (COSTS.probability_to_leave + 0.01, True),
        (COSTS.probability_to_leave, False),
    ):
        assert (chosen({LEAK: 20}, probability=probability, before=LEAK).key == LEAK) is stays


def test_what_is_accepted_stays_whatever_challenges_it() -> None:
    found = chosen(
        {LEAK: 1, STUCK: 1000},
        probability={LEAK: 0.05, STUCK: 0.8},
        before=LEAK,
        answers=(said("accepted"),),
    )
    assert found.key == LEAK
    assert found.runner_up == STUCK


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        (said("snoozed"), 1),
        (said("snoozed", until_ms=NOW_MS + 3 * DAY_MS), 3),
        (said("dismissed", "already_known"), 30),
        (said("dismissed", "cannot_now"), 7),
        (said("dismissed", "not_real"), 2),
        (said("handed_over"), 14),
        (said("done"), 7),
    ],
    ids=["snoozed", "snoozed until", "already known", "cannot now", "not real", "handed over", "done"],
)
def test_what_is_answered_rests_and_comes_back(answer: Answer, days: int) -> None:
    resting = chosen({LEAK: 20}, answers=(answer,), before=LEAK, now_ms=NOW_MS + days * DAY_MS - 1)
    assert resting.key is None
    assert resting.held_back[LEAK] == "answered"
    assert chosen({LEAK: 20}, answers=(answer,), now_ms=NOW_MS + days * DAY_MS).key == LEAK


def test_the_newest_answer_counts() -> None:
    older = replace(said("snoozed"), answered_ms=NOW_MS - DAY_MS // 2)
    assert chosen({LEAK: 20}, before=LEAK, answers=(said("accepted"), older)).key == LEAK


@given(st.integers(0, 10_000))
def test_looking_twice_at_the_same_shows_the_same(seed: int) -> None:
    judged = judged_of(at_random(seed))
    first = chosen(judged=judged)
    again = chosen(judged=judged, before=first.key, action=first.action)
    assert (again.key, again.action) == (first.key, first.action)


@given(st.integers(0, 10_000))
def test_what_is_shown_is_believed_and_worth_more_than_nothing(seed: int) -> None:
    judged = judged_of(at_random(seed))
    key = chosen(judged=judged).key
    if key is not None:
        shown = next(p for p in judged.proposals if p.key == key)
        assert shown.real >= COSTS.probability_floor
        assert shown.score > 0 or "safety" in shown.facts.consequences


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_nothing_open_is_worth_more_than_what_is_shown_afresh_but_for_safety_and_water(seed: int) -> None:
    judged = judged_of(at_random(seed))
    found = chosen(judged=judged)
    scores = {p.key: p.score for p in judged.proposals}
    ahead = {p.key for p in judged.proposals if {"safety", "water"} & set(p.facts.consequences)}
    for key, score in scores.items():
        if key not in found.held_back:
            assert found.key is not None
            assert score <= scores[found.key] or found.key in ahead


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


def test_safety_comes_before_any_money_and_even_at_a_loss() -> None:
    safe = with_fault(craft_of(COSTS), LEAK, safety=True)
    assert choosing(worth(table_of_two(safe), {LEAK: -1.0, STUCK: 500.0}, 0.8))[:2] == (LEAK, STUCK)


def test_a_safety_that_is_not_believed_goes_ahead_of_nothing() -> None:
    safe = with_fault(craft_of(COSTS), LEAK, safety=True)
    unsure = worth(table_of_two(safe), {LEAK: 5.0, STUCK: 500.0}, {LEAK: 0.45, STUCK: 0.8})
    assert choosing(unsure)[0] == STUCK


def test_water_that_runs_comes_before_more_money_and_after_safety() -> None:
    rows = TWO.rows
    at = [rows.key(row, TWO.craft) for row in range(len(rows))].index(LEAK)
    waste = rows.waste.copy()
    waste[at, WASTES.index("water_m3_s")] = 1e-3
    plain, safe = craft_of(COSTS), with_fault(craft_of(COSTS), STUCK, safety=True)
    for craft, first in ((plain, LEAK), (safe, STUCK)):
        wet = replace(table_of_two(craft), rows=replace(rows, waste=waste))
        assert choosing(worth(wet, {LEAK: 10.0, STUCK: 50.0}, 0.8))[0] == first


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
