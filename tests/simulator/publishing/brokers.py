"""Readings to publish, who listens to a broker, and brokers that misbehave as they are told."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import paho.mqtt.client as mqtt

from simulator.published import DeviceFrame, Published
from simulator.publishing import BrokerAddress, Pointsets, Publisher, packets

START_MS = 1_768_197_600_000  # 2026-01-12 06:00 UTC
CONNECTED = b"\x20\x03\x00\x00\x00"
GO_ON = threading.Event()  # never set


def readings(steps: int = 24, devices: int = 12, points: int = 3) -> Published:
    """Readings in tenths, every five minutes."""
    rng = np.random.default_rng(5)
    names = tuple(f"point_{place}" for place in range(points))
    return Published(
        START_MS + 300_000 * np.arange(1, steps + 1, dtype=np.int64),
        tuple(
            DeviceFrame("tower", f"VAV-{device}", names, np.round(rng.normal(20, 5, (steps, points)), 1))
            for device in range(devices)
        ),
    )


def flat(published: Published) -> list[tuple[str, bytes]]:
    """Topic and payload of each message."""
    return [
        (topic[2:].decode(), payload)
        for messages in Pointsets().messages(published)
        for topic, payload in messages
    ]


def size(published: Published) -> int:
    return len(published.times_ms) * len(published.devices)


class Listener:
    """Hears everything that is said on a broker, and keeps what was heard when the connection breaks."""

    def __init__(self, port: int) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self.ready = threading.Event()
        client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="listener", protocol=mqtt.MQTTv5)
        client.on_connect = lambda *_: client.subscribe("/r/+/d/+/events/pointset", qos=1)
        client.on_subscribe = lambda *_: self.ready.set()
        client.on_message = lambda _c, _d, message: self.heard.append((message.topic, message.payload))
        client.connect("127.0.0.1", port)
        client.loop_start()
        assert self.ready.wait(10)
        self._client = client

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()


class Broker:
    """Listens on a port and gives each connection to ``serve``, one after the other."""

    def __init__(self, serve: Callable[["Broker", socket.socket], None]) -> None:
        self.connections = 0
        self.ids: list[int] = []
        self.failures: list[Exception] = []
        self._serve = serve
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                opened, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            with opened:
                try:
                    self._serve(self, opened)
                except OSError:
                    continue
                except Exception as error:  # noqa: BLE001  # told to the test
                    self.failures.append(error)

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(10)
        assert self.failures == []


@contextmanager
def broker(serve: Callable[[Broker, socket.socket], None]) -> Iterator[Broker]:
    opened = Broker(serve)
    yield opened
    opened.close()


def packets_of(opened: socket.socket) -> Iterator[tuple[int, bytes]]:
    """Type and body of the packets that come, until the other end hangs up."""
    unread = b""
    while data := opened.recv(65_536):
        found, end = packets.cut(unread + data)
        unread = (unread + data)[end:]
        yield from found


def packet_id(body: bytes) -> int:
    """Of a PUBLISH."""
    at = 2 + struct.unpack("!H", body[:2])[0]
    return struct.unpack("!H", body[at : at + 2])[0]


def packets_start(body: bytes) -> int:
    """Where the payload of a PUBLISH at QoS 1 begins."""
    return 2 + struct.unpack("!H", body[:2])[0] + 3


def obliging(broker: Broker, opened: socket.socket) -> None:
    """Takes everything."""
    opened.sendall(CONNECTED)
    for kind, body in packets_of(opened):
        if kind == 3:
            broker.ids.append(packet_id(body))
            opened.sendall(struct.pack("!BBH", 0x40, 2, broker.ids[-1]))


def publisher(port: int, **more: int) -> Publisher:
    return Publisher(
        BrokerAddress(port=port), client_id="publisher", **more, shortest_wait_s=0.05, longest_wait_s=0.2
    )
