"""What the command of a damper tells of the outdoor air that people get, where no temperature does."""

import numpy as np

from model.faults import FAULTS
from tests.model.faults.air_handler_cases import by_command


def _said(damper: float, beside: float, **roles: object) -> float:
    """How far AHU-1 is beyond healthy, in deviations, at most; NaN where nothing can be said."""
    [lacking] = [each for each in FAULTS["air_handler"] if each.id == "too_little_outdoor_air"]
    found = lacking.assess(by_command(damper, beside, **roles).frames()["air_handler"])
    told = np.where(found.applies, found.residual / found.tolerance, np.nan)[:, 0]
    return float(np.nanmax(told)) if np.isfinite(told).any() else np.nan


def test_one_that_stands_shut_beside_one_that_does_not_is_told_surely() -> None:
    assert _said(0.0, beside=0.3) > 2.2


def test_where_all_stand_shut_the_least_air_may_come_by_a_damper_apart() -> None:
    assert 1.3 < _said(0.0, beside=0.0) < 1.8


def test_an_oversized_damper_that_stands_half_as_far_is_healthy() -> None:
    assert _said(0.15, beside=0.3) < 0.0


def test_a_damper_that_is_shut_against_frost_says_nothing() -> None:
    assert np.isnan(_said(0.0, beside=0.3, freeze_status=1.0))
