"""An ingester at work beside a broker, and what it kept."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ingest import BatchSettings, BrokerSettings, Ingester, IngestSettings
from store.database import Database
from tests.conftest import publish, wait_until

NOON = 1_767_614_400_000
SOURCE = "north/ahu-1/supply"
TOPIC = "plantroom/north/ahu-1/supply"
PROBE = "plantroom/probe/x/y"


def settings(port: int, **more: object) -> IngestSettings:
    broker = {"port": port, "shortest_wait_s": 0.02, "longest_wait_s": 0.2} | more.pop("broker", {})
    batch = BatchSettings(shortest_wait_s=0.02, longest_wait_s=0.1)
    return IngestSettings(**({"broker": BrokerSettings(**broker), "batch": batch} | more))


@contextmanager
def running(database: Database, wanted: IngestSettings) -> Iterator[Ingester]:
    """An ingester at work in a thread of its own, and stopped in good order."""
    ingester, stop = Ingester(wanted, database), threading.Event()
    thread = threading.Thread(target=ingester.run, args=(stop,))
    thread.start()
    try:
        yield ingester
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def readings(numbers: Iterable[int]) -> list[tuple[str, bytes]]:
    return [(TOPIC, json.dumps({"value": number, "time": NOON + number}).encode()) for number in numbers]


def kept(path: Path, source: str = "probe/x/y") -> list[float]:
    """The values that a store holds of a source, by time, asked as another process would."""
    query = "SELECT value FROM readings JOIN points USING (point) WHERE source = ? ORDER BY time_ms"
    with closing(sqlite3.connect(path)) as connection:
        return [value for (value,) in connection.execute(query, (source,))]


def wait_for_session(ingester: Ingester, port: int) -> None:
    """Wait until what is published reaches the ingester, and all that was published for that is done."""
    before = ingester.counts().messages

    def reached() -> bool:
        publish(port, [(PROBE, b"0")])
        return ingester.counts().messages > before

    wait_until(reached, "a message reaches the ingester")
    publish(port, [(PROBE, b"1")])
    path = ingester._writer._store._database.path
    wait_until(lambda: 1.0 in kept(path), "the last of the probes is in")
