"""Carbon dioxide accuses a damper of being shut, and never clears one."""

import numpy as np

from model.frames.windows import Floats
from model.healthy.breath.breathing import short_of_air
from tests.model.building_of import STEPS, Told
from tests.model.faults.rooftop_units import peopled


def _said(told: Told) -> Floats:
    """What is said of RTU-1 after the first eight hours."""
    frames = told.frames()["rooftop_unit"]
    return short_of_air(frames)[-STEPS * 2 // 3 :, 0]


def test_far_more_than_the_command_would_leave_accuses() -> None:
    assert np.nanmedian(_said(peopled(3000.0, damper=0.6))) > 2.0


def test_little_of_it_clears_nothing() -> None:
    assert np.isnan(_said(peopled(600.0, damper=0.6))).all()


def test_rooms_beside_it_that_are_as_full_excuse_it() -> None:
    assert np.isnan(_said(peopled(3000.0, 3000.0, damper=0.6))).all()


def test_a_sensor_that_reads_high_all_the_time_says_nothing() -> None:
    assert np.isnan(_said(peopled(3000.0, empty=2600.0, damper=0.6))).all()


def test_more_than_a_shut_damper_would_leave_is_a_crowd() -> None:
    assert np.isnan(_said(peopled(40_000.0, damper=0.6))).all()


def test_a_damper_that_is_told_to_be_shut_is_not_accused() -> None:
    assert np.isnan(_said(peopled(3000.0, damper=0.05))).all()
