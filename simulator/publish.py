"""Publishes what a portfolio says, as UDMI pointset events over MQTT 5 at QoS 1."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import msgspec
import numpy as np
import structlog
from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTv5
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from simulator.published import Published

UDMI_VERSION = "1.5.2"
_log = structlog.get_logger(__name__)
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerAddress:
    """Where and as whom to publish; ``certificates``: authorities trusted for TLS, None: no TLS."""

    host: str = "127.0.0.1"
    port: int = 1883
    username: str | None = None
    password: str | None = None
    certificates: str | None = None


def pointset_topic(building: str, device: str) -> str:
    """The topic of a device's readings; the building is the UDMI registry."""
    return f"/r/{building}/d/{device}/events/pointset"


def pointset_events(published: Published) -> Iterator[tuple[str, bytes]]:
    """Topic and payload of each message, in the order of time; a value that is no number is left out."""
    devices = [
        (
            pointset_topic(frame.building, frame.device),
            frame.names,
            frame.values.tolist(),
            np.isnan(frame.values),
        )
        for frame in published.devices
    ]
    for index, time_ms in enumerate(published.times_ms.tolist()):
        moment = datetime.fromtimestamp(time_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for topic, names, values, missing in devices:
            points = {
                name: {"present_value": value}
                for name, value, lacking in zip(names, values[index], missing[index], strict=True)
                if not lacking
            }
            yield topic, _encode({"version": UDMI_VERSION, "timestamp": moment, "points": points})


class Publisher:
    """A connection to a broker with at most ``in_flight`` messages not yet acknowledged.

    It waits for the broker at the start, and comes back to it with a growing delay; what was not
    acknowledged is sent again. Use it as a context manager.
    """

    def __init__(self, address: BrokerAddress, *, client_id: str, in_flight: int = 200) -> None:
        self._address = address
        self._room = threading.BoundedSemaphore(in_flight)
        self._in_flight = in_flight
        self._told = False
        self.acknowledged = 0
        client = Client(CallbackAPIVersion.VERSION2, client_id=client_id, protocol=MQTTv5)
        client.max_inflight_messages_set(in_flight)
        client.reconnect_delay_set(min_delay=1, max_delay=30)
        client.username_pw_set(address.username, address.password)
        if address.certificates is not None:
            client.tls_set(address.certificates)
        client.on_connect = self._on_connect
        client.on_connect_fail = self._on_connect_fail
        client.on_disconnect = self._on_disconnect
        client.on_publish = self._on_publish
        self._client = client

    def __enter__(self) -> Self:
        self._client.connect_async(self._address.host, self._address.port, keepalive=30)
        self._client.loop_start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def publish(
        self, published: Published, stop: threading.Event, sent: Callable[[], None] | None = None
    ) -> int:
        """Send all messages, waiting whenever too many are in flight; gives up soon after ``stop`` is set.

        Returns how many were handed over; ``sent`` is called after each.
        """
        count = 0
        for topic, payload in pointset_events(published):
            if not self._wait_for_room(stop):
                break
            self._client.publish(topic, payload, qos=1)
            count += 1
            if sent is not None:
                sent()
        return count

    def drain(self, stop: threading.Event) -> bool:
        """Wait until the broker has acknowledged everything; False when ``stop`` was set before."""
        taken = 0
        try:
            while taken < self._in_flight:
                if not self._wait_for_room(stop):
                    return False
                taken += 1
            return True
        finally:
            for _ in range(taken):
                self._room.release()

    def _wait_for_room(self, stop: threading.Event) -> bool:
        while not self._room.acquire(timeout=0.2):
            if stop.is_set():
                return False
        if stop.is_set():
            self._room.release()
            return False
        return True

    def _on_publish(
        self,
        _client: Client,
        _data: object,
        _mid: int,
        reason: ReasonCode,
        _properties: Properties,
    ) -> None:
        self.acknowledged += 1
        self._room.release()
        if reason.is_failure:
            _log.warning("the broker refused a message", reason=str(reason))

    def _on_connect(
        self,
        _client: Client,
        _data: object,
        _flags: ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self._tell(f"the broker refused the connection: {reason}")
            return
        self._told = False
        _log.info("publishing", host=self._address.host, port=self._address.port)

    def _on_connect_fail(self, _client: Client, _data: object) -> None:
        self._tell("no broker answers; trying again until one does")

    def _on_disconnect(
        self,
        _client: Client,
        _data: object,
        _flags: DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self._tell(f"the connection to the broker broke ({reason}); coming back")

    def _tell(self, what: str) -> None:
        # Once per outage: retries would fill the log.
        if not self._told:
            _log.warning(what, host=self._address.host, port=self._address.port)
            self._told = True
