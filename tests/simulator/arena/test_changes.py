"""Why what is shown changes from one look to the next."""

from simulator.arena.lived import Look
from simulator.people.habits import Spread
from tests.simulator.arena.fakes import DAY_MS, START, Costs, Scripted, fault, habits, live, suggestion

IGNORES = habits(
    answers={
        answers: {"accepted": 0.0, "snoozed": 0.0, "dismissed": 0.0, "ignored": 1.0}
        for answers in ("real", "false")
    }
)
DAMPER, VALVE, FALSE = suggestion(), suggestion("valve", building="b2"), suggestion("loop", "VAV-2")


BROKEN = (fault("f1"), fault("f2", "valve", building="b2"))


def looks(*shown, broken=BROKEN, kept=IGNORES) -> list[Look]:
    policy = Scripted(lambda look: shown[look] if look < len(shown) else None)
    found = live(policy, broken, Costs({"f1": 10.0, "f2": 50.0}), kept).looks
    return list(found)[: len(shown)]


def changes(*shown, **more) -> list[str | None]:
    return [look.change for look in looks(*shown, **more)]


def test_what_stays_or_comes_after_nothing_is_no_change():
    assert changes(DAMPER, DAMPER, None) == [None, None, "no_cause"]
    assert changes(None, DAMPER) == [None, None]


def test_something_worse_that_was_not_shown_before_is_news():
    assert changes(DAMPER, VALVE) == [None, "news"]


def test_going_back_to_what_was_shown_before_is_no_news():
    assert changes(DAMPER, VALVE, DAMPER, VALVE)[1:] == ["news", "no_cause", "no_cause"]


def test_something_smaller_or_false_is_no_news():
    assert changes(VALVE, DAMPER) == [None, "no_cause"]
    assert changes(VALVE, FALSE) == [None, "no_cause"]


def test_the_same_fault_with_another_action_is_a_change():
    assert changes(DAMPER, suggestion(action="look_closer")) == [None, "no_cause"]


def test_a_change_after_an_answer_has_its_cause():
    assert changes(DAMPER, VALVE, kept=habits()) == [None, "answered"]


def test_what_is_said_the_day_after_the_work_is_the_cause_of_the_next_change():
    late = habits(done={"delay_hours": Spread(26.0, 0.0)})
    assert changes(*[DAMPER] * 6, None, kept=late)[-1] == "answered"


def test_a_change_after_the_fault_is_gone_has_its_cause():
    gone = fault("f1", healed_ms=START + DAY_MS)
    shown = [DAMPER] * 4 + [None]
    assert changes(*shown, broken=(gone,))[-1] == "ended"


def test_a_false_alarm_that_vanishes_changed_without_cause():
    assert changes(FALSE, None) == [None, "no_cause"]


def test_looks_say_what_is_real_and_what_it_saves():
    found = looks(DAMPER, FALSE, VALVE)
    assert [look.real for look in found] == [True, False, True]
    assert found[0].shown_per_day > 9
    assert found[1].shown_per_day < 0
    assert [look.right for look in found] == [False, False, True]


def test_a_suggestion_is_first_looked_at_once():
    assert [look.first for look in looks(DAMPER, DAMPER, VALVE, DAMPER)] == [True, False, True, False]
