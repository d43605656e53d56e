"""What a command says of lights whose power nobody measures."""

import numpy as np
from numpy.typing import ArrayLike

from model.beliefs.likelihood import standing_log_likelihood_ratio
from model.faults import FAULTS
from tests.model.faults.meter_cases import office

_MANY = np.array(200.0), np.array(20.0), np.array(0.0)


def _at_night(**roles: ArrayLike) -> float:
    """What nights like the one told say of LT-1 together."""
    [left_on] = [each for each in FAULTS["lighting"] if each.id == "lights_left_on"]
    told = left_on.assess(office(LT_1=roles).frames()["lighting"])
    assert told.applies[-1, 0]
    return float(standing_log_likelihood_ratio(told.residual[-1, 0] / told.tolerance[-1, 0], *_MANY))


def test_a_command_to_be_off_says_little_of_what_burns() -> None:
    assert -1.0 < _at_night(lights_command=0.0) < 0.0


def test_a_command_to_be_on_tells_that_they_were_left_on() -> None:
    assert _at_night(lights_command=1.0) > 3.0


def test_power_counts_before_the_command() -> None:
    by_day = (np.arange(288) >= 78) & (np.arange(288) < 228)
    dark = np.where(by_day, 6_000.0, 300.0)
    assert _at_night(lights_command=1.0, lights_power=dark) < -1.5
    assert _at_night(lights_command=0.0, lights_power=np.full(288, 6_000.0)) > 3.0
