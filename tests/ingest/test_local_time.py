"""Local times across the changes of the clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.local_time import from_local
from ingest.reading import DecodeError, Reason

CHICAGO = "America/Chicago"
MINUTE = 60_000


def utc_ms(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1000)


def test_summer_and_winter_have_their_offsets() -> None:
    assert from_local(datetime.fromisoformat("2026-07-01T12:00"), CHICAGO, 0, 0) == utc_ms(
        "2026-07-01T17:00Z"
    )
    assert from_local(datetime.fromisoformat("2026-01-01T12:00"), CHICAGO, 0, 0) == utc_ms(
        "2026-01-01T18:00Z"
    )


def test_a_time_that_the_clocks_skipped_is_refused() -> None:
    with pytest.raises(DecodeError, match="skipped in America/Chicago") as refused:
        from_local(datetime.fromisoformat("2026-03-08T02:30"), CHICAGO, 0, 0)
    assert refused.value.reason is Reason.NO_SUCH_TIME


@pytest.mark.parametrize("moment", ["2026-11-01T06:30Z", "2026-11-01T07:30Z"])
def test_of_the_two_passes_of_an_hour_the_one_that_is_now_is_meant(moment: str) -> None:
    arrival = utc_ms(moment) + 2 * MINUTE
    assert from_local(datetime.fromisoformat("2026-11-01T01:30"), CHICAGO, arrival, 10 * MINUTE) == utc_ms(
        moment
    )


def test_from_a_backlog_nobody_can_tell_the_two_passes_apart() -> None:
    with pytest.raises(DecodeError, match="send it with its offset") as refused:
        from_local(
            datetime.fromisoformat("2026-11-01T01:30"), CHICAGO, utc_ms("2026-11-02T00:00Z"), 10 * MINUTE
        )
    assert refused.value.reason is Reason.AMBIGUOUS_TIME


@pytest.mark.parametrize(
    ("time", "zone"), [("0001-01-01T00:00", "Asia/Kathmandu"), ("9999-12-31T23:59", CHICAGO)]
)
def test_the_ends_of_time_are_refused(time: str, zone: str) -> None:
    with pytest.raises(DecodeError) as refused:
        from_local(datetime.fromisoformat(time), zone, 0, 0)
    assert refused.value.reason is Reason.UNREADABLE_TIME


moments = st.datetimes(datetime(1971, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from([CHICAGO, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])


@given(moment=moments, zone=zones)
def test_a_moment_said_in_local_time_as_it_arrives_is_that_moment(moment: datetime, zone: str) -> None:
    moment -= timedelta(microseconds=moment.microsecond % 1000)
    arrival = round(moment.timestamp() * 1000)
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert from_local(local, zone, arrival, 10 * MINUTE) == arrival
