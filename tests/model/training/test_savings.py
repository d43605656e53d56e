"""Ends of stated savings are moved outwards until they keep their promise, and no further."""

from dataclasses import replace

import numpy as np
import pytest

from model.trained.savings import GROUPS, group_of
from model.training.savings import Saving, covered, cross_covered, widened


def savings(count: int, *, spread: float, bias: float = 1.0, group: str = "energy") -> list[Saving]:
    """Savings of 10 a day, stated as 8 to 12.5; the truth scatters by ``spread`` of its logarithm."""
    true = 10.0 * bias * np.exp(spread * np.random.default_rng(3).standard_normal(count))
    return [Saving(group, 8.0, 10.0, 12.5, f"world {at % 20}", float(true[at])) for at in range(count)]


def test_savings_that_scatter_widely_get_wide_ends() -> None:
    found = savings(400, spread=0.8)
    by = widened(found)
    assert covered(found).within < 0.4
    assert covered(found, by).within == pytest.approx(0.8, abs=0.02)
    assert cross_covered(found).within == pytest.approx(0.8, abs=0.06)


def test_what_is_claimed_too_high_is_widened_below_alone() -> None:
    by = widened(savings(400, spread=0.3, bias=0.4))
    assert by["energy"].low < 0.5
    assert by["energy"].high == 1.0


def test_ends_that_keep_their_promise_stay() -> None:
    by = widened(savings(400, spread=0.1))
    assert (by["energy"].low, by["energy"].high) == (1.0, 1.0)


def test_where_little_was_claimed_nothing_is_learned() -> None:
    assert widened(savings(10, spread=1.0)) == {}


def test_a_group_of_few_claims_is_drawn_towards_all() -> None:
    by = widened([*savings(200, spread=0.8), *savings(4, spread=0.0, group="water")])
    assert by["water"].low == pytest.approx(by["energy"].low, abs=0.2)
    assert by["water"].claims == 4


def test_where_many_save_nothing_the_low_end_is_nothing() -> None:
    found = savings(100, spread=0.8)
    some = [
        replace(each, group="sensors", true=0.0 if at % 3 == 0 else each.true)
        for at, each in enumerate(found)
    ]
    by = widened([*savings(300, spread=0.8), *some])
    assert by["sensors"].low == 0.0
    assert covered(some, by).within == pytest.approx(0.8, abs=0.05)


def test_a_saving_is_of_its_greatest_part_beside_seeing_again() -> None:
    assert group_of({"blindness": 50.0, "comfort": 10.0, "heating": 2.0}, sensor=False) == "people"
    assert group_of({"blindness": 50.0, "comfort": 10.0}, sensor=True) == "sensors"
    assert group_of({"blindness": 50.0}, sensor=False) == "other"


def test_every_group_is_that_of_some_saving() -> None:
    names = ("comfort", "air", "water", "heating", "risk")
    found = {group_of({name: 1.0}, sensor=sensor) for name in names for sensor in (False, True)}
    assert found == set(GROUPS)
