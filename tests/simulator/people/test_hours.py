from datetime import UTC, date, datetime

from simulator.clock import DAY_MS, HOUR_MS
from simulator.people.hours import WorkingHours

MONDAY, FRIDAY, SUNDAY = date(2026, 1, 5), date(2026, 1, 9), date(2026, 1, 11)
UTC_HOURS = WorkingHours("UTC")


def ms(*when: int) -> int:
    return round(datetime(*when, tzinfo=UTC).timestamp() * 1000)


def after(start_ms: int, hours: float) -> int:
    return UTC_HOURS.after(start_ms, hours, first_hour=7.0, hours_a_day=6.0)


def test_weekends_and_holidays_are_no_working_days():
    off = WorkingHours("UTC", lambda day: day == MONDAY)
    assert [off.works(day) for day in (MONDAY, FRIDAY, SUNDAY)] == [False, True, False]


def test_an_hour_is_local_also_on_the_day_the_clocks_change():
    chicago = WorkingHours("America/Chicago")
    assert chicago.at(date(2026, 3, 7), 7.5) == ms(2026, 3, 7, 13, 30)
    assert chicago.at(date(2026, 3, 8), 7.5) == ms(2026, 3, 8, 12, 30)
    assert chicago.day_of(ms(2026, 3, 8, 3)) == date(2026, 3, 7)


def test_work_within_the_day_ends_after_its_hours():
    assert after(ms(2026, 1, 5, 8), 2.0) == ms(2026, 1, 5, 10)


def test_work_before_the_day_begins_waits_for_it():
    assert after(ms(2026, 1, 5, 3), 2.0) == ms(2026, 1, 5, 9)


def test_work_that_does_not_fit_goes_on_the_next_working_day():
    assert after(ms(2026, 1, 9, 11), 3.0) == ms(2026, 1, 12, 8)


def test_work_of_days_takes_six_hours_of_each():
    assert after(ms(2026, 1, 5, 7), 15.0) == ms(2026, 1, 7, 10)


def test_days_are_those_with_a_moment_in_the_span():
    found = list(UTC_HOURS.days(ms(2026, 1, 5), ms(2026, 1, 5) + 2 * DAY_MS))
    assert found == [date(2026, 1, 5), date(2026, 1, 6)]
    assert list(UTC_HOURS.days(ms(2026, 1, 5), ms(2026, 1, 5) + HOUR_MS)) == [date(2026, 1, 5)]
