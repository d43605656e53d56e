from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.clock import HOUR_MS, local_clock, local_ms, universal_ms
from tests.simulator.calendars.made import ms

ZONES = ["America/Chicago", "Europe/Berlin", "Australia/Sydney", "Australia/Adelaide", "Asia/Tokyo"]


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**42), min_size=1, max_size=30), st.sampled_from(ZONES))
def test_the_clock_on_the_wall_shows_what_zoneinfo_says(times: list[int], timezone: str):
    weekday, hour = local_clock(np.array(times), timezone)
    for place, time in enumerate(times):
        local = datetime.fromtimestamp(time / 1000, UTC).astimezone(ZoneInfo(timezone))
        assert weekday[place] == local.weekday()
        shown = local.hour + local.minute / 60 + local.second / 3600
        assert hour[place] == pytest.approx(shown, abs=4e-4)


@settings(deadline=None)
@given(st.integers(0, 2**42), st.sampled_from(ZONES))
def test_the_time_of_a_clock_is_a_time_at_which_it_shows_that(time: int, timezone: str):
    wall = local_ms(np.array([time]), timezone)
    back = universal_ms(wall, timezone)
    assert local_ms(back, timezone)[0] == wall[0]
    assert back[0] <= time


@pytest.mark.parametrize(
    ("timezone", "wall", "universal"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-03-29T08:00", "2026-03-29T06:00"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("America/Chicago", "2026-03-08T02:15", "2026-03-08T08:00"),
        ("Australia/Adelaide", "2026-10-04T02:45", "2026-10-03T16:30"),
    ],
)
def test_hours_that_are_skipped_or_come_twice_begin_once(timezone: str, wall: str, universal: str):
    assert universal_ms(np.array([ms(wall)]), timezone)[0] == ms(universal)


def test_half_a_year_has_the_hours_that_the_clock_gains():
    walls = np.array([ms("2026-01-15T08:00"), ms("2026-07-15T08:00")])
    begin, end = universal_ms(walls, "America/Chicago")
    assert end - begin == (181 * 24 - 1) * HOUR_MS
