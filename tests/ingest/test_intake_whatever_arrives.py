"""Every message is kept, as readings or as a dead letter, whatever it holds."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ingest.reading import Message
from ingest.settings import IntakeSettings
from store.database import Database, open_database
from store.readings import ReadingStore
from tests.ingest.taken import ARRIVAL_MS, TOPIC, intake, message, take

pytestmark = pytest.mark.usefixtures("two_known_points")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
times = st.none() | st.integers() | st.floats() | st.text(max_size=8) | st.datetimes().map(str)
units = st.none() | st.sampled_from(["degC", "°F", "kW", "%", "m**9**9**9"]) | st.text(max_size=12)
points = st.sampled_from(["supply", "fan", "stranger", "", "a/b"]) | st.text(max_size=8)
plausible = st.fixed_dictionaries(
    {"point": points, "value": json_values}, optional={"time": times, "unit": units}
)
pointsets = st.fixed_dictionaries(
    {
        "version": st.just("1.5.7"),
        "points": st.dictionaries(points, st.fixed_dictionaries({"present_value": json_values})),
    },
    optional={"timestamp": times},
)
contents = st.binary(max_size=64) | (
    json_values | plausible | st.lists(plausible, max_size=3) | pointsets
).map(lambda content: json.dumps(content).encode("utf-8", "surrogatepass"))
topics = st.sampled_from(
    [TOPIC, "plantroom/n/d/p", "/r/n/d/x/events/pointset", "/r/n/d/x/state", "udmi/envelope", "?"]
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return open_database(tmp_path_factory.mktemp("shared") / "plantroom.db")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arrived=st.lists(st.tuples(topics | st.text(max_size=20), contents), min_size=1, max_size=5))
def test_whatever_arrives_every_message_is_kept_as_readings_or_as_a_dead_letter(
    shared: Database, arrived: list[tuple[str, bytes]]
) -> None:
    messages = [Message(topic, payload, 1, 1, ARRIVAL_MS) for topic, payload in arrived]
    one = intake(shared)
    taken = one.take(messages)
    batch = taken.batch
    ReadingStore(shared).commit(batch)
    assert np.isfinite(batch.value).all()
    assert (batch.time_ms <= ARRIVAL_MS + IntakeSettings().future_ms).all()
    assert sum(taken.refused.values()) == len(batch.dead_letters)
    for topic, payload in arrived:
        alone = one.take([Message(topic, payload, 1, 1, ARRIVAL_MS)])
        kept = len(alone.batch.value) + len(alone.batch.dead_letters) + alone.unknown
        assert kept or _says_nothing(payload), (topic, payload)


def _says_nothing(payload: bytes) -> bool:
    """Whether a message is well formed and holds no reading at all."""
    content = json.loads(payload)
    return (
        content == [] or content.get("points") == {} or content.get("readings") == [] or "version" in content
    )


def test_the_same_messages_give_the_same_batch(database: Database) -> None:
    contents = [{"point": "supply", "value": 50, "time": ARRIVAL_MS}, {"point": "x", "value": "on"}, b"\x00"]
    first, second = take(database, *contents), take(database, *contents)
    assert first.batch.time_ms.tolist() == second.batch.time_ms.tolist()
    assert first.batch.point.tolist() == second.batch.point.tolist()
    assert first.batch.dead_letters == second.batch.dead_letters


def test_what_is_refused_can_be_written_and_printed_whatever_it_holds(
    tmp_path: Path, database: Database
) -> None:
    nasty = message({"point": "a\ud800\x00\x1b[2J", "value": 1}, "plantroom/n\x1b/d/readings")
    taken = intake(database).take([nasty])
    ReadingStore(database).commit(taken.batch)
    with database.read() as connection:
        (row,) = connection.execute(text("SELECT topic, detail FROM dead_letters")).all()
    assert row.topic.isprintable()
    assert row.detail.isprintable()
