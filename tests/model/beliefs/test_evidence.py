"""Hours in which people do something odd say less for a fault, and no less against one."""

import numpy as np
import pytest
from numpy.typing import ArrayLike

from model.attending.carrying_on import evidence_of
from model.beliefs.oddities import ordinary
from tests.model.building_of import MONDAY_MS, STEPS, Told, air_handler, box, building_of

NOON = STEPS // 2


def stepping(before: float, after: float) -> np.ndarray:
    """A value that changes at noon."""
    return np.where(np.arange(STEPS) < NOON, before, after)


def rooms(moved: int, count: int = 6, occupied: ArrayLike = 1.0, **roles: ArrayLike) -> Told:
    """Rooms of which some have their setpoints moved at noon."""
    boxes = {
        f"VAV-{number}": box(
            zone_air_temperature_heating_setpoint=stepping(21.0, 18.0 if number <= moved else 21.0), **roles
        )
        for number in range(1, count + 1)
    }
    return building_of({"AHU-1": air_handler(heated_k=5.0, occupied=occupied), **boxes})


def counted(told: Told, kind: str, step: int) -> float:
    return float(ordinary(told.frames()[kind])[step, 0])


@pytest.mark.parametrize("kind", ["vav_box", "air_handler"])
def test_after_all_setpoints_moved_evidence_counts_less_for_some_hours(kind: str) -> None:
    told = rooms(moved=6)
    assert counted(told, kind, NOON - 6) == 1.0
    assert counted(told, kind, NOON + 6) < 0.5
    assert counted(told, kind, NOON + 60) == 1.0


def test_setpoints_that_go_home_with_the_people_are_nothing_odd() -> None:
    evening = rooms(moved=6, occupied=stepping(1.0, 0.0))
    assert counted(evening, "vav_box", NOON + 6) == 1.0


def test_one_tenants_setpoint_is_no_oddity_of_the_building() -> None:
    assert counted(rooms(moved=1), "air_handler", NOON + 6) == 1.0


def test_people_at_an_odd_hour_are_seen_by_what_they_breathe() -> None:
    told = building_of(
        {"AHU-1": air_handler(occupied=0.0), "VAV-1": box(zone_co2=stepping(450.0, 900.0))},
    )
    assert counted(told, "air_handler", NOON - 6) == 1.0
    assert counted(told, "air_handler", NOON + 6) < 0.5


def test_a_sensor_is_judged_whatever_people_do() -> None:
    assert counted(rooms(moved=6), "sensor", NOON + 6) == 1.0


def test_an_odd_hour_says_less_for_a_fault_and_no_less_against_one() -> None:
    odd, usual = (
        evidence_of(told.building, "UTC", told.readings, MONDAY_MS, told.end_ms)["air_handler"].said[12]
        for told in (rooms(moved=6), rooms(moved=0))
    )
    assert (odd[usual > 0] < usual[usual > 0]).all()
    np.testing.assert_allclose(odd[usual < 0], usual[usual < 0])
    assert (usual > 0).any()
