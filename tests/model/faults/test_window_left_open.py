"""Rooms whose nights tell of an open window, and those whose nights tell nothing."""

import pytest

from model.faults.zone.window_left_open import assess
from tests.model.building_of import NEVER_OCCUPIED
from tests.model.faults.zone_units import cooling_off, rooms, unit


@pytest.mark.parametrize(("blows", "judged"), [(0.0, True), (1.0, False)])
def test_a_room_that_is_blown_at_by_night_tells_nothing_of_its_windows(*, blows: float, judged: bool) -> None:
    own = unit("VAV", room=cooling_off(21.0, -8.0, 14.0), blows=blows, air=18.0)
    beside = unit("VAV", room=cooling_off(21.0, -8.0, 90.0), blows=0.0, air=18.0)
    told = rooms("VAV", own, beside, outside=-8.0, schedule=NEVER_OCCUPIED, fan=blows)
    assert assess(told.frames()["vav_box"]).applies[:, 0].any() == judged
