"""Readings to a broker: UDMI pointset events over MQTT 5 at QoS 1, as fast as a broker takes them."""

from simulator2.publishing.connection import BrokerAddress
from simulator2.publishing.pointset import Pointsets, pointset_topic
from simulator2.publishing.publisher import Publisher

__all__ = ["BrokerAddress", "Pointsets", "Publisher", "pointset_topic"]
