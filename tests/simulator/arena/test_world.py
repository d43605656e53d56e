"""Rules of a world, each on a portfolio without physics."""

import pytest

from simulator.arena.lived import Lived
from simulator.arena.oracle import Oracle
from simulator.arena.policy import LOOK_CLOSER
from simulator.arena.world import live_world
from simulator.people.habits import Spread, load_habits
from tests.simulator.arena.fakes import (
    ALWAYS,
    DAY_MS,
    HOUR_MS,
    START,
    Costs,
    FakePortfolio,
    Scripted,
    Worst,
    fault,
    habits,
    live,
    nothing,
    people,
    suggestion,
)

DEAR = Costs({"f1": 50.0, "f2": 10.0})
NEVER = {"accepted": 0.0, "snoozed": 0.0, "dismissed": 0.0, "ignored": 1.0}


def said(policy: Scripted) -> list[tuple[str, str | None]]:
    return [(heard.said, heard.reason) for heard in policy.heard]


def outcomes(life: Lived) -> list[str]:
    return [visit.outcome for visit in life.visits]


def test_the_right_cause_at_the_right_place_is_mended_and_said_done():
    portfolio = FakePortfolio([fault("f1")])
    policy = Scripted(lambda look: suggestion() if look == 0 else None)
    life = live(policy, costs=DEAR, portfolio=portfolio)
    assert outcomes(life) == ["mended"]
    assert said(policy) == [("accepted", None), ("done", None)]
    [visit] = life.visits
    assert portfolio.healed == [("f1", visit.ended_ms)]
    assert visit.hours == pytest.approx(1.0)


def test_a_visit_where_nothing_is_broken_is_a_false_action_that_is_paid_for():
    policy = Scripted(lambda look: suggestion("valve", "VAV-1") if look == 0 else None)
    life = live(policy, [fault("f1")], DEAR)
    assert outcomes(life) == ["nothing_there"]
    assert said(policy) == [("accepted", None), ("dismissed", "not_real")]
    assert life.visits[0].cost > 100
    assert life.charged(life.visits[0]) == life.visits[0].cost


@pytest.mark.parametrize(("finds", "outcome"), [(1.0, "mended"), (0.0, "not_found")])
def test_with_the_wrong_cause_at_the_right_place_it_is_found_by_chance(finds, outcome):
    policy = Scripted(lambda look: suggestion("valve") if look == 0 else None)
    life = live(policy, [fault("f1")], DEAR, habits(technicians={"finds_other_cause": finds}))
    assert outcomes(life) == [outcome]
    assert said(policy)[-1] == ("dismissed", "wrong_cause" if finds else "not_real")


@pytest.mark.parametrize(("finds", "outcome"), [(1.0, "mended"), (0.0, "not_found")])
def test_a_closer_look_finds_what_is_broken_there_by_its_own_chance(finds, outcome):
    policy = Scripted(lambda look: suggestion("", action=LOOK_CLOSER) if look == 0 else None)
    kept = habits(technicians={"finds_other_cause": 1.0 - finds, "finds_when_looking": finds})
    life = live(policy, [fault("f1")], DEAR, kept)
    assert outcomes(life) == [outcome]


@pytest.mark.parametrize(("follows", "outcome"), [(1.0, "mended"), (0.0, "not_found")])
def test_a_closer_look_may_follow_what_feeds_the_place(follows, outcome):
    policy = Scripted(lambda look: suggestion("", "VAV-1", action=LOOK_CLOSER) if look == 0 else None)
    kept = habits(technicians={"follows_upstream": follows, "finds_when_looking": 1.0})
    assert outcomes(live(policy, [fault("f1")], DEAR, kept)) == [outcome]


def test_a_missing_part_takes_a_second_visit_when_it_has_come():
    policy = Scripted(lambda look: suggestion("motor") if look == 0 else None)
    life = live(policy, [fault("f1", "motor")], DEAR, habits(parts={"in_van": 0.0}))
    assert outcomes(life) == ["to_be_continued", "mended"]
    assert said(policy) == [("accepted", None), ("dismissed", "cannot_now"), ("done", None)]
    first, second = life.visits
    assert second.begun_ms - first.ended_ms > 3 * DAY_MS - HOUR_MS
    assert second.cost > 50.0


def test_while_a_part_is_on_its_way_she_does_other_things():
    shown = [suggestion("motor"), suggestion("valve", building="b2")]
    policy = Scripted(lambda look: shown[look] if look < 2 else None)
    broken = [fault("f1", "motor"), fault("f2", "valve", building="b2")]
    life = live(policy, broken, DEAR, habits(parts={"in_van": 0.0}))
    assert [visit.mended for visit in life.visits] == [(), ("f2",), ("f1",)]


def test_a_cause_that_needs_another_skill_takes_a_second_visit():
    policy = Scripted(lambda look: suggestion("damper") if look == 0 else None)
    kept = habits(technicians={"finds_other_cause": 1.0})
    life = live(policy, [fault("f1", "loop")], DEAR, kept)
    assert outcomes(life) == ["to_be_continued", "mended"]
    assert [visit.technician for visit in life.visits] == ["mechanic-1", "controls_technician-1"]


def test_she_does_one_thing_at_a_time():
    places = [suggestion("damper", "AHU-1", "b1"), suggestion("valve", "AHU-1", "b2")]
    policy = Scripted(lambda look: places[look % 2])
    broken = [fault("f1"), fault("f2", "valve", building="b2")]
    life = live(policy, broken, DEAR, habits(technicians={"start_hours": Spread(4.0, 0.0)}))
    for look in life.looks:
        assert not any(
            visit.begun_ms - 4 * HOUR_MS < look.at_ms < visit.ended_ms
            for visit in life.visits
            if visit.outcome == "mended"
        )


def test_what_she_dismissed_she_ignores_for_as_long_as_she_holds_to_it():
    dismissed = dict.fromkeys(ALWAYS, 0.0) | {"dismissed": 1.0}
    reasons = dict.fromkeys(load_habits().answers.reasons_new, 0.0) | {"not_worth_it": 1.0}
    policy = Scripted(lambda _: suggestion())
    kept = habits(answers={"real": dismissed, "reasons_new": reasons, "stands": {"not_worth_it": 5.0}})
    life = live(policy, [fault("f1")], DEAR, kept, days=4)
    assert said(policy) == [("dismissed", "not_worth_it")]
    assert [look.said for look in life.looks][:3] == ["dismissed", "ignored", "ignored"]
    assert life.visits == ()


def test_what_is_ignored_is_not_heard():
    policy = Scripted(lambda _: suggestion())
    life = live(policy, [fault("f1")], DEAR, habits(answers={"real": NEVER}))
    assert policy.heard == []
    assert {look.said for look in life.looks} == {"ignored"}


def test_done_may_be_said_though_nobody_went():
    policy = Scripted(lambda look: suggestion() if look == 0 else None)
    life = live(policy, [fault("f1")], DEAR, habits(done={"without_doing": 1.0}))
    assert said(policy) == [("accepted", None), ("done", None)]
    assert life.visits == ()
    assert not life.faults[0].mended


def test_done_may_be_said_though_nothing_was_found():
    policy = Scripted(lambda look: suggestion("valve", "VAV-1") if look == 0 else None)
    live(policy, [], DEAR, habits(done={"after_nothing_found": 1.0}))
    assert said(policy) == [("accepted", None), ("done", None)]


def test_what_was_mended_and_not_said_is_said_when_it_is_shown_again():
    policy = Scripted(lambda look: suggestion() if look in {0, 4} else None)
    life = live(policy, [fault("f1")], DEAR, habits(done={"not_said": 1.0}))
    assert said(policy) == [("accepted", None), ("done", None)]
    assert policy.heard[1].at_ms > life.looks[4].at_ms
    assert len(life.visits) == 1


def test_a_repair_that_does_not_hold_is_to_be_done_again():
    kept = habits(technicians={"holds": 0.0, "comes_back_days": Spread(3.0, 0.0)})
    life = live(Oracle(), [fault("f1")], DEAR, kept)
    mended = [visit.mended for visit in life.visits if visit.mended]
    assert mended[:3] == [("f1",), ("f1+1",), ("f1+2",)]
    assert {each.origin for each in life.faults} == {"f1"}
    assert life.faults[1].onset_ms - life.faults[0].ended_ms == 3 * DAY_MS


def test_people_are_away_on_weekends():
    life = live(nothing(), [fault("f1")], DEAR)
    assert {(look.at_ms - START) // DAY_MS % 7 for look in life.looks} == {0, 1, 2, 3, 4}


def test_complaints_reach_the_policy_late_and_only_of_what_is_felt():
    kept = habits(
        occupants={"complaints_per_degree_hour": 10.0, "delay_hours": Spread(5.0, 0.0)},
        answers={"real": NEVER},
    )
    costs = Costs({"f1": 50.0}, {"f1": 20.0})
    cold = fault("f1", onset_ms=START + 2 * DAY_MS)
    policy = Scripted(lambda _: None)
    life = live(policy, [cold, fault("f2", building="b2")], costs, kept)
    assert life.complaints == len(policy.complaints) > 5
    assert {each.building for each in policy.complaints} == {"b1"}
    assert {each.equipment for each in policy.complaints} <= {"VAV-1", "VAV-2"}
    assert all(each.at_ms - each.felt_ms == 5 * HOUR_MS for each in policy.complaints)
    assert min(each.felt_ms for each in policy.complaints) >= cold.onset_ms


def test_nobody_complains_of_what_was_mended_before_it_was_felt():
    kept = habits(occupants={"complaints_per_degree_hour": 10.0, "delay_hours": Spread(0.1, 0.0)})
    policy = Scripted(lambda look: suggestion() if look == 0 else None)
    life = live(policy, [fault("f1")], Costs({"f1": 50.0}, {"f1": 20.0}), kept)
    [visit] = life.visits
    assert all(each.felt_ms < visit.ended_ms for each in policy.complaints)
    assert len(policy.complaints) <= 1


def test_losses_of_a_day_are_those_of_the_share_that_a_fault_was_there():
    broken = [fault("f1", onset_ms=START + DAY_MS + 6 * HOUR_MS), fault("f2", building="b2")]
    life = live(nothing(), broken, Costs({"f1": 48.0, "f2": 10.0}, {"f1": 8.0}), days=3)
    assert [day.lost for day in life.days] == pytest.approx([10.0, 46.0, 58.0])
    assert [day.discomfort for day in life.days] == pytest.approx([0.0, 6.0, 8.0])
    assert [each.lost for each in life.faults] == pytest.approx([84.0, 30.0])


def test_a_fault_that_saves_money_is_left_alone_by_the_oracle():
    life = live(Oracle(), [fault("f1")], Costs({"f1": -5.0}))
    assert life.visits == ()
    assert all(look.best is None and look.right for look in life.looks)


def test_the_oracle_mends_the_dearest_first_and_leaves_what_does_not_pay():
    broken = [fault("f2", "valve"), fault("f1", building="b2"), fault("f3", equipment="VAV-1")]
    life = live(Oracle(), broken, Costs({"f1": 50.0, "f2": 10.0, "f3": 0.1}))
    assert [visit.mended for visit in life.visits] == [("f1",), ("f2",)]
    assert all(look.right for look in life.looks)


def test_one_world_lived_twice_is_the_same_to_the_last_bit():
    kept = load_habits()
    broken = [fault("f1"), fault("f2", "motor", building="b2")]
    costs = Costs({"f1": 50.0, "f2": 20.0}, {"f1": 30.0})
    assert live(Worst(5), broken, costs, kept) == live(Worst(5), broken, costs, kept)
    assert live(Worst(5), broken, costs, kept) != live(Worst(5), broken, costs, kept, seed=2)


def test_the_same_thing_shown_at_the_same_look_gets_the_same_answer_under_any_policy():
    kept = load_habits()
    lives = [live(Scripted(lambda _: suggestion(), name), [fault("f1")], DEAR, kept, seed=4) for name in "ab"]
    one, other = ([(look.at_ms, look.said, look.reason) for look in life.looks] for life in lives)
    assert one == other


def test_days_are_told_as_they_are_done():
    told: list[int] = []
    staff = people(habits(), ("b1", "b2"))
    live_world(FakePortfolio(), DEAR, nothing(), staff, seed=1, days=3, told=told.append)
    assert told == [1, 2, 3]
