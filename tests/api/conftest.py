"""The application on a real store, with two managers who each have buildings of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from api import ApiParts, ApiSettings, ManagerProfile, create_app
from model.frames.history import ReadingColumns
from model.recommendation import Coverage
from model.site.graph import Building, Equipment
from store.complaints import Complaints
from store.database import Database, open_database
from store.health import StoreHealth
from store.ledger import Ledger
from store.tokens import Tokens
from tests.api.documents import NOW_MS

MARIA = ManagerProfile("maria", "Maria Okafor", (("north-tower", "North Tower"),), "America/Chicago", "USD")
JONAS = ManagerProfile("jonas", "Jonas Berg", (("mill", "Mill"),), "Europe/Berlin", "EUR")
BUILDINGS = (
    Building(
        "north-tower",
        "North Tower",
        (
            Equipment("AHU-2", "air_handler", "AHU-2"),
            Equipment("VAV-4-12", "vav_box", "VAV 4-12", fed_by=("AHU-2",), location="Level 4, east"),
        ),
    ),
    Building(
        "mill",
        "Mill",
        (Equipment("AHU-1", "air_handler", "AHU-1"), Equipment("boiler", "hot_water_plant", "Boiler")),
    ),
)


@dataclass
class FakeReadings:
    """Readings by source as (time_ms, value) pairs."""

    kept: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    asked: list[tuple[list[str], int, int]] = field(default_factory=list)

    def read(self, sources: list[str], start_ms: int, end_ms: int) -> ReadingColumns:
        self.asked.append((sources, start_ms, end_ms))
        rows = sorted(
            (time_ms, column, value)
            for column, source in enumerate(sources)
            for time_ms, value in self.kept.get(source, [])
            if start_ms <= time_ms < end_ms
        )
        return ReadingColumns(
            np.array([row[0] for row in rows], dtype=np.int64),
            np.array([row[1] for row in rows], dtype=np.int64),
            np.array([row[2] for row in rows], dtype=np.float64),
        )


@dataclass
class House:
    """All that stands behind the application, in a test's reach."""

    database: Database
    ledger: Ledger
    complaints: Complaints
    tokens: Tokens
    readings: FakeReadings
    profiles: dict[str, ManagerProfile]
    now_ms: int
    parts: ApiParts

    def client(self, manager: str | None = None, /, **changes: object) -> TestClient:
        """A client with the token of ``manager``, of an application with ``changes`` to its parts."""
        app = create_app(replace(self.parts, **changes))  # type: ignore[arg-type]
        client = TestClient(app, raise_server_exceptions=False)
        if manager is not None:
            client.headers["Authorization"] = f"Bearer {self.tokens.create(manager)[0]}"
        return client


def _coverage(buildings: Sequence[str]) -> Coverage:
    return Coverage(12 * len(buildings), 11, 10, None, 2, 0)


def furnish(database: Database) -> House:
    """Furnish a house on ``database``."""
    ledger, tokens, readings = Ledger(database), Tokens(database), FakeReadings()
    complaints = Complaints(database)
    profiles = {"maria": MARIA, "jonas": JONAS}
    parts = ApiParts(
        ledger=ledger,
        complaints=complaints,
        access=tokens,
        manager=profiles.get,
        buildings=lambda wanted: [each for each in BUILDINGS if each.id in wanted],
        readings=readings,
        coverage=_coverage,
        health=StoreHealth(database),
        clock=lambda: house.now_ms,
        settings=ApiSettings(events_poll_s=0.01, events_last_s=0.0),
    )
    house = House(database, ledger, complaints, tokens, readings, profiles, NOW_MS, parts)
    return house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty house: no look yet, no reading."""
    with open_database(tmp_path / "plantroom.db") as database:
        yield furnish(database)


@pytest.fixture
def maria(house: House) -> TestClient:
    """A client with Maria's token."""
    return house.client("maria")


@pytest.fixture
def jonas(house: House) -> TestClient:
    """A client with the token of Jonas, who has nothing to do with Maria's buildings."""
    return house.client("jonas")
