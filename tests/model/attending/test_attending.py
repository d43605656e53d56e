"""Attending: what is remembered between looks is for speed alone."""

from dataclasses import replace

import numpy as np
import pytest

from model.attending.attending import Attendant
from model.attending.carrying_on import BELIEF, LEARNED
from model.beliefs.answers import Answer
from model.frames.frames import HOUR_MS
from model.frames.history import ReadingColumns
from model.frames.memory_readings import MemoryReadings
from model.site.graph import Building, Equipment, Point, Site
from tests.model.memory_state import MemoryState

START_MS = 1_767_571_200_000
HOURS = 30
FAULT = "supply_air_short_of_heating"
BUILDING = Building(
    "tower",
    "Tower",
    (
        Equipment(
            "ahu",
            "air_handler",
            "AHU",
            (
                Point("ahu/sat", "supply_air_temperature"),
                Point("ahu/sp", "supply_air_temperature_setpoint"),
                Point("ahu/htg", "heating_valve_command"),
                Point("ahu/fan", "supply_fan_status"),
            ),
        ),
    ),
)
SITE = Site("site", "Site", "UTC", "USD", (BUILDING,))


def cold_air() -> MemoryReadings:
    """An air handler whose valve is wide open and whose air stays far below its setpoint."""
    times = START_MS + 300_000 * np.arange(HOURS * 12, dtype=np.int64)
    values = np.tile([12.0, 25.0, 1.0, 1.0], len(times))
    columns = ReadingColumns(np.repeat(times, 4), np.tile(np.arange(4), len(times)), values)
    return MemoryReadings(["tower/ahu/sat", "tower/ahu/sp", "tower/ahu/htg", "tower/ahu/fan"], columns)


def hours(first: int, last: int) -> list[int]:
    return [START_MS + at * HOUR_MS for at in range(first, last)]


def score(attendant: Attendant) -> float:
    belief = attendant.judged["tower"].beliefs["air_handler"]
    return float(belief.score[belief.faults.index(FAULT), 0])


def done(at_hour: int) -> Answer:
    return Answer("r", "m", "tower", "ahu", FAULT, "find", "done", START_MS + at_hour * HOUR_MS)


def test_a_new_attendant_over_the_same_state_goes_on() -> None:
    readings, state = cold_air(), MemoryState()
    first = Attendant(readings, state)
    first.attend(SITE, BUILDING, hours(0, 20), (), START_MS + 20 * HOUR_MS)
    second = Attendant(readings, state)
    second.attend(SITE, BUILDING, (), (), START_MS + 20 * HOUR_MS)
    assert score(second) == score(first) > 1


def test_a_repair_starts_its_fault_anew_even_without_news() -> None:
    attendant = Attendant(cold_air(), MemoryState())
    attendant.attend(SITE, BUILDING, hours(0, 20), (), START_MS + 20 * HOUR_MS)
    attendant.attend(SITE, BUILDING, (), [done(19)], START_MS + 20 * HOUR_MS)
    assert score(attendant) == 0


def test_a_repair_is_taken_in_once() -> None:
    attendant = Attendant(cold_air(), MemoryState())
    attendant.attend(SITE, BUILDING, hours(0, 20), [done(19)], START_MS + 20 * HOUR_MS)
    attendant.attend(SITE, BUILDING, hours(20, 30), [done(19)], START_MS + 30 * HOUR_MS)
    grown = score(attendant)
    attendant.attend(SITE, BUILDING, (), [done(19)], START_MS + 30 * HOUR_MS)
    assert score(attendant) == grown > 0


def test_the_data_say_that_a_repair_changed_nothing() -> None:
    attendant = Attendant(cold_air(), MemoryState())
    attendant.attend(SITE, BUILDING, hours(0, 10), (), START_MS + 10 * HOUR_MS)
    repair = Answer("r", "m", "tower", "ahu", FAULT, "restore_heating_coil", "done", START_MS + 9 * HOUR_MS)
    attendant.attend(SITE, BUILDING, hours(10, 30), [repair], START_MS + 30 * HOUR_MS)
    assert [found.found for _, found in attendant.verdicts([repair], START_MS + 30 * HOUR_MS)] == [
        "not_fixed"
    ]


def speaking(*, silent_from: int) -> tuple[Site, MemoryReadings]:
    """Two buildings; the tower falls silent."""
    (unit,) = BUILDING.equipment
    other = Building("mill", "Mill", (unit,))
    times = START_MS + 300_000 * np.arange(HOURS * 12, dtype=np.int64)
    swing = np.sin(np.arange(len(times)))[:, None]
    both = np.tile([12.0, 25.0, 1.0, 1.0] * 2, (len(times), 1)) + swing * np.array([1, 0, 0, 0] * 2)
    at, column = np.nonzero((np.arange(len(times))[:, None] < silent_from * 12) | (np.arange(8) >= 4))
    names = [f"{b}/{p.source}" for b in ("tower", "mill") for p in unit.points]
    return Site("site", "Site", "UTC", "USD", (BUILDING, other)), MemoryReadings(
        names, ReadingColumns(times[at], column, both[at, column])
    )


def offline(attendant: Attendant, building: str) -> float:
    judged = attendant.judged[building]
    belief = judged.beliefs["building"]
    return float(judged.chances["building"].probability[belief.faults.index("gateway_offline"), 0])


def test_a_building_that_falls_silent_while_others_speak_has_lost_its_gateway() -> None:
    site, readings = speaking(silent_from=20)
    tower, mill = site.buildings
    attendant = Attendant(readings, MemoryState())
    attendant.attend_all(site, [(tower, hours(0, 20)), (mill, hours(0, 20))], (), START_MS + 20 * HOUR_MS)
    assert offline(attendant, "tower") < 0.05
    for at in range(20, 28):
        now_ms = START_MS + (at + 1) * HOUR_MS
        attendant.attend_all(site, [(tower, ()), (mill, hours(at, at + 1))], (), now_ms)
    assert offline(attendant, "tower") > 0.7
    assert offline(attendant, "mill") < 0.05


def test_where_nobody_speaks_it_may_be_us_who_do_not_hear() -> None:
    site, readings = speaking(silent_from=20)
    tower, mill = site.buildings
    attendant = Attendant(readings, MemoryState())
    attendant.attend_all(site, [(tower, hours(0, 20)), (mill, hours(0, 20))], (), START_MS + 20 * HOUR_MS)
    attendant.attend_all(site, [(tower, ()), (mill, ())], (), START_MS + 29 * HOUR_MS)
    assert offline(attendant, "tower") < 0.05


def test_a_building_that_was_never_heard_while_others_speak_has_lost_its_gateway() -> None:
    site, readings = speaking(silent_from=0)
    tower, mill = site.buildings
    attendant = Attendant(readings, MemoryState())
    for at in range(8):
        now_ms = START_MS + (at + 1) * HOUR_MS
        attendant.attend_all(site, [(tower, ()), (mill, hours(at, at + 1))], (), now_ms)
    assert offline(attendant, "tower") > 0.6
    assert offline(attendant, "mill") < 0.05


def test_a_building_that_was_never_heard_is_no_riddle_where_nobody_speaks() -> None:
    site, readings = speaking(silent_from=0)
    attendant = Attendant(readings, MemoryState())
    for at in range(8):
        attendant.attend_all(site, [(b, ()) for b in site.buildings], (), START_MS + (at + 1) * HOUR_MS)
    assert not any(judged.beliefs for judged in attendant.judged.values())


def test_a_site_imported_again_without_a_unit_is_judged_as_it_is_now() -> None:
    attendant = Attendant(cold_air(), MemoryState())
    attendant.attend(SITE, BUILDING, hours(0, 20), (), START_MS + 20 * HOUR_MS)
    attendant.forget()
    bare = replace(BUILDING, equipment=())
    judged = attendant.attend(replace(SITE, buildings=(bare,)), bare, (), (), START_MS + 20 * HOUR_MS)
    assert len(judged.rows) == 0


@pytest.mark.parametrize("ahead", [1, 5 * 24, 30 * 24])
def test_a_clock_that_was_ahead_once_holds_nothing_up(ahead: int) -> None:
    attendant = Attendant(cold_air(), MemoryState())
    attendant.attend(SITE, BUILDING, hours(0, 10), (), START_MS + 10 * HOUR_MS)
    attendant.attend(SITE, BUILDING, (), [done(10 + ahead)], START_MS + (10 + ahead) * HOUR_MS)
    for hour in range(10, 30):
        attendant.attend(SITE, BUILDING, hours(hour, hour + 1), (), START_MS + (hour + 1) * HOUR_MS - 60_000)
    judged_ms = attendant.judged["tower"].beliefs["air_handler"].judged_ms
    assert judged_ms.max() == START_MS + 29 * HOUR_MS
    assert score(attendant) > 1


def test_what_no_round_can_begin_from_any_more_is_not_kept() -> None:
    state = MemoryState()
    attendant = Attendant(cold_air(), state)
    for hour in (0, 20 * 24, 21 * 24):
        attendant.attend(SITE, BUILDING, hours(hour, hour + 4), (), START_MS + (hour + 4) * HOUR_MS)
    for name in (BELIEF, LEARNED):
        kept = [hour_ms for hour_ms, _ in state.get("tower", name, 0, 2**62)]
        assert kept[0] > START_MS + 5 * 24 * HOUR_MS
        assert kept[-1] == START_MS + (21 * 24 + 3) * HOUR_MS


@pytest.mark.parametrize("days", [20, 120])
def test_what_nobody_heard_of_for_months_has_faded(days: int) -> None:
    """By half in ten days, however long the silence."""
    attendant = Attendant(cold_air(), MemoryState())
    attendant.attend(SITE, BUILDING, hours(0, 20), (), START_MS + 20 * HOUR_MS)
    before, later = score(attendant), days * 24
    attendant.attend(SITE, BUILDING, hours(later, later + 1), (), START_MS + (later + 1) * HOUR_MS)
    assert score(attendant) == pytest.approx(before * 0.5 ** ((days - 20 / 24) / 10), rel=0.02)
