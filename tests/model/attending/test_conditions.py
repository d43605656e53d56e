"""What the day lets be done: weather and people, from readings to what is held back."""

from dataclasses import replace

import numpy as np
import pytest

from model.attending.attending import Attendant
from model.attending.conditions import empty_hours, outdoors
from model.frames.frames import HOUR_MS
from model.frames.history import ReadingColumns
from model.frames.memory_readings import MemoryReadings
from model.frames.windows import Floats
from model.recommendation import Candidate, Coverage
from model.round import Judged, judge, look
from model.site.graph import Building, Equipment, Point, Schedule, Site
from tests.model.believed import NOW_MS, believing, judged_of, site_of
from tests.model.memory_state import MemoryState

COVERAGE = Coverage(10, 10, 60, None, 5, 5)
# 2024-01-16 is a Tuesday.
OFFICE = Schedule(dict.fromkeys(range(5), (7.0, 18.0)))
HOSPITAL = Schedule(dict.fromkeys(range(7), (0.0, 24.0)))


def candidate(judged: Judged, fault: str, outdoor_c: float) -> Candidate:
    """What would be done about a fault in such weather, and why not."""
    site = site_of(judged.building)
    today = judge(site, judged.building, judged.beliefs, (), NOW_MS, outdoor_c=outdoor_c)
    choice = look(
        site.managers[0],
        site,
        [today],
        before=None,
        answers=(),
        coverage=COVERAGE,
        outcome=None,
        blind=(),
        now_ms=NOW_MS,
        newest_ms=NOW_MS - 60_000,
    ).choice
    return next(each for each in choice.candidates if each.fault == fault)


def of_weather(*, own: bool) -> tuple[Building, MemoryReadings]:
    """A day of 4 degC at the air handler's intake, and 10 degC at the weather station if there is one."""
    role = "outdoor_air_temperature"
    pieces = [Equipment("AHU-1", "air_handler", "AHU-1", (Point("AHU-1/oat", role),))]
    if own:
        pieces.append(Equipment("WS-1", "weather_station", "WS-1", (Point("WS-1/oat", role),)))
    times = NOW_MS - HOUR_MS * np.arange(48, 0, -1)
    # The day before was hot.
    old = times < NOW_MS - 24 * HOUR_MS
    values = np.concatenate([np.where(old, 30.0, 4.0), np.where(old, 30.0, 10.0)])
    columns = ReadingColumns(np.tile(times, 2), np.repeat([0, 1], len(times)), values)
    return Building("tower", "Tower", tuple(pieces)), MemoryReadings(
        ["tower/AHU-1/oat", "tower/WS-1/oat"], columns
    )


def _by_station(times_ms: Floats, values: Floats) -> float:
    station = Equipment("WS-1", "weather_station", "WS-1", (Point("WS-1/oat", "outdoor_air_temperature"),))
    read = ReadingColumns(times_ms.astype(np.int64), np.zeros(len(times_ms), np.int64), values)
    building = Building("tower", "Tower", (station,))
    return outdoors(building, MemoryReadings(["tower/WS-1/oat"], read), NOW_MS)


def test_a_broken_wire_makes_no_weather() -> None:
    times = NOW_MS - 300_000 * np.arange(288.0, 0.0, -1.0)
    assert _by_station(times, np.where(np.arange(288) < 144, 30.0, -127.0)) == pytest.approx(30.0)
    assert np.isnan(_by_station(times, np.full(288, -127.0)))


def test_an_hour_in_which_a_sensor_spoke_often_counts_as_one_in_which_it_stood() -> None:
    seldom = NOW_MS - HOUR_MS * np.array([24.0, 20.0, 16.0])
    often = NOW_MS - 12 * HOUR_MS + 60_000 * np.arange(60.0)
    values = np.concatenate([np.full(3, 2.0), np.full(60, 20.0)])
    assert _by_station(np.concatenate([seldom, often]), values) == pytest.approx(11.0)


def test_where_the_weather_station_is_silent_the_units_tell() -> None:
    building, readings = of_weather(own=True)
    silent = MemoryReadings(["tower/AHU-1/oat"], readings.read(["tower/AHU-1/oat"], 0, NOW_MS))
    assert outdoors(building, silent, NOW_MS) == pytest.approx(4.0)


@pytest.mark.parametrize(("own", "expected"), [(False, 4.0), (True, 10.0)])
def test_outdoors_is_the_last_day_of_the_weather_station_or_else_of_what_there_is(
    *, own: bool, expected: float
) -> None:
    building, readings = of_weather(own=own)
    assert outdoors(building, readings, NOW_MS) == pytest.approx(expected)


def test_without_an_outdoor_sensor_or_its_readings_the_weather_is_not_known() -> None:
    building, readings = of_weather(own=True)
    bare = Building("tower", "Tower", (Equipment("AHU-1", "air_handler", "AHU-1", ()),))
    assert np.isnan(outdoors(bare, readings, NOW_MS))
    assert np.isnan(outdoors(building, readings, NOW_MS + 100 * HOUR_MS))


def test_an_attendant_knows_the_weather_of_what_it_judges() -> None:
    building, readings = of_weather(own=True)
    attendant = Attendant(readings, MemoryState())
    site = Site("site", "Site", "UTC", "USD", (building,))
    assert attendant.attend(site, building, [NOW_MS - HOUR_MS], (), NOW_MS).outdoor_c == pytest.approx(10.0)


@pytest.mark.parametrize(
    ("schedule", "hours"), [(None, np.inf), (OFFICE, 13.0), (HOSPITAL, 0.0), (Schedule({}), 24.0)]
)
def test_the_longest_stretch_without_people_of_the_next_day(schedule: Schedule | None, hours: float) -> None:
    assert empty_hours(schedule, "UTC", NOW_MS + 12 * HOUR_MS) == hours


@pytest.mark.parametrize(("outdoor_c", "held"), [(-5.0, True), (20.0, False), (float("nan"), False)])
def test_nobody_is_sent_to_weigh_in_refrigerant_in_frost(outdoor_c: float, *, held: bool) -> None:
    judged = judged_of(believing(rooftop_refrigerant_low=6.0))
    action = candidate(judged, "rooftop_refrigerant_low", outdoor_c).action
    assert (action != "recharge_rooftop_unit") == held


@pytest.mark.parametrize(("schedule", "held"), [(HOSPITAL, True), (OFFICE, False)])
def test_a_building_that_is_never_empty_is_not_walked_when_it_is_empty(
    schedule: Schedule, *, held: bool
) -> None:
    judged = judged_of(believing(electricity_up_at_night=6.0))
    peopled = replace(judged, building=replace(judged.building, schedule=schedule))
    reason = candidate(peopled, "electricity_up_at_night", 10.0).held_back_by
    assert (reason == "occupancy") == held
