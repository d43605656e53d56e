"""What supply air costs that is colder than need be: energy where boxes warm it, else comfort."""

import numpy as np

from model.faults import FAULTS
from tests.model.faults.air_handler_setpoint_cases import cooled_to


def _discomfort(room: float) -> float:
    """People times kelvin at worst, where a setpoint of 12 stands that used to be at 17 in such weather."""
    [lost] = [each for each in FAULTS["air_handler"] if each.id == "supply_reset_lost"]
    waste = lost.assess(cooled_to(12.0, room=room).frames()["air_handler"]).waste
    assert waste.discomfort is not None
    return float(np.max(waste.discomfort))


def test_rooms_that_are_warm_enough_lose_no_comfort_to_it() -> None:
    assert _discomfort(22.5) == 0.0


def test_a_room_that_is_cold_behind_it_would_be_warmer_by_half_of_what_the_air_is_too_cold() -> None:
    three_people = 3.0
    slightly, badly, worse = _discomfort(20.0), _discomfort(17.0), _discomfort(14.0)
    assert 0.0 < slightly < badly
    assert badly == worse == 0.5 * 5.0 * three_people
