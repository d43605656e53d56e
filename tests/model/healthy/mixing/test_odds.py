"""What mixed air says of its damper: all hours of all commands together, and no more than they can say."""

import numpy as np
import pytest

from model.healthy.mixing.odds import damper_odds
from tests.model.building_of import STEPS, Exactly, Roles, air_handler, building_of, swinging

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


_BACK, _KEPT = 23.0, 13.5


def _kept_cool(passes: float, outside: float, by: float, full_k: float = 17.0) -> Roles:
    """A unit without a mixed-air sensor whose damper is told to open and whose coil keeps its setpoint."""
    weather = swinging(outside, by)
    mixed = _BACK + passes * (weather - _BACK)
    return air_handler(
        outside=weather,
        back=_BACK,
        damper=1.0,
        passes=passes,
        cool=np.clip((mixed + 1.1 - _KEPT) / full_k, 0.0, 1.0),
        supply_air_temperature=swinging(_KEPT, 0.1),
        supply_air_temperature_setpoint=Exactly(_KEPT),
        mixed_air_temperature=None,
    )


def _odds_of_closed(units: dict[str, Roles]) -> list[float]:
    odds = damper_odds(building_of(units).frames()["air_handler"])
    return [float(each) for each in np.nanmean(np.nan_to_num(odds.closed), axis=0)]


def test_a_valve_that_cools_as_much_in_cool_weather_tells_of_outdoor_air_that_does_not_come() -> None:
    units = {f"AHU-{n}": _kept_cool(0.9, 18.0, 4.5) for n in range(2, 5)}
    shut, *others = _odds_of_closed({"AHU-1": _kept_cool(0.08, 18.0, 4.5), **units})
    assert shut > 0.7
    assert max(others) < -0.3


@pytest.mark.parametrize("full_k", [12.0, 25.0])
def test_how_strong_a_coil_is_does_not_matter(full_k: float) -> None:
    units = {f"AHU-{n}": _kept_cool(0.9, 18.0, 4.5) for n in range(2, 5)}
    odd = _odds_of_closed({"AHU-1": _kept_cool(0.9, 18.0, 4.5, full_k), **units})[0]
    assert odd < 0.0


def test_a_unit_alone_may_have_a_small_intake() -> None:
    (alone,) = _odds_of_closed({"AHU-1": _kept_cool(0.08, 18.0, 4.5)})
    assert 0.0 < alone < 0.8


def test_in_weather_that_stays_as_warm_as_the_rooms_a_valve_tells_nothing_of_a_damper() -> None:
    units = {f"AHU-{n}": _kept_cool(0.9, 22.5, 0.3) for n in range(2, 5)}
    assert all(abs(each) < 0.5 for each in _odds_of_closed({"AHU-1": _kept_cool(0.08, 22.5, 0.3), **units}))
