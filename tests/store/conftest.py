from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database, open_database
from store.ledger import Ledger
from tests.store.looks import RECOMMENDATION, look


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new, empty store."""
    with open_database(tmp_path / "plantroom.db") as opened:
        yield opened


@pytest.fixture
def ledger(database: Database) -> Ledger:
    """The ledger of an empty store."""
    return Ledger(database)


@pytest.fixture
def shown(ledger: Ledger) -> Ledger:
    """A ledger in which Maria is shown r1 since 50 ms."""
    ledger.record_choice("maria", 50, look(RECOMMENDATION))
    return ledger
