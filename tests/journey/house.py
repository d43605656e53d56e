"""A store with everything that works on it, as the front door wires it, within one process."""

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from fastapi.testclient import TestClient

from api import create_app
from ingest import BrokerSettings, Ingester, IngestSettings
from model.site.document import point_rows, site_document
from model.site.graph import Site
from plantroom.parts import Parts, open_parts
from plantroom.processes import api_parts
from plantroom.rounds import Rounds
from plantroom.settings import RoundsSettings, Settings
from tests.conftest import publish, wait_until


@dataclass
class House:
    """Ingester, rounds and API over one store; "now" is the newest reading."""

    parts: Parts
    rounds: Rounds
    ingester: Ingester
    port: int
    _sent: int = 0

    def keep(self, site: Site) -> None:
        """Import ``site``."""
        self.parts.site_store.save(site_document(site), point_rows(site))

    def phone(self, manager: str) -> TestClient:
        """A client with a token of ``manager``."""
        client = TestClient(create_app(api_parts(self.parts)))
        client.headers["Authorization"] = f"Bearer {self.parts.tokens.create(manager)[0]}"
        return client

    def card(self, manager: str) -> dict[str, Any]:
        """The card of ``manager`` as a phone gets it."""
        answer = self.phone(manager).get(f"/v1/managers/{manager}/next-action")
        assert answer.status_code == 200, answer.text
        card: dict[str, Any] = answer.json()
        return card

    def answer(self, manager: str, recommendation: str, said: str, **more: str) -> None:
        """Answer as the page does."""
        given = {"id": str(uuid4()), "said": said, **more}
        answer = self.phone(manager).post(f"/v1/recommendations/{recommendation}/answers", json=given)
        assert answer.status_code == 201, answer.text

    def publish(self, messages: Iterable[tuple[str, bytes]]) -> None:
        """Publish, and wait until every message is committed: a part of them is news for another round."""
        told = list(messages)
        publish(self.port, told)
        self.wait_for(len(told))

    def wait_for(self, messages: int) -> None:
        """Wait until the ingester has committed so many ``messages`` more."""
        self._sent += messages
        wait_until(
            lambda: self.ingester.counts().messages >= self._sent,
            f"{messages} messages are committed",
            timeout_s=60,
        )


@contextmanager
def house(port: int, folder: Path) -> Iterator[House]:
    """Open a house on a new store, with an ingester at the broker on ``port``."""
    settings = Settings(
        store=folder / "plantroom.sqlite",
        broker=replace(BrokerSettings(), port=port, shortest_wait_s=0.05),
        rounds=RoundsSettings(clock="readings"),
    )
    parts = open_parts(settings)
    stop = threading.Event()
    with parts.database:
        ingester = Ingester(IngestSettings(broker=settings.broker), parts.database)
        thread = threading.Thread(target=ingester.run, args=(stop,))
        thread.start()
        try:
            wait_until(lambda: ingester.subscribed, "the ingester has subscribed")
            yield House(parts, Rounds(parts), ingester, port)
        finally:
            stop.set()
            thread.join(20)
            assert not thread.is_alive(), "the ingester ends when asked"


def spoiled() -> list[tuple[str, bytes]]:
    """Messages that nobody can read, each of which becomes a dead letter."""
    place = "/r/north-tower/d/AHU-1/events/pointset"
    return [
        (place, b"not JSON"),
        (place, b"\xff\xfe"),
        (place, b""),
        (place, b"[]"),
        (place, json.dumps({"version": "1.5.2", "timestamp": "tomorrow", "points": {}}).encode()),
        (place, b'{"version": "1.5.2", "timestamp": "2026-01-13T00:00:00Z", "points": {"a": 1}}'),
        (place, b'{"points": ' + b"[" * 10_000),
    ]
