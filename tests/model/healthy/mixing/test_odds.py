"""What mixed air says of its damper: all hours of all commands together, and no more than they can say."""

import numpy as np
import pytest

from model.healthy.mixing.odds import damper_odds
from tests.model.building_of import STEPS, air_handler, building_of, swinging

_MOVING = swinging(0.5, 0.4)
_AT_NIGHT_SHUT = np.where(np.arange(STEPS) % 144 < 72, 0.0, 0.2)


def last_odds(**roles: object) -> tuple[float, float, float]:
    """Odds for standing open, standing closed, and leaking, of the last hour of a day."""
    frames = building_of({"AHU-1": air_handler(**roles)}).frames()["air_handler"]  # type: ignore[arg-type]
    odds = damper_odds(frames)
    return tuple(float(np.nan_to_num(each[-1, 0])) for each in (odds.open, odds.closed, odds.leaking))  # type: ignore[return-value]


@pytest.mark.parametrize("passes", [_MOVING, _MOVING**1.5, 0.1 + 0.8 * _MOVING])
def test_a_damper_that_follows_speaks_against_one_that_stands(passes: object) -> None:
    opened, closed, _ = last_odds(damper=_MOVING, passes=passes, outside=5.0)
    assert opened < -1.0
    assert closed < -1.0


def test_a_damper_that_stands_is_known_by_what_does_not_move() -> None:
    opened, closed, _ = last_odds(damper=_MOVING, passes=0.5, outside=5.0)
    assert np.logaddexp(opened, closed) > 2.0


def test_air_that_is_alike_outside_and_inside_says_hardly_anything() -> None:
    assert all(abs(each) < 1.0 for each in last_odds(damper=0.1, passes=0.9, outside=21.0))


def test_a_wrong_mixed_air_sensor_is_told_from_a_leak_by_what_it_reads_at_other_commands() -> None:
    let_in = np.maximum(_MOVING, 0.05)
    off = 22.0 + let_in * (10.0 - 22.0) - 2.5
    leaks = last_odds(damper=_MOVING, outside=10.0, mixed_air_temperature=off)[2]
    assert leaks < 0.5


def test_blades_that_pass_as_much_shut_as_at_their_minimum_do_not_close() -> None:
    opened, _, leaking = last_odds(damper=_AT_NIGHT_SHUT, passes=0.45, outside=0.0)
    assert np.logaddexp(opened, leaking) > 2.5


def test_an_intake_that_is_only_opened_and_shut_may_be_small() -> None:
    on_off = np.where(_AT_NIGHT_SHUT > 0, 1.0, 0.0)
    modulated = np.where(on_off > 0, 0.95, 0.5)
    _, small, _ = last_odds(damper=on_off, passes=0.2 * on_off + 0.02, outside=0.0)
    _, stuck, _ = last_odds(damper=modulated, passes=0.2, outside=0.0)
    assert small < 1.0
    assert stuck > 3.0


def test_a_return_damper_of_its_own_explains_what_a_stuck_blade_lets_in() -> None:
    command = np.where(np.arange(STEPS) % 144 < 72, 0.15, 1.0)
    returned = 1.0 - command
    passes = 1.0 / (1.0 + 2.0 * np.maximum(returned, 0.01))
    opened, _, _ = last_odds(damper=command, passes=passes, outside=2.0, return_air_damper_command=returned)
    assert opened > -1.5


def test_a_return_signal_that_closes_its_damper_is_turned_round() -> None:
    odds = last_odds(damper=_MOVING, passes=_MOVING, outside=2.0, return_air_damper_command=_MOVING)
    assert max(odds) < 0.5
