"""Was it fixed? The data since the repair decide, or say that they cannot."""

import pytest

from model.answers import Answer
from model.catalogue import Action, actions_for
from model.watch import Verdict, verdict
from tests.model.believed import NOW_MS, believing
from tests.model.building_of import MONDAY_MS, air_handler, building_of

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
FAULT = "heating_valve_leaking"
# What is done for another fault and rarely ends this one needs more than data can say.
ACTIONS = sorted(
    (action for action in actions_for(FAULT) if action.addresses[FAULT] > 0.1),
    key=lambda action: action.addresses[FAULT],
)
every_action = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)


def after(
    score: float, *, judged: bool = True, days: float = 1.0, action: Action = ACTIONS[-1]
) -> Verdict | None:
    """The verdict so many days after the repair, when the data since then sum to ``score``."""
    belief = believing()["air_handler"]
    row = belief.faults.index(FAULT), 0
    belief.watched[row] = score
    belief.judged_ms[row] = NOW_MS + HOUR_MS if judged else NOW_MS - HOUR_MS
    answer = Answer("r", "ada", "tower", "AHU-1", FAULT, action.id, "done", NOW_MS)
    return verdict(answer, belief, row, NOW_MS + round(days * DAY_MS))


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
