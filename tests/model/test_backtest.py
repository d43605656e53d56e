"""A backtest sees what the rounds would have seen, when they would have seen it."""

from functools import cache
from typing import Any

import numpy as np

from model.attending.catching_up import catch_up
from model.backtest import backtest
from model.frames.frames import HOUR_MS, STEP_MS
from model.frames.history import ReadingColumns
from model.frames.memory_readings import MemoryReadings
from model.frames.site_time import iso
from model.recommendation import Coverage
from model.round import ShownBefore, judge, look
from model.site.graph import Building, Equipment, Manager, Point, Site
from tests.model.building_of import HOURS, MONDAY_MS, Told, air_handler, box, boxes, building_of
from tests.model.memory_state import MemoryState


@cache
def wasteful() -> Told:
    """A heating valve that leaks while the air handler cools, over boxes of which one heats."""
    return building_of(
        {
            "AHU-1": air_handler(outside=26.0, heated_k=7.0, cool=0.6, cooled_k=2.0),
            "VAV-1": box(leaves=24.0),
            **boxes(4, leaves=26.0),
        },
        design={"AHU-1": {"supply_air_flow": 6.0}},
    )


@cache
def looks() -> list[dict[str, Any]]:
    return [line for line, _ in backtest(wasteful().site, wasteful().readings)]


def live() -> list[tuple[str, str | None, float | None]]:
    """The same by rounds: each hour's news caught up, judged and looked at."""
    told, state = wasteful(), MemoryState()
    before: ShownBefore | None = None
    seen = []
    for hour in range(HOURS):
        hour_ms = MONDAY_MS + hour * HOUR_MS
        beliefs = catch_up(told.site, told.building, told.readings, state, [hour_ms], answers=())
        now_ms = hour_ms + HOUR_MS
        judged = judge(told.site, told.building, beliefs, (), now_ms)
        looked = look(
            told.site.managers[0],
            told.site,
            [judged],
            before=before,
            answers=(),
            coverage=Coverage(1, 1, 60, None, 1, 1),
            outcome=None,
            blind=(),
            now_ms=now_ms,
            newest_ms=told.readings.newest_ms(now_ms),
        )
        found, shown = looked.choice.recommendation, looked.shown
        before = None
        if found is not None and shown is not None:
            before = ShownBefore(
                found.id, shown.building, shown.equipment.id, shown.fault.id, shown.action.id
            )
        seen.append(
            (
                iso(now_ms),
                found and f"{found.id} {found.fault} {found.action}",
                found and round(found.probability, 4),
            )
        )
    return seen


def test_the_looks_of_a_backtest_are_those_of_live_rounds() -> None:
    told = [
        (
            line["time"],
            line["action"] and f"{line['recommendation']} {line['fault']} {line['action']}",
            line["probability"],
        )
        for line in looks()
    ]
    assert told == live()


def test_what_wastes_is_shown_within_the_day_and_holds_still() -> None:
    shown = [line["recommendation"] for line in looks() if line["action"]]
    assert shown
    assert len(set(shown)) == 1


def test_a_backtest_knows_nothing_of_the_future() -> None:
    told = wasteful()
    cut_ms = MONDAY_MS + 14 * HOUR_MS
    known = told.readings.read(list(told.readings.sources), 0, cut_ms)
    shorter = MemoryReadings(told.readings.sources, known)
    before = [line for line, _ in backtest(told.site, shorter)]
    assert before == looks()[: len(before)]
    assert len(before) == 14


def test_what_happens_later_changes_no_earlier_look() -> None:
    told = wasteful()
    all_of_it = told.readings.read(list(told.readings.sources), 0, told.end_ms)
    later = all_of_it.time_ms >= MONDAY_MS + 14 * HOUR_MS
    other = MemoryReadings(
        told.readings.sources,
        ReadingColumns(all_of_it.time_ms, all_of_it.column, np.where(later, 0.5, all_of_it.value)),
    )
    lines = [line for line, _ in backtest(told.site, other)]
    assert lines[:14] == looks()[:14]
    assert lines[14:] != looks()[14:]


def test_looking_every_six_hours_sees_what_looking_every_hour_believes() -> None:
    seldom = [line for line, _ in backtest(wasteful().site, wasteful().readings, every_hours=6)]
    assert [line["time"] for line in seldom] == [line["time"] for line in looks()[5::6]]
    assert [line["considered"][0]["probability"] for line in seldom] == [
        line["considered"][0]["probability"] for line in looks()[5::6]
    ]


def test_without_a_reading_there_is_no_look() -> None:
    nothing = ReadingColumns(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    assert list(backtest(wasteful().site, MemoryReadings([], nothing))) == []


def test_a_controller_that_was_never_heard_ends_no_backtest() -> None:
    def unit(identifier: str, device: str) -> Equipment:
        roles = "supply_air_temperature", "supply_air_temperature_setpoint", "supply_fan_status"
        points = tuple(Point(f"{device}/{identifier}-{role}", role) for role in roles)
        return Equipment(identifier, "air_handler", identifier, points)

    silent = unit("AHU-3", "DDC-2")
    units = unit("AHU-1", "DDC-1"), unit("AHU-2", "DDC-1"), silent
    building = Building("tower", "Tower", units)
    site = Site("site", "Site", "UTC", "USD", (building,), (Manager("ada", "Ada", ("tower",)),))
    names = [f"tower/{point.source}" for e in units for point in e.points]
    heard, times = len(names) - len(silent.points), MONDAY_MS + STEP_MS * np.arange(30 * 12)
    values = np.tile([20.0, 20.0, 1.0] * 2, (len(times), 1))
    values += np.random.default_rng(1).normal(0.0, 0.2, values.shape)
    columns = np.repeat(times, heard), np.tile(np.arange(heard), len(times)), values.ravel()
    assert len(list(backtest(site, MemoryReadings(names, ReadingColumns(*columns))))) == 30
