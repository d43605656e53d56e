"""Messages as they arrive, and what the intake makes of them."""

import json
from datetime import UTC, datetime

from ingest.formats import Formats, Plain, Udmi, UdmiEnvelopes
from ingest.intake import Intake, Taken
from ingest.reading import Message
from ingest.settings import IntakeSettings
from store.database import Database
from store.dead_letters import DeadLetter

ARRIVAL = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
ARRIVAL_MS = int(ARRIVAL.timestamp() * 1000)
TOPIC = "plantroom/north/ahu-1/readings"


def intake(database: Database, **settings: object) -> Intake:
    return Intake(Formats([Udmi(), UdmiEnvelopes(), Plain()]), database, IntakeSettings(**settings))


def message(content: object, topic: str = TOPIC, arrival_ms: int = ARRIVAL_MS) -> Message:
    payload = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Message(topic, payload, 1, 1, arrival_ms)


def take(database: Database, *contents: object, **settings: object) -> Taken:
    return intake(database, **settings).take([message(content) for content in contents])


def values(taken: Taken) -> list[float]:
    return taken.batch.value.tolist()


def only_letter(taken: Taken) -> DeadLetter:
    assert values(taken) == []
    (letter,) = taken.batch.dead_letters
    return letter
