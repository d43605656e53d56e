import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from store.migrations import UnknownRevisionError, migrate

BUSY_TIMEOUT_S = 5.0
_WRITES = "plantroom_writes"
# What may be over in a while without a change to the program: another's lock, a full or failing disk.
_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}


class StoreError(Exception):
    """The store cannot be opened as asked; the message says which file, why, and what to do."""


class StoreUnavailableError(StoreError):
    """The store cannot take a write now: it is locked or its disk is full. Nothing was written; try again."""


class Database:
    """One SQLite file in WAL mode, for any number of processes; ``open_database`` makes it.

    A commit is on the disk when it returns (``synchronous=FULL``). Readers and the one writer of a moment do
    not wait for each other.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path

        # The same pool; its transactions begin with the write lock.
        self.writing_engine = engine.execution_options(**{_WRITES: True})

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that may write; waits up to ``BUSY_TIMEOUT_S`` for another writer.

        Raises StoreUnavailableError when another process holds the store for longer, or the disk is full.
        """
        try:
            with self.writing_engine.begin() as connection:
                yield connection
        except OperationalError as error:
            if _passes(error.orig):
                raise StoreUnavailableError(f"the store {self.path} takes no writes: {error.orig}") from error
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that sees the store as it is now, whatever is written meanwhile."""
        with self.engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_database(path: Path) -> Database:
    """Open the store at ``path``, making the file and its folder if missing, and bring its tables up to date.

    Raises StoreError when the path cannot hold a database, holds something else, or was written by a newer
    plantroom.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make the folder of the store, {path.parent}: {error}") from error
    engine = sqlalchemy.create_engine(
        sqlalchemy.URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_TIMEOUT_S, "isolation_level": None},
        pool_size=8,
        max_overflow=32,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    database = Database(engine, path)
    try:
        migrate(database.engine, database.write)
    except DatabaseError as error:
        engine.dispose()
        raise StoreError(f"cannot open the store {path}: {error.orig}") from error
    except UnknownRevisionError as error:
        engine.dispose()
        raise StoreError(
            f"the store {path} was written by a newer plantroom (revision {error}); upgrade this one"
        ) from error
    except StoreError:
        engine.dispose()
        raise
    return database


def _passes(error: BaseException | None) -> bool:
    # The low byte is the kind; SQLite puts the finer cause above it.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A deferred transaction that reads first and writes later fails at once when another process wrote in
    # between; asking for the write lock at the start makes it wait its turn instead.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
