"""Messages to a broker, at QoS 1, each until it is acknowledged."""

import threading
import time
from types import TracebackType
from typing import Self

import structlog
from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from ingest.settings import BrokerSettings

_log = structlog.get_logger("replay")


class Publisher:
    """A connection with at most ``in_flight`` messages unacknowledged; lost, it comes back."""

    def __init__(self, broker: BrokerSettings, in_flight: int) -> None:
        self._broker, self._in_flight = broker, in_flight
        self._room = threading.BoundedSemaphore(in_flight)
        self._met = threading.Event()
        self._told = False
        self.acknowledged = 0
        client = Client(
            CallbackAPIVersion.VERSION2,
            f"{broker.client_id}-replay-{time.time_ns():x}",
            protocol=MQTTProtocolVersion.MQTTv5,
        )
        client.max_inflight_messages_set(in_flight)
        shortest, longest = (max(1, round(wait)) for wait in (broker.shortest_wait_s, broker.longest_wait_s))
        client.reconnect_delay_set(shortest, longest)
        if broker.username is not None:
            client.username_pw_set(broker.username, broker.password)
        if broker.tls:
            client.tls_set(
                ca_certs=str(broker.ca_file) if broker.ca_file else None,
                certfile=str(broker.certificate_file) if broker.certificate_file else None,
                keyfile=str(broker.key_file) if broker.key_file else None,
            )
        client.on_connect = self._on_connect
        client.on_connect_fail = self._on_connect_fail
        client.on_disconnect = self._on_disconnect
        client.on_publish = self._on_publish
        self._client = client

    def __enter__(self) -> Self:
        self._client.connect_async(self._broker.host, self._broker.port, self._broker.keepalive_s)
        self._client.loop_start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def publish(self, topic: str, payload: bytes, stop: threading.Event) -> bool:
        """Hand a message over when there is room for it; False when ``stop`` was set before."""
        while not (self._met.wait(0.2) and self._room.acquire(timeout=0.2)):
            if stop.is_set():
                return False
        if stop.is_set():
            self._room.release()
            return False
        self._client.publish(topic, payload, qos=1)
        return True

    def drain(self, stop: threading.Event) -> bool:
        """Wait until everything is acknowledged; False when ``stop`` was set before."""
        if not self._met.is_set():
            # Nothing was sent; there is nothing to wait for.
            return True
        taken = 0
        while taken < self._in_flight:
            if self._room.acquire(timeout=0.2):
                taken += 1
            elif stop.is_set():
                break
        for _ in range(taken):
            self._room.release()
        return taken == self._in_flight

    def _on_publish(
        self, _client: Client, _userdata: object, _mid: int, _reason: ReasonCode, _properties: Properties
    ) -> None:
        self.acknowledged += 1
        self._room.release()

    def _on_connect(
        self,
        _client: Client,
        _userdata: object,
        _flags: ConnectFlags,
        reason: ReasonCode,
        properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self._tell(str(reason))
            return
        # A broker may close the connection of a client that sends more than it asked for.
        if not self._met.is_set():
            self._in_flight = min(self._in_flight, getattr(properties, "ReceiveMaximum", self._in_flight))
            self._room = threading.BoundedSemaphore(self._in_flight)
            self._met.set()
        if self._told:
            self._told = False
            _log.info("connected to the broker again", host=self._broker.host, port=self._broker.port)

    def _on_connect_fail(self, _client: Client, _userdata: object) -> None:
        self._tell("nobody answers")

    def _on_disconnect(
        self,
        _client: Client,
        _userdata: object,
        _flags: DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self._tell(str(reason))

    def _tell(self, why: str) -> None:
        if not self._told:
            self._told = True
            _log.warning(
                "the broker is away; trying again until it is back",
                host=self._broker.host,
                port=self._broker.port,
                why=why,
            )
