"""What is told of a run of hours is the mean of those that know, and of one side of what is expected."""

import numpy as np
import pytest

from model.beliefs.told import TOLD, tell


def told(*hours: tuple[float, float, float], weights: tuple[float, ...] | None = None) -> tuple[float, ...]:
    """Means of measured, expected and command after ``hours``."""
    sums = {name: np.zeros((1, 1)) for name in TOLD}
    before = np.zeros((1, 1))
    for values, share in zip(hours, weights or (1.0,) * len(hours), strict=True):
        hour = {name: np.full((1, 1), value) for name, value in zip(TOLD, values, strict=True)}
        weight = np.full((1, 1), share)
        tell(sums, hour, before, weight)
        before = before + weight
    return tuple(float(sums[name][0, 0] / before[0, 0]) for name in TOLD)


def test_hours_count_by_their_weight() -> None:
    hours = (20.0, 16.0, 1.0), (24.0, 18.0, 0.0)
    assert told(*hours, weights=(1.0, 0.5)) == pytest.approx((64 / 3, 50 / 3, 2 / 3))


def test_an_hour_that_does_not_know_pulls_no_mean_to_zero() -> None:
    assert told((20.0, 16.0, 1.0), (np.nan, 15.0, 0.0)) == pytest.approx((20.0, 16.0, 1.0))


def test_a_run_may_begin_with_hours_that_do_not_know() -> None:
    assert told((np.nan, 16.0, 1.0), (22.0, 17.0, 1.0)) == pytest.approx((22.0, 17.0, 1.0))


def test_what_nobody_knows_is_not_zero() -> None:
    measured, expected, _ = told((20.0, np.nan, 1.0), (20.0, np.nan, 1.0))
    assert measured == pytest.approx(20.0)
    assert np.isnan(expected)


def test_of_hours_that_depart_to_both_sides_the_further_are_told() -> None:
    shut, full = (6.0, 0.0, 0.0), (6.0, 9.0, 1.0)
    assert told(full, full, shut, shut) == pytest.approx(shut)
    assert told(shut, full, shut, full) == pytest.approx(shut)


def test_an_hour_without_weight_changes_nothing() -> None:
    assert told((20.0, 16.0, 1.0), (99.0, 0.0, 0.0), weights=(1.0, 0.0)) == pytest.approx((20.0, 16.0, 1.0))
