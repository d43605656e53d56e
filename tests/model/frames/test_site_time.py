"""Local time across daylight saving."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.frames.site_time import for_people, iso, local_ms, occupied_by_schedule
from model.site.graph import Schedule

OFFICE = Schedule(dict.fromkeys(range(5), (8.0, 18.0)))
ZONES = ("Europe/Zurich", "America/Chicago", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
moments = st.integers(1_577_836_800, 1_893_456_000).map(lambda s: datetime.fromtimestamp(s, tz=UTC))


def ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


@given(moments, st.sampled_from(ZONES))
def test_the_wall_clock_is_that_of_the_standard_library(moment: datetime, zone: str) -> None:
    wall = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC)
    # Offsets are looked up by the hour; half an hour's shift at a half hour is nobody's but Lord Howe's.
    if zone != "Australia/Lord_Howe":
        assert local_ms(zone, np.array([ms(moment)]))[0] == ms(wall)


@pytest.mark.parametrize("monday", ["2024-03-25", "2024-04-01", "2024-10-28"])
def test_the_office_opens_at_eight_before_and_after_the_clocks_change(monday: str) -> None:
    opens = datetime.fromisoformat(f"{monday}T08:00").replace(tzinfo=ZoneInfo("Europe/Zurich"))
    times = np.array([ms(opens - timedelta(minutes=5)), ms(opens)])
    assert occupied_by_schedule(OFFICE, "Europe/Zurich", times).tolist() == [0.0, 1.0]


def test_a_day_of_daylight_saving_has_ten_occupied_hours_like_any_other() -> None:
    for day in (datetime(2024, 3, 31, tzinfo=UTC), datetime(2024, 10, 27, tzinfo=UTC)):
        every_day = Schedule(dict.fromkeys(range(7), (8.0, 18.0)))
        times = np.arange(ms(day), ms(day + timedelta(hours=24)), 300_000)
        assert occupied_by_schedule(every_day, "Europe/Zurich", times).sum() == 120


def test_without_a_schedule_nobody_knows_who_is_in() -> None:
    assert np.isnan(occupied_by_schedule(None, "UTC", np.array([0]))).all()


def test_people_read_their_own_time_and_machines_read_utc() -> None:
    moment = ms(datetime(2024, 7, 4, 12, 10, tzinfo=UTC))
    assert for_people(moment, "Europe/Zurich") == "Thu 4 Jul 14:10"
    assert iso(moment) == "2024-07-04T12:10:00Z"
