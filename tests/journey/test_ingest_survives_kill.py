"""kill -9 right before and right after commits: of 20,000 acknowledged readings none is lost or doubled."""

import itertools
import json
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from store.database import Database, open_database
from store.dead_letters import DeadLetters
from tests.conftest import publish, wait_until

PROBE = "plantroom/probe/x/y"
DEVICES, MOMENTS, POINTS = 10, 400, 5
ROUNDS = 8
READINGS = DEVICES * MOMENTS * POINTS


def messages() -> list[tuple[str, bytes]]:
    """4,000 pointset events, each reading with a value of its own."""
    made = []
    for moment in range(MOMENTS):
        timestamp = f"2026-01-05T12:{moment // 60:02}:{moment % 60:02}Z"
        for device in range(DEVICES):
            first = (moment * DEVICES + device) * POINTS
            points = {f"point_{place}": {"present_value": first + place} for place in range(POINTS)}
            payload = {"version": "1.5.7", "timestamp": timestamp, "points": points}
            made.append((f"/r/north/d/AHU-{device}/events/pointset", json.dumps(payload).encode()))
    return made


def kept(database: Database, building: str = "north") -> list[float]:
    """The values that the store has of a building."""
    query = "SELECT value FROM readings JOIN points USING (point) WHERE building = :building"
    with database.read() as connection:
        return list(connection.execute(text(query), {"building": building}).scalars())


@pytest.mark.slow
@pytest.mark.parametrize("broker", ["mosquitto", "embedded_broker"])
def test_none_of_20_000_acknowledged_readings_is_lost_or_doubled(
    request: pytest.FixtureRequest,
    broker: str,
    tmp_path: Path,
    run_ingester: Callable[..., subprocess.Popen[bytes]],
) -> None:
    port = request.getfixturevalue(broker).port
    with open_database(tmp_path / "plantroom.db") as database:
        ingester = run_ingester(port, database.path)
        wait_until(lambda: bool(publish(port, [(PROBE, b"1")]) or kept(database, "probe")), "it is at work")
        ingester.kill()
        ingester.wait()

        made, part = messages(), DEVICES * MOMENTS // ROUNDS
        for start, when in zip(range(0, len(made), part), itertools.cycle(("before", "after"))):
            publisher = threading.Thread(target=publish, args=(port, made[start : start + part]))
            publisher.start()
            ingester = run_ingester(port, database.path, when)
            assert ingester.wait(60) == -signal.SIGKILL
            publisher.join(60)
            assert not publisher.is_alive()
        run_ingester(port, database.path)

        wait_until(lambda: len(kept(database)) >= READINGS, "all are in", timeout_s=60)
        assert sorted(kept(database)) == list(range(READINGS))
        assert DeadLetters(database).by_reason() == {}
