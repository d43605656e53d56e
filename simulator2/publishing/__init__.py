"""Readings to a broker: UDMI pointset events over MQTT 5 at QoS 1, as fast as a broker takes them."""

from simulator2.publishing.connection import BrokerAddress
from simulator2.publishing.pointset import pointset_messages, pointset_topic
from simulator2.publishing.publisher import Publisher

__all__ = ["BrokerAddress", "Publisher", "pointset_messages", "pointset_topic"]
