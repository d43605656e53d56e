"""Readings in: MQTT, formats, checks, and the commit that comes before the acknowledgement."""

from ingest.embedded_broker import BrokerError, EmbeddedBroker
from ingest.service import IngestCounts, Ingester
from ingest.settings import BatchSettings, BrokerSettings, IngestSettings, IntakeSettings

__all__ = [
    "BatchSettings",
    "BrokerError",
    "BrokerSettings",
    "EmbeddedBroker",
    "IngestCounts",
    "IngestSettings",
    "Ingester",
    "IntakeSettings",
]
