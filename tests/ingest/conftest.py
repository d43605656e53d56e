from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import tables
from store.database import Database, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new, empty store."""
    with open_database(tmp_path / "plantroom.db") as opened:
        yield opened


@pytest.fixture
def describe(database: Database) -> Callable[..., None]:
    """Describe a point of a site in Chicago, as an import does."""
    imports = 0

    def write(source: str, **columns: object) -> None:
        nonlocal imports
        imports += 1
        building, equipment, _ = source.split("/")
        row = {"building": building, "equipment": equipment, "timezone": "America/Chicago", **columns}
        points = tables.points
        with database.write() as connection:
            site = {"site": building, "document": "{}", "imported_ms": imports}
            connection.execute(tables.sites.insert().prefix_with("OR REPLACE"), site)
            connection.execute(
                points.insert().prefix_with("OR IGNORE"), {"source": source, "building": building}
            )
            connection.execute(points.update().where(points.c.source == source).values(row))

    return write
