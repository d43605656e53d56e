from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np

from simulator.clock import DAY_MS
from simulator.people.habits import load_habits
from simulator.people.managers import draw_staff, is_away, looks, staffed
from tests.simulator.arena.fakes import START, site

HABITS = load_habits()


def test_every_building_has_one_manager_and_the_same_one_each_time():
    buildings = site(40)
    staff = draw_staff(3, buildings, HABITS)
    assert [b for m in staff.managers for b in m.buildings] == [b.id for b in buildings.buildings]
    assert staff == draw_staff(3, buildings, HABITS)
    assert staff != draw_staff(4, buildings, HABITS)
    assert all(len(m.buildings) <= 14 for m in staff.managers)
    assert staff.of("b7") in staff.managers


def test_the_site_gets_the_drawn_managers():
    staff = draw_staff(3, site(20), HABITS)
    assert [(m.id, m.buildings) for m in staffed(site(20), staff).managers] == [
        (m.id, m.buildings) for m in staff.managers
    ]


def test_holidays_are_those_of_her_first_building():
    staff = draw_staff(3, site(20), HABITS, lambda building: lambda _: building == "b1")
    assert not staff.managers[0].hours.works(date(2026, 1, 5))
    assert staff.managers[1].hours.works(date(2026, 1, 5))


def test_looks_are_on_working_days_in_her_hours_and_as_often_as_the_habits_say():
    manager = draw_staff(3, site(20), HABITS).managers[0]
    days = 364
    times = list(looks(1, manager, START, START + days * DAY_MS, HABITS.managers))
    assert times == sorted(times)
    when = [datetime.fromtimestamp(each / 1000, UTC) for each in times]
    assert all(each.weekday() < 5 and 6 < each.hour < 18 and each.minute % 5 == 0 for each in when)
    share = len(times) / (days / 7 * 5 * len(HABITS.managers.looks))
    expected = HABITS.managers.looks_at * (1 - HABITS.managers.away_week) * (1 - HABITS.managers.away_day)
    assert abs(share - expected) < 0.08


def test_looks_do_not_depend_on_how_the_time_is_cut():
    manager = draw_staff(3, site(20), HABITS).managers[0]
    whole = list(looks(1, manager, START, START + 10 * DAY_MS, HABITS.managers))
    middle = START + 3 * DAY_MS + 12_345
    parts = [
        *looks(1, manager, START, middle, HABITS.managers),
        *looks(1, manager, middle, START + 10 * DAY_MS, HABITS.managers),
    ]
    assert parts == whole


def test_she_is_away_for_whole_weeks_as_often_as_the_habits_say():
    manager = draw_staff(3, site(20), HABITS).managers[0]
    habits = replace(HABITS.managers, away_day=0.0, away_week=0.3)
    first = date(2026, 1, 5).toordinal()
    mondays = [date.fromordinal(first + 7 * week) for week in range(600)]
    away = np.array(
        [
            [is_away(5, manager, date.fromordinal(m.toordinal() + d), habits) for d in range(5)]
            for m in mondays
        ]
    )
    assert (away.all(axis=1) | ~away.any(axis=1)).all()
    assert abs(away[:, 0].mean() - 0.3) < 0.06
