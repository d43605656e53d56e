import pytest
from sqlalchemy import insert, text, update

from store.database import Database
from store.health import StoreHealth
from store.tables import latest


@pytest.fixture
def health(database: Database) -> StoreHealth:
    return StoreHealth(database)


def test_a_store_that_was_just_opened_is_current_and_silent(health: StoreHealth) -> None:
    assert health.migrations_current()
    assert health.newest_arrival_ms() is None


def test_a_store_at_another_revision_is_not_current(health: StoreHealth, database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert not health.migrations_current()


def test_the_newest_arrival_is_that_of_any_point(health: StoreHealth, database: Database) -> None:
    with database.write() as connection:
        for point, arrival_ms in ((1, 500), (2, 900), (3, 100)):
            row = {"point": point, "time_ms": 0, "value": 1.0, "arrival_ms": arrival_ms}
            connection.execute(insert(latest), row)
    assert health.newest_arrival_ms() == 900

    with database.write() as connection:
        connection.execute(update(latest).where(latest.c.point == 2).values(arrival_ms=950))
    assert health.newest_arrival_ms() == 950
