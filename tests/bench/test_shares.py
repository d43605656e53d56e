"""How much of the oracle's value is captured, on lives with known figures."""

import pytest

from bench.measuring.shares import by_world, together, values, without_the_dearest
from bench.measuring.worlds import Task, Told
from simulator.arena.lived import Day, Lived
from simulator.arena.policy import Repair, Suggestion
from simulator.clock import DAY_MS

DAYS = 20


def life(policy: str, lost: float, *, later: float | None = None, visits: tuple[Repair, ...] = ()) -> Lived:
    """A run that loses so much a day, and from the eleventh day on ``later``."""
    days = (lost if later is None or day < 10 else later for day in range(DAYS))
    lived = tuple(Day("ada", day * DAY_MS, each, 0.0) for day, each in enumerate(days))
    return Lived(policy, 1, 0, DAYS * DAY_MS, 365.0, ("ada",), (), visits, (), lived, per_usd=2.0)


def told(*lives: Lived) -> Told:
    task = Task(seed=1, policies=("product",), buildings=1, days=DAYS)
    return Told(lives, {}, (), 0.0, task)


def wasted(day: int) -> Repair:
    suggestion = Suggestion("one", "tower", "AHU-1", "fan_failed", "bring_fan_back")
    return Repair("ada", suggestion, 0, day * DAY_MS, 40.0, outcome="nothing_there")


NOTHING, ORACLE = life("nothing", 10.0), life("oracle", 2.0)
LATE = told(NOTHING, ORACLE, life("product", 10.0, later=2.0))
DEAR = told(life("nothing", 1000.0), life("oracle", 0.0), life("product", 0.0))


def test_half_of_the_days_is_half_of_the_value_and_less_of_the_first_fortnight() -> None:
    assert by_world([LATE], "product") == [pytest.approx(0.5)]
    assert together(values([LATE], "product", 14)) == pytest.approx(4 / 14)


def test_money_is_told_in_dollars() -> None:
    [value] = values([LATE], "product")
    assert value.best == pytest.approx(8.0 * DAYS / 2.0)


def test_one_dear_world_hides_the_others_unless_it_is_left_out() -> None:
    found = values([LATE, DEAR], "product")
    assert together(found) > 0.99
    assert without_the_dearest(found) == pytest.approx(0.5)


def test_a_visit_for_nothing_counts_from_the_day_on_which_it_was_made() -> None:
    world = told(NOTHING, ORACLE, life("product", 2.0, visits=(wasted(day=15),)))
    assert together(values([world], "product", 14)) == pytest.approx(1.0)
    assert together(values([world], "product")) == pytest.approx(1.0 - 40.0 / (8.0 * DAYS))
