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


@pytest.fixture(params=["mosquitto", "embedded_broker"])
def port(request: pytest.FixtureRequest) -> int:
    """The port of a running broker, of each kind."""
    return request.getfixturevalue(request.param).port


@pytest.fixture
def two_known_points(describe: Callable[..., None]) -> None:
    """A supply temperature in degrees Fahrenheit and a fan that says on and off."""
    describe("north/ahu-1/supply", unit="degF", scale=5 / 9, offset=-160 / 9, lowest=-60.0, highest=250.0)
    describe("north/ahu-1/fan", unit="1", lowest=0.0, highest=1.0, words='{"Off": 0, "On": 1}')
