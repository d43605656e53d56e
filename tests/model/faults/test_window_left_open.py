"""Rooms whose nights tell of an open window, and those whose nights tell nothing."""

import numpy as np
import pytest

from model.faults.zone.window_left_open import assess
from tests.model.building_of import NEVER_OCCUPIED, Exactly
from tests.model.faults.zone_units import cooling_off, rooms, unit


@pytest.mark.parametrize(("blows", "judged"), [(0.0, True), (1.0, False)])
def test_a_room_that_is_blown_at_by_night_tells_nothing_of_its_windows(*, blows: float, judged: bool) -> None:
    own = unit("VAV", room=cooling_off(21.0, -8.0, 14.0), blows=blows, air=18.0)
    beside = unit("VAV", room=cooling_off(21.0, -8.0, 90.0), blows=0.0, air=18.0)
    told = rooms("VAV", own, beside, outside=-8.0, schedule=NEVER_OCCUPIED, fan=blows)
    assert assess(told.frames()["vav_box"]).applies[:, 0].any() == judged


@pytest.mark.parametrize(("noise_k", "judged"), [(0.1, True), (3.0, False)])
def test_a_sensor_that_leaps_tells_nothing_of_windows(*, noise_k: float, judged: bool) -> None:
    fallen = np.asarray(cooling_off(21.0, -8.0, 14.0).values)
    noise = np.random.default_rng(3).normal(0.0, noise_k, len(fallen))
    own = unit("VAV", room=Exactly(fallen + noise), blows=0.0, air=18.0)
    beside = unit("VAV", room=cooling_off(21.0, -8.0, 90.0), blows=0.0, air=18.0)
    told = rooms("VAV", own, beside, outside=-8.0, schedule=NEVER_OCCUPIED, fan=0.0)
    assert assess(told.frames()["vav_box"]).applies[:, 0].any() == judged
