"""How the tables came to be as they are, one revision a step; ``open_database`` applies what is missing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

# The revision that this code writes and reads. Named here so that opening an up-to-date store need not
# load Alembic (0.3 s); a test holds it against the scripts.
NEWEST = "0002"


class UnknownRevisionError(Exception):
    """The store stands at a revision that this code does not know."""


def migrate(engine: Engine, write: Callable[[], AbstractContextManager[Connection]]) -> None:
    """Bring the tables to ``NEWEST``; several processes may try at once, one does it.

    Raises UnknownRevisionError when the store was written by a newer plantroom.
    """
    with engine.connect() as connection:
        if _revision(connection) == NEWEST:
            return
    with write() as connection:
        revision = _revision(connection)
        if revision == NEWEST:
            return
        _upgrade(connection, revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def _upgrade(connection: Connection, revision: str | None) -> None:
    from alembic import command  # noqa: PLC0415, slow to load and seldom needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    configuration = Config()
    # Alembic reads "%" as its own; a folder may be called so.
    configuration.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(configuration).walk_revisions()}
    if revision is not None and revision not in known:
        raise UnknownRevisionError(revision)
    command.upgrade(configuration, NEWEST)
