"""Was it fixed? The data since the repair decide, or say that they cannot."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.attending.attending import Attendant
from model.attending.outcomes import saving_of
from model.attending.watch import Verdict, not_fixed, verdict
from model.beliefs.answers import Answer
from model.beliefs.evidence import WASTES
from model.catalogue import Action, actions_for
from model.frames.history import ReadingColumns
from model.frames.memory_readings import MemoryReadings
from model.recommendation import Interval
from model.round import Judged, ShownBefore
from tests.model.believed import NOW_MS, believing, card_of, judged_of
from tests.model.building_of import MONDAY_MS, air_handler, building_of
from tests.model.memory_state import MemoryState

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
NOTHING = ReadingColumns(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
FAULT = "heating_valve_leaking"
# What is done for another fault and rarely ends this one needs more than data can say.
ACTIONS = sorted(
    (action for action in actions_for(FAULT) if action.addresses[FAULT] > 0.1),
    key=lambda action: action.addresses[FAULT],
)
every_action = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)


def after(
    score: float,
    *,
    judged: bool = True,
    days: float = 1.0,
    action: Action = ACTIONS[-1],
    by_people: float = 0.0,
) -> Verdict | None:
    """The verdict so many days after the repair, when the data since then sum to ``score``."""
    belief = believing()["air_handler"]
    row = belief.faults.index(FAULT), 0
    belief.watched[row] = score
    belief.judged_ms[row] = NOW_MS + HOUR_MS if judged else NOW_MS - HOUR_MS
    answer = Answer("r", "ada", "tower", "AHU-1", FAULT, action.id, "done", NOW_MS)
    return verdict(answer, belief, row, NOW_MS + round(days * DAY_MS), by_people=by_people)


@every_action
def test_days_that_speak_against_the_fault_say_that_it_is_fixed_whatever_was_done(action: Action) -> None:
    found = after(-4.2, action=action)
    assert found is not None
    assert found.found == "fixed"
    assert found.probability >= 0.9


@every_action
def test_hours_that_show_the_fault_again_say_that_it_is_not_fixed(action: Action) -> None:
    found = after(6.0, action=action)
    assert found is not None
    assert found.found == "not_fixed"
    assert found.probability <= 0.10


@every_action
@pytest.mark.parametrize("said", [-0.9, 0.0, 0.9])
def test_while_the_data_are_undecided_there_is_no_verdict(action: Action, said: float) -> None:
    assert after(said, action=action) is None


@every_action
@given(score=st.floats(-20.0, 20.0), days=st.floats(0.0, 30.0), more=st.floats(0.0, 10.0))
def test_what_speaks_more_for_the_fault_never_makes_it_likelier_fixed(
    action: Action, score: float, days: float, more: float
) -> None:
    one, other = (after(s, days=days, action=action) for s in (score, score + more))
    if one is not None and other is not None:
        assert other.probability <= one.probability
        order = ("not_fixed", "cannot_tell", "fixed")
        assert order.index(other.found) <= order.index(one.found)


@every_action
@given(score=st.floats(-20.0, 20.0))
def test_after_a_week_there_is_always_a_verdict_and_it_stands(action: Action, score: float) -> None:
    found = after(score, days=7.1, action=action)
    assert found is not None
    assert found == after(score, days=30.0, action=action)


@given(score=st.floats(-20.0, 20.0), days=st.floats(0.0, 30.0))
def test_without_an_hour_of_relevant_operation_nothing_is_claimed(score: float, days: float) -> None:
    found = after(score, judged=False, days=days)
    assert found is None or found.found == "cannot_tell"


def test_who_goes_on_complaining_says_that_it_is_not_fixed_where_no_reading_does() -> None:
    found = after(0.0, judged=False, by_people=6.0)
    assert found is not None
    assert found.found == "not_fixed"


def test_what_people_say_takes_from_what_the_data_say() -> None:
    quiet, told = after(-4.2), after(-4.2, by_people=3.0)
    assert quiet is not None
    assert told is None or told.probability < quiet.probability


def test_it_is_not_called_unfixed_before_the_data_can_show_the_work() -> None:
    assert after(6.0, days=0.02) is None


def shown(consequences: dict[str, float], wasted: dict[str, float]) -> dict[str, Any]:
    """As much of a recommendation's document as the saving needs."""
    total = sum(consequences.values())
    return {
        "value_per_day": {"low": 0.5 * total, "likely": total, "high": 2.0 * total},
        "consequences": [{"id": name, "per_day": cost} for name, cost in consequences.items()],
        "wasted": [wasted.get(name, 0.0) for name in WASTES],
    }


def test_what_no_longer_wastes_is_saved_whole() -> None:
    document = shown({"heating": 30.0, "risk": 5.0}, {"heating_w": 4000.0})
    assert saving_of(document, (0.0,) * len(WASTES)) == Interval(17.5, 35.0, 70.0)


def test_what_still_wastes_is_taken_off_the_saving() -> None:
    document = shown({"heating": 30.0, "comfort": 10.0}, {"heating_w": 4000.0, "discomfort": 2.0})
    left = tuple(1000.0 if name == "heating_w" else 0.0 for name in WASTES)
    found = saving_of(document, left)
    assert found is not None
    assert found.likely == pytest.approx(40.0 - 7.5)


def test_what_was_only_hidden_is_found_and_not_saved() -> None:
    assert saving_of(shown({"blindness": 90.0, "risk": 0.5}, {})) is None
    found = saving_of(shown({"blindness": 90.0, "comfort": 30.0}, {"discomfort": 2.0}))
    assert found is not None
    assert found.likely == pytest.approx(30.0)


@given(st.lists(st.floats(0.0, 1e6), min_size=len(WASTES), max_size=len(WASTES)))
def test_a_saving_is_never_negative_nor_more_than_the_cost(left: list[float]) -> None:
    document = shown({"heating": 30.0, "water": 10.0}, {"heating_w": 4000.0, "water_m3_s": 1e-5})
    found = saving_of(document, tuple(left))
    assert found is not None
    assert 0 <= found.low <= found.likely <= found.high
    assert found.likely <= 40.0


def shown_to_her(
    judged: Judged, *, before: ShownBefore | None = None, answers: tuple[Answer, ...] = ()
) -> tuple[str, str] | None:
    """Fault and action of the card."""
    found = card_of(judged, before=before, answers=answers)
    return None if found is None else (found.fault, found.action)


def test_what_heals_by_itself_leaves_the_card_though_it_was_taken_on() -> None:
    action = ACTIONS[-1].id
    before = ShownBefore("r", "tower", "AHU-1", FAULT, action)
    taken = Answer("r", "ada", "tower", "AHU-1", FAULT, action, "accepted", NOW_MS - DAY_MS)
    there, gone = (judged_of(believing(**{FAULT: score})) for score in (6.0, -2.0))
    assert shown_to_her(there, before=before, answers=(taken,)) == (FAULT, action)
    assert shown_to_her(gone, before=before, answers=(taken,)) is None


def test_what_was_done_and_did_not_help_comes_back_at_once_with_another_action() -> None:
    beliefs = believing(**{FAULT: 6.0})
    belief = beliefs["air_handler"]
    row = belief.faults.index(FAULT), 0
    belief.watched[row] = 6.0
    judged = judged_of(beliefs)
    done = Answer("r", "ada", "tower", "AHU-1", FAULT, ACTIONS[-1].id, "done", NOW_MS - 2 * DAY_MS)
    belief.judged_ms[row] = NOW_MS - HOUR_MS
    first, again = shown_to_her(judged), shown_to_her(judged, answers=(done,))
    assert first == (FAULT, ACTIONS[-1].id)
    assert again is not None
    assert again[0] == FAULT
    assert again[1] != ACTIONS[-1].id


def test_a_healthy_day_after_a_repair_proves_it() -> None:
    told = building_of({"AHU-1": air_handler()})
    belief = told.beliefs()["air_handler"]
    row = belief.faults.index(FAULT), 0
    for action in ACTIONS:
        answer = Answer("r", "ada", "tower", "AHU-1", FAULT, action.id, "done", MONDAY_MS)
        found = verdict(answer, belief, row, told.end_ms)
        assert found is not None
        assert found.found == "fixed"


@pytest.mark.parametrize("score", [-1.5, 0.0, 6.0])
def test_without_an_hour_that_could_be_judged_nothing_is_said_for_a_week(score: float) -> None:
    assert after(score, judged=False) is None
    found = after(score, judged=False, days=7.1)
    assert found is not None
    assert found.found == "cannot_tell"


def _done(recommendation: str, days_ago: float, found: str | None = None, action: str = "") -> Answer:
    at_ms = NOW_MS - round(days_ago * DAY_MS)
    return Answer(
        recommendation,
        "ada",
        "tower",
        "AHU-1",
        FAULT,
        action or "reseat_heating_valve",
        "done",
        at_ms,
        found=found,
    )


def test_an_action_that_left_the_catalogue_is_still_watched_and_ends_nothing() -> None:
    gone = _done("r", 200.0, "fixed", action="an_action_of_an_older_catalogue")
    assert card_of(judged_of(believing(**{FAULT: 6.0})), answers=(gone,)) is not None
    belief = believing(**{FAULT: 6.0})["air_handler"]
    row = belief.faults.index(FAULT), 0
    belief.watched[row], belief.judged_ms[row] = -4.2, NOW_MS + HOUR_MS
    said = verdict(replace(gone, answered_ms=NOW_MS), belief, row, NOW_MS + DAY_MS)
    assert said is not None
    assert said.found == "fixed"


def test_an_old_repair_takes_no_patience_from_a_new_one() -> None:
    beliefs = believing(**{FAULT: 6.0})
    belief = beliefs["air_handler"]
    belief.watched[belief.faults.index(FAULT), 0] = 3.6
    nobody = {"tower": {kind: each.complained for kind, each in judged_of(beliefs).chances.items()}}
    now = _done("new", 2 / 24)
    assert not_fixed([now], {"tower": beliefs}, NOW_MS, nobody) == frozenset()
    assert not_fixed([_done("old", 100.0, "fixed"), now], {"tower": beliefs}, NOW_MS, nobody) == frozenset()


def test_what_ended_the_fault_once_is_the_first_thing_to_do_when_it_comes_back() -> None:
    judged = judged_of(believing(**{FAULT: 6.0}))
    first = card_of(judged)
    assert first is not None
    again = card_of(judged, answers=(_done("r", 60.0, "fixed", action=first.action),))
    assert again is not None
    assert again.action == first.action


def test_the_repair_of_what_is_no_longer_described_is_given_up() -> None:
    attendant = Attendant(MemoryReadings([], NOTHING), MemoryState())
    gone = replace(_done("r", 8.0), equipment="AHU-77")
    assert [found.found for _, found in attendant.verdicts([gone], NOW_MS)] == ["cannot_tell"]
    assert list(attendant.verdicts([replace(gone, answered_ms=NOW_MS - DAY_MS)], NOW_MS)) == []
