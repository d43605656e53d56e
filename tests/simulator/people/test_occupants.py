from dataclasses import replace
from math import exp

import pytest

from simulator.clock import DAY_MS
from simulator.people.habits import load_habits
from simulator.people.occupants import complaint_of, groundless_complaint

HABITS = replace(load_habits().occupants, complaints_per_degree_hour=0.01, false_per_person_day=0.001)
ROOMS = ("VAV-1", "VAV-2")
DAYS = 3000


def complaints(discomfort: float) -> list:
    found = [
        complaint_of(1, "f1", "b1", ROOMS, day_ms=day * DAY_MS, discomfort=discomfort, habits=HABITS)
        for day in range(DAYS)
    ]
    return [each for each in found if each is not None]


def test_the_more_it_is_felt_the_more_complain():
    assert complaints(0.0) == []
    assert complaints(-5.0) == []
    for discomfort in (10.0, 100.0):
        assert len(complaints(discomfort)) / DAYS == pytest.approx(1 - exp(-0.01 * discomfort), abs=0.03)


def test_a_complaint_is_felt_on_its_day_and_heard_later_from_one_of_the_rooms():
    found = complaints(100.0)
    assert all(each.at_ms > each.felt_ms for each in found)
    assert {each.equipment for each in found} == set(ROOMS)
    late = sorted(each.at_ms - each.felt_ms for each in found)
    assert late[len(late) // 2] / 3_600_000 == pytest.approx(HABITS.delay_hours.median, rel=0.15)


def test_some_complain_of_nothing():
    found = [
        groundless_complaint(1, "b1", ROOMS, day_ms=day * DAY_MS, people=100.0, habits=HABITS)
        for day in range(DAYS)
    ]
    assert sum(each is not None for each in found) / DAYS == pytest.approx(1 - exp(-0.1), abs=0.02)


def test_nobody_complains_where_there_is_no_room():
    assert complaint_of(1, "f1", "b1", (), day_ms=0, discomfort=1e9, habits=HABITS) is None
