"""Readings become frames: aligned, held for a while, and never invented."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.frames.frames import HOUR_MS, STEP_MS, Frames
from model.frames.framing import frames_of
from model.frames.history import ReadingColumns
from model.frames.memory_readings import MemoryReadings
from model.site.graph import Building, Equipment, Point
from tests.model.building_of import MONDAY_MS, air_handler, building_of

_HOURS = 12
_STEPS = _HOURS * 12
TEMPERATURE, COMMAND = "supply_air_temperature", "cooling_valve_command"
readings = st.lists(
    st.tuples(st.integers(0, _HOURS * HOUR_MS - 1), st.integers(0, 1), st.floats(0.0, 1.0)), max_size=60
)


def ahu(*roles: str) -> Building:
    points = tuple(Point(f"AHU-1/{role}", role) for role in roles)
    return Building("tower", "Tower", (Equipment("AHU-1", "air_handler", "AHU-1", points),))


def framed(told: list[tuple[int, int, float]], building: Building | None = None) -> Frames:
    building = building or ahu(TEMPERATURE, COMMAND)
    columns = ReadingColumns(
        np.array([MONDAY_MS + at for at, _, _ in told], dtype=np.int64),
        np.array([column for _, column, _ in told], dtype=np.int64),
        np.array([value for _, _, value in told], dtype=np.float64),
    )
    source = MemoryReadings([f"tower/AHU-1/{role}" for role in (TEMPERATURE, COMMAND)], columns)
    return frames_of(building, "UTC", source, MONDAY_MS, MONDAY_MS + _HOURS * HOUR_MS)["air_handler"]


@given(readings)
def test_a_step_shows_the_mean_of_its_readings(told: list[tuple[int, int, float]]) -> None:
    frames = framed(told)
    for column, role in enumerate((TEMPERATURE, COMMAND)):
        for step in {at // STEP_MS for at, of, _ in told if of == column}:
            inside = [value for at, of, value in told if of == column and at // STEP_MS == step]
            assert frames.role(role)[step, 0] == pytest.approx(np.mean(inside))


@given(readings, st.randoms())
def test_the_order_in_which_readings_arrive_is_irrelevant(told: list[tuple[int, int, float]], random) -> None:  # type: ignore[no-untyped-def]
    distinct = list({(at, column): (at, column, value) for at, column, value in told}.values())
    shuffled = distinct.copy()
    random.shuffle(shuffled)
    one, other = framed(distinct), framed(shuffled)
    for role in (TEMPERATURE, COMMAND):
        np.testing.assert_allclose(one.role(role), other.role(role))
        np.testing.assert_allclose(one.travel[role], other.travel[role])


@given(readings)
def test_a_reading_told_twice_changes_no_value(told: list[tuple[int, int, float]]) -> None:
    distinct = list({(at, column): (at, column, value) for at, column, value in told}.values())
    np.testing.assert_allclose(framed(distinct + distinct).role(COMMAND), framed(distinct).role(COMMAND))
    np.testing.assert_allclose(framed(distinct + distinct).travel[COMMAND], framed(distinct).travel[COMMAND])


@given(st.integers(0, 20))
def test_a_measured_value_stands_for_thirty_five_minutes_and_then_is_missing(step: int) -> None:
    seen = framed([(step * STEP_MS, 0, 15.0)]).role(TEMPERATURE)[:, 0]
    assert (seen[step : step + 8] == 15.0).all()
    assert np.isnan(seen[:step]).all()
    assert np.isnan(seen[step + 8 :]).all()


def test_a_command_stands_for_six_hours_and_then_is_missing() -> None:
    seen = framed([(0, 1, 0.4)]).role(COMMAND)[:, 0]
    assert (seen[:73] == 0.4).all()
    assert np.isnan(seen[73:]).all()


def test_what_is_missing_is_not_zero() -> None:
    frames = framed([])
    assert np.isnan(frames.role(TEMPERATURE)).all()
    assert np.isnan(frames.role("mixed_air_temperature")).all()
    assert not frames.heard[TEMPERATURE].any()


@settings(max_examples=30)
@given(readings, st.integers(0, _STEPS - 1))
def test_a_later_reading_changes_no_earlier_step(told: list[tuple[int, int, float]], step: int) -> None:
    before = framed([reading for reading in told if reading[0] < step * STEP_MS])
    after = framed(told)
    for role in (TEMPERATURE, COMMAND):
        np.testing.assert_allclose(before.role(role)[:step], after.role(role)[:step])


def test_equipment_that_shares_a_point_reads_it_alike() -> None:
    shared = Point("AHU-1/supply_air_temperature", TEMPERATURE)
    pieces = tuple(Equipment(f"AHU-{n}", "air_handler", f"AHU-{n}", (shared,)) for n in (1, 2))
    seen = framed([(0, 0, 15.0)], Building("tower", "Tower", pieces)).role(TEMPERATURE)
    assert seen[0].tolist() == [15.0, 15.0]


def test_the_weather_station_lends_its_air_to_an_air_handler_without_a_sensor() -> None:
    told = building_of(
        {"AHU-1": air_handler(outdoor_air_temperature=None), "WS-1": {"outdoor_air_temperature": 3.0}}
    )
    frames = told.frames()["air_handler"]
    assert np.nanmean(frames.role("outdoor_air_temperature")) == pytest.approx(3.0, abs=0.1)
    assert frames.borrowed["outdoor_air_temperature"].tolist() == [True]


def test_a_sensor_that_is_there_and_silent_is_not_replaced() -> None:
    told = building_of(
        {"AHU-1": air_handler(outdoor_air_temperature=np.nan), "WS-1": {"outdoor_air_temperature": 3.0}}
    )
    assert np.isnan(told.frames()["air_handler"].role("outdoor_air_temperature")).all()


def test_a_stroke_between_readings_far_apart_is_not_counted() -> None:
    near = framed([(0, 1, 0.0), (5 * HOUR_MS, 1, 1.0)])
    far = framed([(0, 1, 0.0), (7 * HOUR_MS, 1, 1.0)])
    assert near.travel[COMMAND].sum() == 1.0
    assert far.travel[COMMAND].sum() == 0.0
