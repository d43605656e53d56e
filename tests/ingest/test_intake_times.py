"""When a reading was taken, by what its message says."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from store.database import Database
from store.readings import ReadingStore
from tests.ingest.taken import ARRIVAL, ARRIVAL_MS, intake, message, only_letter, take, values

pytestmark = pytest.mark.usefixtures("two_known_points")


def test_a_reading_without_time_gets_its_arrival_and_is_marked(database: Database) -> None:
    taken = take(
        database, {"point": "supply", "value": 50}, {"point": "supply", "value": 51, "time": ARRIVAL_MS - 5}
    )
    assert taken.batch.time_ms.tolist() == [ARRIVAL_MS, ARRIVAL_MS - 5]
    assert taken.batch.timed_by_arrival.tolist() == [True, False]


def test_two_values_without_time_in_the_same_millisecond_are_two_readings(database: Database) -> None:
    one = intake(database)
    contents = [message({"point": "supply", "value": 50 + place}) for place in range(3)]
    times = [time for _ in range(2) for time in one.take(contents).batch.time_ms.tolist()]
    assert times == [ARRIVAL_MS + place for place in range(6)]


def test_the_future_is_refused_beyond_its_bound(database: Database) -> None:
    near, far = ARRIVAL + timedelta(minutes=10), ARRIVAL + timedelta(hours=1)
    assert values(take(database, {"point": "supply", "value": 50, "time": near.isoformat()})) == [50]
    letter = only_letter(take(database, {"point": "supply", "value": 50, "time": far.isoformat()}))
    assert (letter.reason, letter.detail) == (
        "in the future",
        "north/ahu-1/supply is 3600 s ahead of its arrival",
    )


def test_a_year_old_reading_is_stored_and_does_not_become_the_latest(database: Database) -> None:
    old = ARRIVAL - timedelta(days=365)
    taken = take(
        database, {"point": "supply", "value": 50}, {"point": "supply", "value": 40, "time": old.isoformat()}
    )
    store = ReadingStore(database)
    store.commit(taken.batch)
    assert store.latest(["north/ahu-1/supply"])["north/ahu-1/supply"].time_ms == ARRIVAL_MS
    assert len(store.read(["north/ahu-1/supply"], 0, ARRIVAL_MS + 1).value) == 2


def test_before_1970_is_no_time(database: Database) -> None:
    assert (
        only_letter(take(database, {"point": "supply", "value": 50, "time": -1})).reason == "unreadable time"
    )


def test_a_local_time_is_read_in_the_timezone_of_its_point(database: Database) -> None:
    taken = take(database, {"point": "supply", "value": 50, "time": "2026-01-05T12:00:00"})
    assert taken.batch.time_ms.tolist() == [ARRIVAL_MS]


def test_a_local_time_of_a_point_that_nobody_described_is_read_in_the_timezone_of_its_building(
    database: Database,
) -> None:
    taken = take(database, {"point": "stranger", "value": 50, "time": "2026-01-05T12:00:00"})
    assert taken.batch.time_ms.tolist() == [ARRIVAL_MS]


def test_a_local_time_is_refused_where_no_timezone_is_declared(database: Database) -> None:
    content = message({"value": 50, "time": "2026-01-05T12:00:00"}, "plantroom/south/ahu-1/supply")
    letter = only_letter(intake(database).take([content]))
    assert letter.reason == "local time without a timezone"


def test_a_site_with_a_timezone_that_nobody_knows_stalls_nothing(
    database: Database, describe: Callable[..., None]
) -> None:
    describe("north/ahu-1/lost", timezone="Atlantis/Capital")
    letter = only_letter(take(database, {"point": "lost", "value": 50, "time": "2026-01-05T12:00:00"}))
    assert "Atlantis/Capital" in letter.detail
