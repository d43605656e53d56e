"""Readings in memory are what the store would have kept of them."""

import numpy as np
import pytest

from simulator.arena.policies.recent_readings import RecentReadings
from simulator.published import DeviceFrame, Published
from tests.simulator.arena.fakes import START
from tests.simulator.arena.policies.speaking import (
    COLD,
    HEALTHY,
    HOUR_MS,
    NAMES,
    STEP_MS,
    hours,
    said,
    speaking_site,
)

SOURCES = ["b1/AHU-1/sat", "b1/AHU-1/htg"]


def kept() -> RecentReadings:
    readings = RecentReadings(speaking_site())
    readings.take_in(said(hours(0, 2), HEALTHY))
    return readings


def test_values_come_back_in_si() -> None:
    columns = kept().read(SOURCES, START, START + STEP_MS + 1)
    assert columns.value.tolist() == pytest.approx([24.0, 0.4])
    assert columns.column.tolist() == [0, 1]


def test_the_end_of_a_window_is_not_in_it() -> None:
    columns = kept().read(SOURCES, START + STEP_MS, START + 3 * STEP_MS)
    assert sorted(set(columns.time_ms.tolist())) == [START + STEP_MS, START + 2 * STEP_MS]


def test_a_value_beyond_what_can_be_is_no_reading() -> None:
    readings = kept()
    readings.take_in(said(hours(2, 3), (9999.0, 75.2, 40.0, 1.0)))
    columns = readings.read(SOURCES, START + 2 * HOUR_MS + 1, START + 3 * HOUR_MS + 1)
    assert set(columns.column.tolist()) == {1}


def test_a_missing_value_is_no_reading() -> None:
    readings = kept()
    readings.take_in(said(hours(2, 3), (float("nan"), 75.2, 40.0, 1.0)))
    assert readings.heard("b1", START + 2 * HOUR_MS + 1) == len(NAMES) - 1


def test_points_that_are_not_described_are_passed_over() -> None:
    readings = RecentReadings(speaking_site())
    times = hours(0, 1)
    frame = DeviceFrame("b1", "AHU-1", ("sat", "spare"), np.tile([75.2, 7.0], (len(times), 1)))
    other = DeviceFrame("b9", "AHU-1", ("sat",), np.full((len(times), 1), 75.2))
    readings.take_in(Published(times, (frame, other)))
    assert set(readings.read(["b1/AHU-1/sat", "b1/AHU-1/spare", "b9/AHU-1/sat"], 0, 2**60).column) == {0}


def test_news_is_handed_out_once() -> None:
    readings = kept()
    assert readings.news("b1") == [START, START + HOUR_MS, START + 2 * HOUR_MS]
    assert readings.news("b1") == []


def test_what_is_forgotten_cannot_be_read() -> None:
    readings = kept()
    readings.take_in(said(hours(2, 4), COLD))
    readings.forget("b1", START + 3 * HOUR_MS)
    assert readings.read(SOURCES, 0, 2**60).time_ms.min() > START + 2 * HOUR_MS


def test_points_never_heard_are_named_once_something_was_heard() -> None:
    readings = RecentReadings(speaking_site())
    assert readings.never_heard() == frozenset()
    readings.take_in(said(hours(0, 1), HEALTHY[:2]))
    assert readings.never_heard() == {"b1/AHU-1/htg", "b1/AHU-1/fan"}
