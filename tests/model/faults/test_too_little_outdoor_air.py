"""What the command of a damper tells of the outdoor air that people get, where no temperature does."""

import numpy as np

from model.faults import FAULTS
from tests.model.building_of import Told, air_handler, building_of
from tests.model.faults.air_handler_cases import by_command


def _said(damper: float, beside: float, **roles: object) -> float:
    """How far AHU-1 is beyond healthy by its damper, in deviations; NaN where nothing can be said."""
    return _most(by_command(damper, beside, **roles))


def _most(building: Told) -> float:
    [lacking] = [each for each in FAULTS["air_handler"] if each.id == "too_little_outdoor_air"]
    found = lacking.assess(building.frames()["air_handler"])
    told = np.where(found.applies, found.residual / found.tolerance, np.nan)[:, 0]
    return float(np.nanmax(told)) if np.isfinite(told).any() else np.nan


def test_one_that_stands_shut_beside_one_that_does_not_is_told_surely() -> None:
    assert _said(0.0, beside=0.3) > 2.2


def test_where_all_stand_shut_the_least_air_may_come_by_a_damper_apart() -> None:
    assert 1.3 < _said(0.0, beside=0.0) < 1.8


def test_an_oversized_damper_that_stands_half_as_far_is_healthy() -> None:
    assert _said(0.15, beside=0.3) < 0.0


def test_a_damper_that_hardly_leaves_its_seals_is_shut_whatever_its_size() -> None:
    assert _said(0.05, beside=0.05) == _said(0.0, beside=0.0)
    assert _said(0.08, beside=0.08) < _said(0.05, beside=0.05)


def test_hours_of_free_cooling_tell_nothing_of_the_minimum() -> None:
    """A spring of open dampers would clear it of every winter day at a twentieth."""
    assert np.isnan(_said(0.9, beside=0.9))


def test_a_fan_that_blows_less_brings_less_of_what_the_damper_lets_in() -> None:
    """A third of the minimum is enough for few at full flow, and for hardly anybody at half of it."""

    def stale(speed: float) -> float:
        told = by_command(0.05, 0.05, supply_fan_speed=speed)
        [lacking] = [each for each in FAULTS["air_handler"] if each.id == "too_little_outdoor_air"]
        waste = lacking.assess(told.frames()["air_handler"]).waste.stale_air
        assert waste is not None
        return float(np.nanmax(waste[:, 0]))

    assert stale(0.5) > 1.2 * stale(1.0) > 0.0


def test_less_than_half_of_the_minimum_is_no_sign_of_health() -> None:
    """It cleared the fault by the hour, for what was called too little began below a third."""

    def measured(passes: float) -> float:
        unit = air_handler(outside=-8.0, damper=0.3, passes=passes)
        return _most(building_of({"AHU-1": unit}, design={"AHU-1": {"minimum_outdoor_air_fraction": 0.3}}))

    assert measured(0.3) < 0.5
    assert measured(0.24) < 1.0
    assert measured(0.13) > 1.3


def test_a_damper_that_is_shut_against_frost_says_nothing() -> None:
    assert np.isnan(_said(0.0, beside=0.3, freeze_status=1.0))


def test_temperatures_tell_where_nothing_is_known_of_the_damper() -> None:
    unit = air_handler(outside=-8.0, damper=0.3, passes=0.0, outdoor_air_damper_command=None)  # type: ignore[arg-type]
    told = building_of({"AHU-1": unit}, design={"AHU-1": {"minimum_outdoor_air_fraction": 0.3}})
    assert _most(told) > 1.3
