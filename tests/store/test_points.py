"""The ingest's view of the points follows what others write."""

import numpy as np
from sqlalchemy import text

from store import tables
from store.database import Database
from store.points import PointBook


def import_site(database: Database, imported_ms: int, **columns: object) -> None:
    """Describe north/ahu-1/fan as an import does."""
    row = {"building": "north", "equipment": "ahu-1", "timezone": "America/Chicago", **columns}
    with database.write() as connection:
        connection.execute(
            tables.sites.insert().prefix_with("OR REPLACE"),
            {"site": "s", "document": "{}", "imported_ms": imported_ms},
        )
        connection.execute(
            text("INSERT OR IGNORE INTO points (source, building) VALUES ('north/ahu-1/fan', 'north')")
        )
        connection.execute(
            tables.points.update().where(tables.points.c.source == "north/ahu-1/fan").values(row)
        )


def test_an_import_is_seen_at_the_next_refresh(database: Database) -> None:
    book = PointBook(database)
    book.register(["north/ahu-1/fan"])
    before = book.known["north/ahu-1/fan"]
    assert not before.described
    assert book.unknown == 1
    assert not book.refresh()
    import_site(database, 1, unit="percent", scale=0.01, lowest=0.0, words='{"On": 100}')
    assert book.refresh()
    after = book.known["north/ahu-1/fan"]
    assert after.point == before.point
    assert (after.described, after.unit, after.words, after.timezone) == (
        True,
        "percent",
        {"on": 100.0},
        "America/Chicago",
    )
    assert (book.scale[after.row], book.lowest[after.row], book.highest[after.row]) == (0.01, 0.0, np.inf)
    assert book.unknown == 0
    assert book.timezone_of("north/another/point") == "America/Chicago"


def test_a_second_import_of_the_same_site_is_seen(database: Database) -> None:
    import_site(database, 1, scale=1.0)
    book = PointBook(database)
    import_site(database, 2, scale=0.5)
    assert book.refresh()
    assert book.scale.tolist() == [0.5]


def test_registering_what_another_registered_gives_the_same_key(database: Database) -> None:
    first, second = PointBook(database), PointBook(database)
    first.register(["north/ahu-1/fan"])
    second.register(["north/ahu-1/fan", "north/ahu-1/damper"])
    first.refresh()
    assert {source: point.point for source, point in first.known.items()} == {
        source: point.point for source, point in second.known.items()
    }
