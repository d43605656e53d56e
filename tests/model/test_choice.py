"""The one: it holds still, and gives way for a reason."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.answers import Answer
from model.candidates import Proposal
from model.catalogue import load_costs
from model.choice import Chosen, choose
from tests.model.believed import NOW_MS, at_random, believing, judged_of, proposal_of

COSTS = load_costs()
DAY_MS = 86_400_000
LEAK = proposal_of("heating_valve_leaking", judged_of(believing(heating_valve_leaking=5.0)))
STUCK = proposal_of("zone_reheat_leaking", judged_of(believing(zone_reheat_leaking=5.0)))


def worth(proposal: Proposal, score: float, probability: float = 0.8) -> Proposal:
    """The proposal with another score and probability, its options alike."""
    options = tuple(replace(option, score=score) for option in proposal.options)
    return replace(proposal, score=score, probability=probability, options=options)


def chosen(
    *proposals: Proposal,
    before: Proposal | None = None,
    answers: tuple[Answer, ...] = (),
    now_ms: int = NOW_MS,
) -> Chosen:
    return choose(
        sorted(proposals, key=lambda p: -p.score),
        shown_before=None if before is None else before.key,
        action_before=None if before is None else before.action.id,
        answers=answers,
        costs=COSTS,
        now_ms=now_ms,
    )


def said(what: str, reason: str | None = None, about: Proposal = LEAK, until_ms: int | None = None) -> Answer:
    return Answer(
        recommendation="r",
        manager="ada",
        building=about.building,
        equipment=about.equipment.id,
        fault=about.fault.id,
        action=about.action.id,
        said=what,
        answered_ms=NOW_MS,
        reason=reason,
        until_ms=until_ms,
    )


def key(found: Chosen) -> tuple[str, str, str] | None:
    return None if found.shown is None else found.shown.key


def test_the_best_is_shown_and_the_next_is_the_runner_up() -> None:
    found = chosen(worth(LEAK, 10), worth(STUCK, 20))
    assert key(found) == STUCK.key
    assert found.runner_up is not None
    assert found.runner_up.key == LEAK.key


@pytest.mark.parametrize("score", [-5.0, -0.01, 0.0])
def test_nothing_beats_what_is_worth_nothing(score: float) -> None:
    found = chosen(worth(LEAK, score))
    assert found.shown is None
    assert found.held_back == {LEAK.key: "value"}


def test_what_is_not_believed_enough_is_not_shown() -> None:
    found = chosen(worth(LEAK, 50, probability=COSTS.probability_floor - 0.01))
    assert found.shown is None
    assert found.held_back == {LEAK.key: "probability"}


def test_a_small_advantage_does_not_replace_what_is_shown() -> None:
    margin = 1 + COSTS.challenger_margin
    shown = worth(LEAK, 20)
    assert key(chosen(shown, worth(STUCK, 20 * margin - 0.1), before=shown)) == LEAK.key
    assert key(chosen(shown, worth(STUCK, 20 * margin + 0.1), before=shown)) == STUCK.key


def test_what_is_shown_stays_below_the_floor_until_it_is_hardly_believed() -> None:
    for probability, stays in (
        (COSTS.probability_to_leave + 0.01, True),
        (COSTS.probability_to_leave, False),
    ):
        shown = worth(LEAK, 20, probability)
        assert (key(chosen(shown, before=shown)) == LEAK.key) is stays


def test_what_is_accepted_stays_whatever_challenges_it() -> None:
    shown = worth(LEAK, 1, probability=0.05)
    found = chosen(shown, worth(STUCK, 1000), before=shown, answers=(said("accepted"),))
    assert key(found) == LEAK.key
    assert found.runner_up is not None


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
    shown = worth(LEAK, 20)
    resting = chosen(shown, answers=(answer,), before=shown, now_ms=NOW_MS + days * DAY_MS - 1)
    assert resting.shown is None
    assert resting.held_back == {LEAK.key: "answered"}
    assert key(chosen(shown, answers=(answer,), now_ms=NOW_MS + days * DAY_MS)) == LEAK.key


def test_the_newest_answer_counts() -> None:
    older = replace(said("snoozed"), answered_ms=NOW_MS - DAY_MS // 2)
    assert key(chosen(worth(LEAK, 20), before=LEAK, answers=(said("accepted"), older))) == LEAK.key


@given(st.integers(0, 10_000))
def test_looking_twice_at_the_same_shows_the_same(seed: int) -> None:
    proposals = judged_of(at_random(seed)).proposals
    first = chosen(*proposals)
    again = chosen(*proposals, before=first.shown)
    assert key(again) == key(first)
    assert first.shown is None or (again.shown is not None and again.shown.action == first.shown.action)


@given(st.integers(0, 10_000))
def test_what_is_shown_is_believed_and_worth_more_than_nothing(seed: int) -> None:
    shown = chosen(*judged_of(at_random(seed)).proposals).shown
    assert shown is None or (shown.score > 0 and shown.probability >= COSTS.probability_floor)


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_nothing_open_is_worth_more_than_what_is_shown_afresh(seed: int) -> None:
    proposals = judged_of(at_random(seed)).proposals
    found = chosen(*proposals)
    for proposal in proposals:
        if proposal.key not in found.held_back:
            assert found.shown is not None
            assert proposal.score <= found.shown.score
