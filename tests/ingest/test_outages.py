"""Broker, store or disk away for a while: nothing that was acknowledged is lost."""

import resource
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import structlog

import store.database
from ingest import BatchSettings, EmbeddedBroker, Ingester
from store.database import Database, open_database
from tests.conftest import Mosquitto, free_port, publish, wait_until
from tests.ingest.at_work import PROBE, SOURCE, kept, readings, running, settings, wait_for_session


def test_a_broker_away_at_the_start_is_said_once_and_found_later(database: Database) -> None:
    port = free_port()
    with structlog.testing.capture_logs() as said, running(database, settings(port)) as ingester:
        wait_until(lambda: _attempts(ingester) > 4, "it tried several times")
        with EmbeddedBroker(port=port):
            wait_for_session(ingester, port)
            events = [line["event"] for line in said]
    assert events.count("the broker is away; trying until it is back") == 1
    assert events.count("connected to the broker") == 1


def _attempts(ingester: Ingester) -> int:
    return ingester._subscriber._attempts


def test_a_broker_that_restarts_resumes_the_session_and_nothing_is_lost(
    database: Database, mosquitto: Mosquitto
) -> None:
    with structlog.testing.capture_logs() as said, running(database, settings(mosquitto.port)) as ingester:
        wait_for_session(ingester, mosquitto.port)
        publish(mosquitto.port, readings(range(100)))
        mosquitto.stop()
        wait_until(lambda: not ingester.counts().connected, "the loss is noticed")
        wait_until(lambda: _attempts(ingester) > 3, "it tried several times")
        mosquitto.start()
        wait_until(lambda: ingester.counts().connected, "it is back")
        publish(mosquitto.port, readings(range(100, 200)))
        wait_until(lambda: len(kept(database.path, SOURCE)) == 200, "all are in")
    assert kept(database.path, SOURCE) == list(range(200))
    assert [line["event"] for line in said].count("the broker is away; trying until it is back") == 1
    assert [line.get("session") for line in said if line["event"] == "connected to the broker"] == [
        "new",
        "resumed",
    ]


def test_a_store_held_by_another_process_stops_the_acknowledgements_until_it_is_free(
    database: Database, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.database, "BUSY_TIMEOUT_S", 0.05)
    with (
        open_database(database.path) as impatient,
        structlog.testing.capture_logs() as said,
        running(impatient, settings(port)) as ingester,
        closing(sqlite3.connect(database.path, isolation_level=None)) as other,
    ):
        wait_for_session(ingester, port)
        publish(port, readings(range(1)))
        wait_until(lambda: kept(database.path, SOURCE) == [0], "the source is known")
        wait_until(lambda: ingester.counts().held == 0, "it is acknowledged")
        before = ingester.counts()
        other.execute("BEGIN IMMEDIATE")
        publish(port, readings(range(1, 40)))
        wait_until(lambda: ingester.counts().held == 39, "they are held")
        wait_until(lambda: ingester._outage is not None and ingester._outage.pause_s == 0.1, "it tried again")
        assert ingester.counts().messages == before.messages, "none is acknowledged"
        other.execute("ROLLBACK")
        wait_until(lambda: ingester.counts().held == 0, "they are written")
    assert kept(database.path, SOURCE) == list(range(40))
    events = [line["event"] for line in said]
    assert events.count("nothing is acknowledged until the store takes writes again") == 1
    assert events.count("the store takes writes again") == 1


def test_memory_is_bounded_while_the_store_takes_no_writes(
    database: Database, mosquitto: Mosquitto, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.database, "BUSY_TIMEOUT_S", 0.05)
    batch = BatchSettings(shortest_wait_s=0.02, longest_wait_s=0.1, held_messages=50)
    wanted = settings(mosquitto.port, batch=batch, broker={"receive_maximum": 20})
    with (
        open_database(database.path) as impatient,
        running(impatient, wanted) as ingester,
        closing(sqlite3.connect(database.path, isolation_level=None)) as other,
    ):
        wait_for_session(ingester, mosquitto.port)
        other.execute("BEGIN IMMEDIATE")
        publish(mosquitto.port, readings(range(200)))
        wait_until(lambda: ingester.counts().held >= 20, "they are held")
        assert ingester.counts().held <= 70
        other.execute("ROLLBACK")
        wait_until(lambda: len(kept(database.path, SOURCE)) == 200, "they are written")
    assert kept(database.path, SOURCE) == list(range(200))


def test_a_full_disk_stops_the_acknowledgements_until_there_is_room(
    tmp_path: Path, port: int, run_ingester: Callable[..., subprocess.Popen[bytes]]
) -> None:
    path = tmp_path / "store" / "plantroom.db"
    open_database(path).close()
    process = run_ingester(port, path)

    def reached() -> bool:
        publish(port, [(PROBE, b"1")])
        return len(kept(path)) > 0

    wait_until(reached, "the ingester is at work")
    largest = max(file.stat().st_size for file in path.parent.iterdir())
    # The file may grow by this little more: to SQLite it is a disk without room.
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (largest + 20_000, resource.RLIM_INFINITY))
    publish(port, readings(range(5000)))
    assert len(kept(path, SOURCE)) < 5000
    assert process.poll() is None, "it waits for room"
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    wait_until(lambda: len(kept(path, SOURCE)) == 5000, "the rest is in", timeout_s=40)
    assert kept(path, SOURCE) == list(range(5000))


def test_a_wrong_host_name_is_an_absent_broker(database: Database) -> None:
    wanted = settings(1, broker={"host": "no-such-host.invalid"})
    with structlog.testing.capture_logs() as said, running(database, wanted):
        wait_until(lambda: bool(said), "it says so")
    assert said[0]["host"] == "no-such-host.invalid"
