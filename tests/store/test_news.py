"""An hour that got readings is handed to a round, and again if more came while the round looked."""

from store import tables
from store.database import Database
from store.news import HOUR_MS, NewsDesk, add_news


def mark(database: Database, *hours: tuple[str, int]) -> None:
    with database.write() as connection:
        add_news(connection, hours)


def test_what_was_looked_at_is_off_the_desk(database: Database) -> None:
    desk = NewsDesk(database)
    mark(database, ("north", 0), ("north", HOUR_MS), ("south", 0))
    pending = desk.pending()
    assert [(item.building, item.hour_ms) for item in pending] == [
        ("north", 0),
        ("north", HOUR_MS),
        ("south", 0),
    ]
    desk.done(pending[:2])
    assert desk.pending() == pending[2:]


def test_an_hour_that_got_readings_during_the_round_stays(database: Database) -> None:
    desk = NewsDesk(database)
    mark(database, ("north", 0))
    handed_out = desk.pending()
    mark(database, ("north", 0))
    desk.done(handed_out)
    assert [(item.building, item.hour_ms) for item in desk.pending()] == [("north", 0)]


def test_an_hour_that_was_done_by_another_and_came_back_stays(database: Database) -> None:
    desk = NewsDesk(database)
    mark(database, ("north", 0))
    handed_out = desk.pending()
    desk.done(handed_out)
    mark(database, ("north", 0))
    desk.done(handed_out)
    assert len(desk.pending()) == 1


def test_an_import_makes_the_hours_of_its_building_new(database: Database) -> None:
    with database.write() as connection:
        for key, source in ((1, "n/a/b"), (2, "s/a/b")):
            row = {"point": key, "source": source, "building": source[0]}
            connection.execute(tables.points.insert(), row)
        for time_ms, key in ((5, 1), (6, 1), (HOUR_MS, 1), (7, 2)):
            row = {"point": key, "time_ms": time_ms, "value": 0.0, "arrival_ms": 0}
            connection.execute(tables.readings.insert(), row)
    desk = NewsDesk(database)
    desk.mark("n")
    assert [(item.building, item.hour_ms) for item in desk.pending()] == [("n", 0), ("n", HOUR_MS)]
