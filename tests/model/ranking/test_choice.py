"""The one: it holds still, and gives way for a reason."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.beliefs.answers import Answer
from model.catalogue import load_actions
from model.ranking.choice import HOLDS, choose
from model.ranking.craft import craft_of
from model.ranking.standing import standing_of
from model.ranking.table import table_of
from model.round import Judged
from tests.model.believed import NOW_MS, at_random, judged_of
from tests.model.choosing import COSTS, LEAK, STUCK, TWO, Key, worth

DAY_MS = 86_400_000


@dataclass(frozen=True)
class Shown:
    """What was chosen, in words; ``worth``: the score of each by the way in which it would be shown."""

    key: Key | None
    action: str | None
    runner_up: Key | None
    held_back: dict[Key, str]
    worth: dict[Key, float]


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
        dict(zip(keys, table.ways.score[found.way].tolist(), strict=True)),
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
    found = chosen(judged=judged)
    if found.key is not None and found.action is not None:
        shown = next(p for p in judged.proposals if p.key == found.key)
        looks = load_actions()[found.action].kind == "check"
        assert shown.real >= (COSTS.look_probability_floor if looks else COSTS.probability_floor)
        assert shown.score > 0 or "safety" in shown.facts.consequences


@settings(max_examples=30)
@example(4215)
@given(st.integers(0, 10_000))
def test_nothing_open_is_worth_more_than_what_is_shown_afresh_but_for_safety_and_water(seed: int) -> None:
    judged = judged_of(at_random(seed))
    found = chosen(judged=judged)
    ahead = {p.key for p in judged.proposals if {"safety", "water"} & set(p.facts.consequences)}
    for key, score in found.worth.items():
        if key not in found.held_back:
            assert found.key is not None
            assert score <= found.worth[found.key] or found.key in ahead
