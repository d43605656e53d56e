from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.catalogue.entry import CatalogueError
from simulator.buildings.places import PLACES
from simulator.calendars import is_holiday, is_school_holiday
from simulator.calendars.holidays import UnknownRegionError, holidays_of, parse_regions, regions
from simulator.calendars.rules import easter


def days(region: str, year: int) -> list[str]:
    return [day.isoformat()[5:] for day in holidays_of(region, year)]


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, (4, 2)), (2000, (4, 23)), (2008, (3, 23)), (2024, (3, 31)), (2025, (4, 20)), (2038, (4, 25))],
)
def test_easter_falls_where_the_church_has_it(year: int, day: tuple[int, int]):
    assert easter(year) == date(year, *day)


@given(st.integers(1950, 2150))
def test_easter_is_a_sunday_in_spring(year: int):
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_united_states_have_their_federal_holidays_of_2026():
    federal = ["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26"]
    assert days("us", 2026) == [*federal, "11-27", "12-24", "12-25"]


def test_new_years_day_on_a_saturday_is_kept_in_the_year_before():
    assert is_holiday(date(2027, 12, 31), "us")
    assert not is_holiday(date(2028, 1, 1), "us")


def test_england_makes_up_for_holidays_on_a_weekend():
    expected = ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]
    assert days("gb", 2027) == expected
    assert days("gb", 2022)[-2:] == ["12-26", "12-27"]


def test_germany_keeps_its_holidays_where_they_fall():
    assert {"04-03", "04-06", "05-14", "05-25", "06-04", "10-03"} <= set(days("de", 2026))


def test_where_there_are_none_no_day_is_a_holiday():
    assert not any(is_holiday(date(2026, 1, 1) + timedelta(days=number), "none") for number in range(365))


@pytest.mark.parametrize("region", regions())
@pytest.mark.parametrize("year", [2022, 2027, 2028])
def test_no_region_is_without_work_or_school(region: str, year: int):
    assert len(days(region, year)) < 25
    every_day = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    taught = [day for day in every_day if day.weekday() < 5 and not is_school_holiday(day, region)]
    assert 165 <= len(taught) <= 262


def test_schools_rest_in_the_summer_of_their_hemisphere():
    assert is_school_holiday(date(2026, 7, 20), "us")
    assert not is_school_holiday(date(2026, 1, 15), "us")
    assert is_school_holiday(date(2026, 1, 15), "au")
    assert not is_school_holiday(date(2026, 8, 3), "au")


def test_every_country_that_buildings_stand_in_has_holidays():
    assert set(PLACES.countries) <= set(regions())


def test_a_region_that_there_is_not_is_named_with_those_there_are():
    with pytest.raises(UnknownRegionError, match=r"'atlantis'; known: none, us, de"):
        is_holiday(date(2026, 1, 1), "atlantis")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("{name: A, date: 02-30}", "'02-30' is no date"),
        ("{name: A, weekday: mittwoch, nth: 1, month: 2}", "'mittwoch' is no weekday"),
        ("{name: A, weekday: monday, nth: 0, month: 2}", "must be 1 to 4, or -1"),
        ("{name: A, easter: 1, date: 01-01}", "needs one of"),
        ("{name: A, date: 01-01, moves: away}", "'away' is no way to move"),
        ("{date: 01-01}", "lacks a name"),
    ],
)
def test_a_slip_is_told_with_its_line(rule: str, says: str):
    text = f"here:\n  name: Here\n  source: none\n  days:\n    - {rule}\n  school: []\n"
    with pytest.raises(CatalogueError, match=says) as error:
        parse_regions(text)
    assert error.value.line == 5
