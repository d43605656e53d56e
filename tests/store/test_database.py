"""The store opens, migrates itself, and says what is wrong when it cannot."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import store.database
from store import migrations, tables
from store.database import Database, StoreError, StoreUnavailableError, open_database


def test_the_migrations_end_at_the_tables_of_the_code(database: Database) -> None:
    with database.read() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables.metadata) == []


def test_the_newest_revision_is_the_one_named_in_the_code() -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(configuration).get_heads() == [migrations.NEWEST]


def test_a_store_from_before_there_were_complaints_is_brought_up_and_keeps_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plantroom.db"
    with monkeypatch.context() as before:
        before.setattr(migrations, "NEWEST", "0001")
        with open_database(path) as database, database.write() as connection:
            assert not inspect(connection).has_table("complaints")
            connection.execute(tables.points.insert(), {"source": "a/b/c", "building": "a"})

    with open_database(path) as database, database.read() as connection:
        assert connection.execute(text("SELECT source FROM points")).scalars().all() == ["a/b/c"]
        assert connection.execute(text("SELECT count(*) FROM complaints")).scalar() == 0
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == migrations.NEWEST
        assert compare_metadata(context, tables.metadata) == []


def test_readings_are_kept_in_the_order_of_time_without_a_row_id(database: Database) -> None:
    with database.read() as connection:
        made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'readings'")).scalar_one()
    assert "PRIMARY KEY (time_ms, point)" in made
    assert "WITHOUT ROWID" in made


def test_a_commit_is_on_the_disk_before_it_returns(database: Database) -> None:
    with database.read() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2, "2 is FULL"


def test_a_store_is_made_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    path = tmp_path / "50% of a" / "name" / "plantroom.db"
    open_database(path).close()
    assert path.exists()


def test_opening_again_keeps_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "plantroom.db"
    with open_database(path) as database, database.write() as connection:
        connection.execute(tables.points.insert(), {"source": "a/b/c", "building": "a"})
    with open_database(path) as database, database.read() as connection:
        assert connection.execute(text("SELECT source FROM points")).scalars().all() == ["a/b/c"]


def test_processes_that_open_a_new_store_at_once_make_it_once(tmp_path: Path) -> None:
    path = tmp_path / "plantroom.db"
    with ThreadPoolExecutor(4) as pool:
        for database in pool.map(lambda _: open_database(path), range(4)):
            database.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (migrations.NEWEST,)
        ]


def test_a_store_of_a_newer_plantroom_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plantroom.db"
    open_database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from tomorrow'")
    with pytest.raises(StoreError, match="written by a newer plantroom"):
        open_database(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("from tomorrow",)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plantroom.db"
    path.write_text("dear diary, " * 1000)
    with pytest.raises(StoreError, match=r"plantroom\.db.*not a database"):
        open_database(path)


def test_a_path_below_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot make the folder"):
        open_database(tmp_path / "file" / "plantroom.db")


def test_a_write_while_another_process_holds_the_store_is_told_apart_from_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.database, "BUSY_TIMEOUT_S", 0.05)
    path = tmp_path / "plantroom.db"
    with open_database(path) as database:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError, match="locked"), database.write():
            pytest.fail("the lock was had")
        other.execute("ROLLBACK")
        other.close()
        with (
            pytest.raises(Exception, match="no such table") as mistake,
            database.write() as connection,
        ):
            connection.execute(text("INSERT INTO nowhere VALUES (1)"))
        assert not isinstance(mistake.value, StoreUnavailableError)


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def write_and_fail() -> None:
        with database.write() as connection:
            connection.execute(tables.points.insert(), {"source": "a/b/c", "building": "a"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM points")).scalar() == 0


def test_reading_does_not_wait_for_a_writer(database: Database) -> None:
    with database.write() as connection:
        connection.execute(tables.points.insert(), {"source": "a/b/c", "building": "a"})
        with database.read() as reader:
            assert reader.execute(text("SELECT count(*) FROM points")).scalar() == 0
