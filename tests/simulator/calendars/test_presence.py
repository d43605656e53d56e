import numpy as np
import pytest

from model.catalogue.entry import CatalogueError, read_resource
from simulator.buildings.plan import Plan
from simulator.calendars.habits import UnknownKindError, all_habits, habits_of, parse_habits
from simulator.calendars.openings import openings
from simulator.calendars.presence import people_share, water_share, zone_people
from simulator.layout import Layout, Shape
from simulator.record import Array, Times
from tests.simulator.calendars.made import ALWAYS, ms, plan, steps

WEDNESDAY = ms("2026-06-10", "America/Chicago")
FULL = 6.0  # hours of the largest draw that make a day's use of water


def people(plans: list[Plan], times: Times) -> Array:
    return people_share(plans, openings(plans, int(times[0]), int(times[-1])), times)


def at(hour: float) -> int:
    return round(hour * 12)


def test_people_come_and_go_smoothly_and_leave_for_lunch():
    share = people([plan(number) for number in range(50)], steps(WEDNESDAY)).mean(axis=1)
    assert np.abs(np.diff(share)).max() < 0.08
    assert share[at(3)] < 0.02
    assert 0.05 < share[at(8.5)] < share[at(9.5)]
    assert share[at(10.5)] > 0.65
    assert share[at(12.5)] < 0.75 * share[at(10.5)]
    assert share[at(17)] < 0.9 * share[at(15)]
    assert share[at(22)] < 0.03


def test_nobody_is_in_an_office_on_a_sunday():
    assert (
        people([plan(number) for number in range(20)], steps(ms("2026-06-14", "America/Chicago"))).max() == 0
    )


@pytest.mark.parametrize("kind", ["hotel", "hospital_ward"])
def test_hotels_and_wards_have_people_at_night(kind: str):
    share = people([plan(number, kind=kind, hours=ALWAYS) for number in range(20)], steps(WEDNESDAY))
    assert share[at(3)].mean() > 0.45


def test_hotels_are_emptier_by_day_and_wards_fuller():
    hotel = people([plan(kind="hotel", hours=ALWAYS)], steps(WEDNESDAY))[:, 0]
    ward = people([plan(kind="hospital_ward", hours=ALWAYS)], steps(WEDNESDAY))[:, 0]
    assert hotel[at(13)] < 0.5 * hotel[at(3)]
    assert ward[at(11)] > 1.3 * ward[at(3)]


def test_people_come_an_hour_later_by_universal_time_in_winter():
    plans = [plan(number) for number in range(30)]
    summer = people(plans, steps(ms("2026-06-10"))).mean(axis=1)
    winter = people(plans, steps(ms("2026-01-14"))).mean(axis=1)
    assert np.argmax(winter > 0.3) - np.argmax(summer > 0.3) == pytest.approx(12, abs=3)


def test_zones_differ_and_keep_the_share_of_their_building_on_the_mean():
    plans = [plan(number, shape=Shape(boxes=(20,), fan_coils=5)) for number in range(20)]
    layout = Layout.of([each.shape for each in plans])
    hours = np.arange(24 * 20000, 24 * 20000 + 240)
    share = zone_people(plans, layout, hours)
    assert share.shape == (240, 500)
    assert share.mean() == pytest.approx(1.0, abs=0.02)
    days = share[5:-19].reshape(9, 24, 500).mean(axis=1)  # from midnight to midnight in Chicago
    assert 0.05 < (days == 0).mean() < 0.12
    assert share.max() < 1.9


def test_a_room_is_empty_for_a_day_of_its_own_clock():
    sydney = {"climate": "sydney", "timezone": "Australia/Sydney", "holidays": "au"}
    plans = [plan(number, shape=Shape(boxes=(20,)), **sydney) for number in range(20)]
    first = ms("2026-06-10", "Australia/Sydney") // 3_600_000
    share = zone_people(plans, Layout.of([each.shape for each in plans]), np.arange(first, first + 24))
    assert ((share == 0).all(axis=0) | (share > 0).all(axis=0)).all()


@pytest.mark.parametrize("kind", all_habits())
def test_a_day_of_water_is_about_six_hours_of_the_largest_draw(kind: str):
    hours = ALWAYS if habits_of(kind).people_by_hour else dict.fromkeys(range(7), (8.0, 18.0))
    plans = [plan(number, kind=kind, hours=hours, holidays="none") for number in range(30)]
    times = steps(WEDNESDAY)
    share = water_share(plans, people(plans, times), times)
    assert share.min() > 0
    assert share.max() < 1.5
    assert 3.5 < share.mean(axis=1).sum() / 12 < 8.5
    assert share.mean(axis=1).sum() / 12 == pytest.approx(FULL, rel=0.35)


def test_little_water_runs_in_an_empty_office():
    plans = [plan(number) for number in range(30)]
    times = steps(WEDNESDAY)
    share = water_share(plans, people(plans, times), times).mean(axis=1)
    assert share[at(3)] < 0.03 * share[at(11)]


def test_a_kind_that_there_is_not_is_named():
    with pytest.raises(UnknownKindError, match=r"'castle'; known: office"):
        people([plan(kind="castle")], steps(WEDNESDAY, 1))


def test_a_slip_in_the_habits_is_told_with_its_line():
    text = read_resource("simulator.calendars", "habits.yaml")
    slip = text.replace("people: [0.66, ", "people: [", 1)
    with pytest.raises(CatalogueError, match="needs 7 numbers, has 6") as error:
        parse_habits(slip)
    assert error.value.line == text[: text.index("people: [0.66")].count("\n") + 1
