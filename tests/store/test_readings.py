"""What is committed is kept once, in SI when read, and told to the rounds."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from store import tables
from store.database import Database, StoreUnavailableError
from store.dead_letters import DeadLetter, DeadLetters
from store.news import HOUR_MS, NewsDesk
from store.readings import Committed, Coverage, Heard, Latest, ReadingBatch, ReadingStore, UnknownPoint

NOON = 1_767_268_800_000


def describe(database: Database, source: str, **columns: object) -> int:
    """Write a point as an import does; its key."""
    building, equipment, _ = source.split("/")
    row = {"source": source, "building": building, "equipment": equipment, "timezone": "UTC", **columns}
    with database.write() as connection:
        key: int = connection.execute(tables.points.insert().values(row)).inserted_primary_key[0]
        return key


def batch(*readings: tuple[int, int, float], **more: object) -> ReadingBatch:
    """A batch of (point, time, value), arrived a second after their time."""
    point, time_ms, value = (
        (np.array(column) for column in zip(*readings, strict=True)) if readings else [[]] * 3
    )
    return ReadingBatch(
        point=np.array(point, dtype=np.int64),
        time_ms=np.array(time_ms, dtype=np.int64),
        value=np.array(value, dtype=np.float64),
        arrival_ms=np.array(time_ms, dtype=np.int64) + 1000,
        timed_by_arrival=np.zeros(len(point), dtype=np.bool_),
        **more,
    )


def rows(database: Database) -> Sequence[tuple[object, ...]]:
    with database.read() as connection:
        query = "SELECT point, time_ms, value, arrival_ms, timed_by_arrival FROM readings"
        return [tuple(row) for row in connection.execute(text(query))]


def test_a_reading_comes_back_in_si(database: Database) -> None:
    point = describe(database, "north/ahu-1/supply", unit="degF", scale=5 / 9, offset=-160 / 9)
    store = ReadingStore(database)
    assert store.commit(batch((point, NOON, 212.0))) == Committed(new=1, known=0)
    columns = store.read(["north/ahu-1/supply"], NOON, NOON + 1)
    assert columns.time_ms.tolist() == [NOON]
    assert columns.column.tolist() == [0]
    assert columns.value.tolist() == pytest.approx([100.0])
    assert (columns.time_ms.dtype, columns.column.dtype, columns.value.dtype) == (
        np.int64,
        np.int64,
        np.float64,
    )
    assert store.latest(["north/ahu-1/supply", "north/ahu-1/none"]) == {
        "north/ahu-1/supply": Latest(NOON, pytest.approx(100.0), NOON + 1000)
    }


def test_a_corrected_unit_mends_the_past(database: Database) -> None:
    point = describe(database, "north/ahu-1/damper")
    store = ReadingStore(database)
    store.commit(batch((point, NOON, 50.0)))
    with database.write() as connection:
        connection.execute(text("UPDATE points SET scale = 0.01"))
    assert store.read(["north/ahu-1/damper"], NOON, NOON + 1).value.tolist() == [0.5]


def test_the_same_reading_twice_is_one_row_and_the_first_stays(database: Database) -> None:
    point = describe(database, "north/ahu-1/supply")
    store = ReadingStore(database)
    assert store.commit(batch((point, NOON, 1.0), (point, NOON, 2.0))) == Committed(new=1, known=1)
    assert store.commit(batch((point, NOON, 3.0))) == Committed(new=0, known=1)
    assert rows(database) == [(point, NOON, 1.0, NOON + 1000, 0)]
    assert store.latest(["north/ahu-1/supply"])["north/ahu-1/supply"].value == 1.0


def test_a_late_reading_is_kept_and_does_not_become_the_latest(database: Database) -> None:
    point = describe(database, "north/ahu-1/supply")
    store = ReadingStore(database)
    store.commit(batch((point, NOON, 2.0)))
    store.commit(batch((point, NOON - 365 * 24 * HOUR_MS, 1.0)))
    assert store.latest(["north/ahu-1/supply"])["north/ahu-1/supply"].value == 2.0
    assert store.read(["north/ahu-1/supply"], 0, NOON + 1).value.tolist() == [1.0, 2.0]


def test_columns_follow_the_sources_asked_for_and_rows_the_time(database: Database) -> None:
    first = describe(database, "north/ahu-1/a")
    second = describe(database, "north/ahu-1/b")
    store = ReadingStore(database)
    store.commit(
        batch((first, NOON + 1, 11.0), (second, NOON, 20.0), (first, NOON, 10.0), (second, NOON + 1, 21.0))
    )
    asked = ["north/ahu-1/b", "north/ahu-1/unheard of", "north/ahu-1/a", "north/ahu-1/b"]
    columns = store.read(asked, NOON, NOON + 2)
    assert columns.time_ms.tolist() == [NOON, NOON, NOON + 1, NOON + 1]
    assert dict(
        zip(zip(columns.time_ms.tolist(), columns.column.tolist(), strict=True), columns.value, strict=True)
    ) == {
        (NOON, 0): 20.0,
        (NOON, 2): 10.0,
        (NOON + 1, 0): 21.0,
        (NOON + 1, 2): 11.0,
    }


def test_an_end_is_not_in_its_own_range(database: Database) -> None:
    point = describe(database, "north/ahu-1/a")
    store = ReadingStore(database)
    store.commit(batch(*((point, NOON + place, float(place)) for place in range(3))))
    assert store.read(["north/ahu-1/a"], NOON, NOON + 2).value.tolist() == [0.0, 1.0]


def test_nothing_asked_is_nothing_read(database: Database) -> None:
    columns = ReadingStore(database).read([], 0, NOON)
    assert [len(column) for column in columns] == [0, 0, 0]
    assert columns.column.dtype == np.int64


def test_more_sources_than_sqlite_has_parameters_can_be_asked_for(database: Database) -> None:
    point = describe(database, "north/ahu-1/a")
    store = ReadingStore(database)
    store.commit(batch((point, NOON, 1.0)))
    asked = [f"north/ahu-1/{place}" for place in range(40_000)] + ["north/ahu-1/a"]
    assert store.read(asked, NOON, NOON + 1).column.tolist() == [40_000]


def test_readings_mark_their_hours_as_news(database: Database) -> None:
    north = describe(database, "north/ahu-1/a")
    south = describe(database, "south/ahu-1/a")
    store, desk = ReadingStore(database), NewsDesk(database)
    store.commit(batch((north, NOON, 1.0), (north, NOON + HOUR_MS - 1, 1.0), (south, NOON - 1, 1.0)))
    assert [(item.building, item.hour_ms) for item in desk.pending()] == [
        ("north", NOON),
        ("south", NOON - HOUR_MS),
    ]


def test_a_redelivery_is_no_news(database: Database) -> None:
    point = describe(database, "north/ahu-1/a")
    store, desk = ReadingStore(database), NewsDesk(database)
    store.commit(batch((point, NOON, 1.0)))
    desk.done(desk.pending())
    store.commit(batch((point, NOON, 1.0)))
    assert desk.pending() == []


def test_dead_letters_and_readings_are_committed_together_or_not_at_all(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = describe(database, "north/ahu-1/a")
    letter = DeadLetter(NOON, "a/topic", b"bytes", 5, "not JSON", "at byte 0")
    store = ReadingStore(database)
    with monkeypatch.context() as patch:
        patch.setattr("store.readings._count_unknown", _full_disk)
        with pytest.raises(StoreUnavailableError):
            store.commit(batch((point, NOON, 1.0), dead_letters=[letter]))
    assert rows(database) == []
    assert DeadLetters(database).newest() == []
    assert NewsDesk(database).pending() == []
    store.commit(batch((point, NOON, 1.0), dead_letters=[letter]))
    assert DeadLetters(database).newest() == [letter]


def _full_disk(connection: object, _unknown: object) -> None:
    # SQLite's own words for a disk with no room: the file may not grow by a page more.
    pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    connection.execute(text("INSERT INTO sites VALUES ('a', hex(zeroblob(1000000)), 1)"))


def test_a_value_that_is_no_number_is_a_mistake_of_the_caller(database: Database) -> None:
    with pytest.raises(ValueError, match="not finite"):
        ReadingStore(database).commit(batch((1, NOON, float("nan"))))


def test_coverage_counts_the_described_points_and_those_heard_since(database: Database) -> None:
    heard = describe(database, "north/ahu-1/a")
    stale = describe(database, "north/ahu-1/b")
    describe(database, "north/ahu-1/c")
    describe(database, "south/ahu-1/a")
    stranger = describe(database, "north/ahu-9/a", equipment=None, timezone=None)
    store = ReadingStore(database)
    assert store.coverage("north", NOON) == Coverage(described=3, heard=0, newest_ms=None)
    store.commit(batch((heard, NOON, 1.0), (stale, NOON - 1, 1.0), (stranger, NOON + 5, 1.0)))
    assert store.coverage("north", NOON) == Coverage(described=3, heard=1, newest_ms=NOON)


def test_unknown_points_are_counted_with_the_last_they_said(database: Database) -> None:
    strangers = [
        describe(database, f"{name}/x/y", equipment=None, timezone=None) for name in ("north", "south")
    ]
    describe(database, "north/ahu-1/a")
    store = ReadingStore(database)
    store.commit(batch((strangers[0], NOON, 21.5), unknown={strangers[0]: Heard(3, "21.5")}))
    store.commit(batch(unknown={strangers[0]: Heard(1, "on"), strangers[1]: Heard(9, "7")}))
    north = UnknownPoint("north/x/y", heard=4, sample="on", newest_ms=NOON)
    assert store.unknown_points("north") == [north]
    assert store.unknown_points() == [UnknownPoint("south/x/y", 9, "7", None), north]


readings = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.floats(-1e9, 1e9)), max_size=30)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(readings, max_size=4))
def test_the_first_of_each_point_and_time_is_kept_however_they_are_cut_into_batches(
    database: Database, batches: list[list[tuple[int, int, float]]]
) -> None:
    with database.write() as connection:
        for table in ("readings", "latest", "points"):
            connection.execute(text(f"DELETE FROM {table}"))
    keys = [describe(database, f"b/e/p{place}") for place in range(5)]
    store = ReadingStore(database)
    kept: dict[tuple[int, int], float] = {}
    for content in batches:
        store.commit(batch(*((keys[point], NOON + time, value) for point, time, value in content)))
        for point, time, value in content:
            kept.setdefault((NOON + time, point), value)
    columns = store.read([f"b/e/p{place}" for place in range(5)], NOON, NOON + 10)
    found = zip(columns.time_ms.tolist(), columns.column.tolist(), columns.value.tolist(), strict=True)
    assert {(time, point): value for time, point, value in found} == kept
    newest = {point: max(time for time, other in kept if other == point) for _, point in kept}
    latest = store.latest([f"b/e/p{place}" for place in range(5)])
    assert {int(source[-1]): one.time_ms for source, one in latest.items()} == newest
    assert {int(source[-1]): one.value for source, one in latest.items()} == {
        point: kept[time, point] for point, time in newest.items()
    }
