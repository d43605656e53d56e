"""Readings to a broker: UDMI pointset events over MQTT 5 at QoS 1, as fast as a broker takes them."""

from simulator.publishing.connection import BrokerAddress
from simulator.publishing.pointset import Pointsets, pointset_topic
from simulator.publishing.publisher import Publisher

__all__ = ["BrokerAddress", "Pointsets", "Publisher", "pointset_topic"]
