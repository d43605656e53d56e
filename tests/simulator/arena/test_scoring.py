import math
from dataclasses import replace

import numpy as np
import pytest

from simulator.arena.lived import Day, FaultLife, Lived, Look
from simulator.arena.oracle import Oracle
from simulator.arena.policy import Best, Repair
from simulator.arena.scoring import FIGURES, MissingBaselineError, Scores, score
from simulator.people.habits import load_habits
from tests.simulator.arena.fakes import (
    DAY_MS,
    START,
    Costs,
    Scripted,
    Worst,
    everything,
    fault,
    habits,
    live,
    nothing,
    suggestion,
)

BEST = Best("f1", "damper", "b1", "AHU-1", 10.0)
WEEK = 7


def life(
    policy: str,
    *,
    seed: int = 1,
    lost: float = 0.0,
    looks: tuple[Look, ...] = (),
    visits: tuple[Repair, ...] = (),
    faults: tuple[FaultLife, ...] = (),
    managers: tuple[str, ...] = ("m1",),
    discomfort: float = 0.0,
) -> Lived:
    """A week of ``lost`` money each day and manager."""
    days = tuple(
        Day(manager, START + day * DAY_MS, lost, discomfort) for manager in managers for day in range(WEEK)
    )
    return Lived(policy, seed, START, START + WEEK * DAY_MS, 365.0, managers, looks, visits, faults, days)


def visit(outcome: str, cost: float = 100.0, ended_day: float = 7.0) -> Repair:
    ended_ms = START + round(ended_day * DAY_MS)
    return Repair("m1", suggestion(), ended_ms - 3_600_000, ended_ms, cost, (), outcome)


def broken(name: str = "f1", *, mended_day: float | None = None, lost: float = 70.0, **more) -> FaultLife:
    ended_ms = START + round((7 if mended_day is None else mended_day) * DAY_MS)
    origin = name.partition("+")[0]
    return FaultLife(
        name,
        origin,
        "damper",
        "b1",
        "AHU-1",
        "m1",
        more.get("onset_ms", START),
        ended_ms,
        mended=mended_day is not None,
        lost=lost,
        discomfort=0.0,
        cost=100.0,
    )


def look(shown=None, best=None, **more) -> Look:
    return Look("m1", START, shown, best, **more)


def figures(own: Lived, oracle: Lived | None = None, nothing_done: Lived | None = None) -> dict[str, float]:
    base = nothing_done or life("nothing", lost=10.0)
    scores = score([own, oracle or life("oracle", lost=0.0), base], draws=50)
    return {name: figure.value for name, figure in scores.policies[own.policy].figures.items()}


def test_value_is_what_is_lost_less_than_with_nothing_net_of_visits():
    found = figures(life("p", lost=5.0, visits=(visit("nothing_there", 14.0),)))
    assert found["value_per_manager_week"] == pytest.approx(7 * 5.0 - 14.0)
    assert found["value_share"] == pytest.approx((35.0 - 14.0) / 70.0)
    assert found["regret_per_manager_week"] == pytest.approx(70.0 - 21.0)
    assert found["spent_per_manager_week"] == pytest.approx(14.0)


def test_money_of_all_worlds_is_added_in_dollars():
    here = [life("oracle", lost=0.0), life("half", lost=50.0), life("nothing", lost=100.0)]
    yen = [
        life("oracle", seed=2),
        life("half", seed=2, lost=15_000.0),
        life("nothing", seed=2, lost=15_000.0),
    ]
    there = [replace(each, per_usd=150.0) for each in yen]
    figures = score([*here, *there]).policies["half"].figures
    assert figures["value_share"].value == pytest.approx(0.25)


def test_work_that_mended_is_charged_by_the_days_that_it_served():
    early, late = (life("p", lost=5.0, visits=(visit("mended", 365.0, day),)) for day in (2.0, 7.0))
    assert figures(early)["value_per_manager_week"] == pytest.approx(35.0 - 5.0)
    assert figures(late)["value_per_manager_week"] == pytest.approx(35.0)


def test_false_actions_are_counted_against_all_actions_and_a_second_visit_is_none():
    visits = (visit("to_be_continued"), visit("mended"), visit("nothing_there"), visit("not_found"))
    found = figures(life("p", visits=visits))
    assert found["false_actions"] == pytest.approx(1 / 3)
    assert found["visits_per_manager_week"] == 4.0


def test_right_first_counts_looks_at_which_there_was_something_to_decide():
    looks = (
        look(suggestion(), BEST, right=True),
        look(None, BEST),
        look(suggestion(), None),
        look(None, None, right=True),
    )
    assert figures(life("p", looks=looks))["right_first"] == pytest.approx(1 / 3)


def test_changes_are_counted_against_looks_that_follow_a_showing():
    looks = (
        look(suggestion()),
        look(suggestion(), change="no_cause"),
        look(None, change="answered"),
        look(suggestion()),
    )
    assert figures(life("p", looks=looks))["changed_without_cause"] == pytest.approx(1 / 2)


def test_days_to_fix_count_all_times_that_a_fault_came_back_and_leave_out_what_is_not_worth_it():
    base = life("nothing", lost=10.0, faults=(broken(), broken("f2"), broken("f3", lost=0.1)))
    again = broken("f1+1", mended_day=6.0, onset_ms=START + 4 * DAY_MS)
    faults = (broken(mended_day=2.0), again, broken("f2"), broken("f3"))
    found = figures(life("p", faults=faults), nothing_done=base)
    assert found["days_to_fix"] == pytest.approx((2 + 2 + 7) / 2)
    assert found["fixed_share"] == pytest.approx(1 / 2)


def test_a_fault_older_than_the_run_counts_from_its_start():
    base = life("nothing", faults=(broken(),))
    old = broken(mended_day=2.0, onset_ms=START - 100 * DAY_MS)
    assert figures(life("p", faults=(old,)), nothing_done=base)["days_to_fix"] == pytest.approx(2.0)


def shown_at(probability: float | None, *, real: bool, first: bool = True) -> Look:
    return look(suggestion(probability=probability), real=real, first=first)


def test_certainty_is_held_against_how_often_it_was_real():
    looks = [shown_at(0.75, real=number < 3) for number in range(4)]
    looks += [shown_at(1.0, real=number < 1) for number in range(2)]
    looks += [shown_at(0.1, real=True, first=False), shown_at(None, real=False)]
    scores = score(
        [life("p", looks=tuple(looks)), life("oracle"), life("nothing", lost=1.0)], draws=10
    ).policies["p"]
    assert scores.figures["calibration_error"].value == pytest.approx((4 * 0.0 + 2 * 0.5) / 6)
    assert [each.count for each in scores.reliability] == [0, 0, 0, 0, 0, 0, 0, 4, 0, 2]
    assert (scores.reliability[7].shown, scores.reliability[7].real) == (0.75, 0.75)
    assert (scores.reliability[9].shown, scores.reliability[9].real) == (1.0, 0.5)
    assert math.isnan(scores.reliability[0].real)


def test_a_figure_that_nothing_tells_is_not_a_number():
    found = figures(life("p"))
    assert math.isnan(found["false_actions"])
    assert math.isnan(found["calibration_error"])


def test_one_manager_in_one_world_has_no_interval():
    figure = score([life("oracle"), life("nothing", lost=1.0)]).policies["oracle"].figures["value_share"]
    assert figure.value == 1.0
    assert math.isnan(figure.low)


def test_intervals_cover_the_mean_of_many_worlds_as_often_as_they_say():
    rng = np.random.default_rng(3)
    covered = 0
    for trial in range(60):
        gains = 10.0 - rng.exponential(5.0, 24)
        lives = [life("p", seed=n, lost=float(gain)) for n, gain in enumerate(gains)]
        lives += [life(name, seed=n, lost=10.0 * (name == "nothing")) for n in range(24) for name in BASE]
        figure = score(lives, draws=300, seed=trial).policies["p"].figures["value_share"]
        covered += figure.low <= 0.5 <= figure.high
    assert 0.85 <= covered / 60 <= 1.0


BASE = ("oracle", "nothing")


def test_managers_of_one_world_are_drawn_together_with_it():
    """Ten managers who share their world's luck are worth little more than one."""
    luck = [1.0, 9.0, 2.0, 8.0]
    names = tuple(f"m{n}" for n in range(10))
    widths = {}
    for managers in (names, names[:1]):
        lives = [life("p", seed=n, lost=lost, managers=managers) for n, lost in enumerate(luck)]
        lives += [
            life(name, seed=n, lost=10.0 * (name == "nothing"), managers=managers)
            for n in range(4)
            for name in BASE
        ]
        figure = score(lives, draws=2000).policies["p"].figures["value_share"]
        widths[len(managers)] = figure.high - figure.low
    assert widths[10] == pytest.approx(widths[1], rel=0.05)


def test_scores_are_the_same_each_time():
    lives = [life("p", seed=n, lost=float(n)) for n in range(5)]
    lives += [life(name, seed=n, lost=10.0 * (name == "nothing")) for n in range(5) for name in BASE]
    once, again = (repr(score(lives, draws=100)) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("missing", BASE)
def test_a_seed_without_a_baseline_is_named(missing):
    lives = [life("p", seed=n) for n in (1, 2)]
    lives += [life(name, seed=n) for n in (1, 2) for name in BASE if (name, n) != (missing, 2)]
    with pytest.raises(MissingBaselineError, match=f"seed 2, {missing}"):
        score(lives)


def test_a_world_given_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        score([life("oracle"), life("oracle"), life("nothing")])


def world(seed: int) -> tuple[list, Costs]:
    """A few faults of one kind and size of work, at random places and times."""
    rng = np.random.default_rng(seed)
    places = [(b, e) for b in ("b1", "b2") for e in ("AHU-1", "VAV-1", "VAV-2")]
    faults, daily = [], {}
    for number in range(int(rng.integers(2, 9))):
        building, equipment = places[int(rng.integers(len(places)))]
        onset_ms = START + int(rng.integers(0, 12)) * DAY_MS
        kind = ("damper", "valve")[int(rng.integers(2))]
        faults.append(fault(f"f{number}", kind, equipment=equipment, building=building, onset_ms=onset_ms))
        daily[f"f{number}"] = float(rng.lognormal(2.0, 1.5))
    return faults, Costs(daily)


def scores_of(seeds: range, kept=None) -> Scores:
    lives = []
    for seed in seeds:
        faults, costs = world(seed)
        policies = [Oracle(), nothing(), Worst(seed), everything()]
        lives += [live(policy, faults, costs, kept, seed=seed) for policy in policies]
    return score(lives, draws=200)


@pytest.mark.parametrize("seed", range(12))
def test_with_people_who_do_as_told_no_policy_saves_more_than_the_oracle(seed):
    scores = scores_of(range(seed, seed + 1)).policies
    best = scores["oracle"].figures["value_per_manager_week"].value
    for policy in ("nothing", "random", "everything"):
        assert scores[policy].figures["value_per_manager_week"].value <= best + 1e-9
    assert scores["nothing"].figures["value_share"].value == 0.0
    assert scores["oracle"].figures["value_share"].value == 1.0


def test_with_people_as_they_are_the_oracle_saves_most_over_many_worlds():
    scores = scores_of(range(25), load_habits()).policies
    assert set(scores["oracle"].figures) == set(FIGURES)
    for policy in ("nothing", "random", "everything"):
        assert scores[policy].figures["value_share"].high < 1.0
    assert scores["oracle"].figures["right_first"].value == 1.0
    assert scores["oracle"].figures["changed_without_cause"].value < 0.05


def test_a_policy_that_visits_everything_pays_for_it():
    never_tired = dict.fromkeys(load_habits().answers.stands, 0.0)
    scores = scores_of(range(12), habits(answers={"stands": never_tired})).policies
    everywhere, best = scores["everything"].figures, scores["oracle"].figures
    assert everywhere["fixed_share"].value > 0.5
    assert everywhere["value_share"].value < 0.5
    assert everywhere["spent_per_manager_week"].value > 2 * best["spent_per_manager_week"].value
    assert everywhere["false_actions"].value > 0.5


def test_showing_nothing_is_right_where_nothing_is_worth_doing():
    lives = [live(policy, [fault("f1")], Costs({"f1": 0.01})) for policy in (Oracle(), nothing())]
    lives.append(live(Scripted(lambda _: suggestion()), [fault("f1")], Costs({"f1": 0.01})))
    scores = score(lives, draws=10).policies
    assert math.isnan(scores["oracle"].figures["right_first"].value)
    assert scores["scripted"].figures["right_first"].value == 0.0
