"""Publishing on real brokers, and on a broker that misbehaves as it is told."""

import json
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import paho.mqtt.client as mqtt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator2.published import DeviceFrame, Published
from simulator2.publishing import BrokerAddress, Pointsets, Publisher, packets, pointset_topic
from tests.conftest import free_port, requires, wait_until

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


@pytest.fixture(params=["mosquitto", "embedded_broker"])
def listener(request) -> Iterator[tuple[int, Listener]]:
    port = request.getfixturevalue(request.param).port
    heard = Listener(port)
    yield port, heard
    heard.close()


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


def test_a_message_is_a_udmi_pointset_in_simulated_time():
    published = readings()
    topic, payload = flat(published)[0]
    message = json.loads(payload)
    assert topic == pointset_topic("tower", "VAV-0") == "/r/tower/d/VAV-0/events/pointset"
    assert message["timestamp"] == "2026-01-12T06:05:00Z"
    assert message["version"]
    values = published.devices[0].values[0]
    assert message["points"] == {f"point_{p}": {"present_value": values[p]} for p in range(3)}


def test_messages_come_in_the_order_of_time():
    published = readings()
    times = [json.loads(payload)["timestamp"] for _, payload in flat(published)]
    assert times == sorted(times)
    assert len(times) == size(published)


def test_a_value_that_is_no_number_is_left_out_and_its_neighbours_are_not():
    published = readings(steps=2)
    whole = [json.loads(payload) for _, payload in flat(published)]
    published.devices[1].values[0, 0] = np.nan
    published.devices[2].values[0, 2] = np.inf
    sparse = [json.loads(payload) for _, payload in flat(published)]
    assert sparse[1]["points"] == {name: whole[1]["points"][name] for name in ("point_1", "point_2")}
    assert sparse[2]["points"] == {name: whole[2]["points"][name] for name in ("point_0", "point_1")}
    assert [sparse[0], *sparse[3:]] == [whole[0], *whole[3:]]


def test_a_device_of_which_nothing_was_heard_says_nothing():
    published = readings(steps=2)
    whole = flat(published)
    for silent in (0, 1, 11):
        published.devices[silent].values[0] = np.nan
    assert flat(published) == [*whole[2:11], *whole[12:]]


@given(
    name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
    value=st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_name_and_any_number_can_be_read_back(name, value):
    frame = DeviceFrame("tower", "AHU", (name,), np.array([[value]]))
    _, payload = flat(Published(np.array([START_MS]), (frame,)))[0]
    points = json.loads(payload)["points"]
    assert points == {name: {"present_value": value}}


def test_nothing_published_gives_no_messages():
    assert flat(Published(np.zeros(0, dtype=np.int64), ())) == []
    assert flat(Published(np.array([START_MS]), ())) == []


@given(sizes=st.lists(st.sampled_from([0, 1, 100, 127, 128, 16_000, 17_000]), max_size=5))
def test_packets_are_cut_as_they_were_made(sizes):
    messages = [(packets.text("a/b"), b"x" * size) for size in sizes]
    found, end = packets.cut(packets.publishes(messages, range(1, len(messages) + 1)) + b"\x32")
    assert [kind for kind, _ in found] == [3] * len(messages)
    assert [packet_id(body) for _, body in found] == list(range(1, len(messages) + 1))
    assert [body[8:] for _, body in found] == [payload for _, payload in messages]
    assert end == len(packets.publishes(messages, range(1, len(messages) + 1)))


def test_a_packet_of_megabytes_has_a_length_of_four_bytes():
    message = (packets.text("a"), b"x" * 3_000_000)
    ((_, body),), _ = packets.cut(packets.publishes([message], [1]))
    assert len(body) == 3_000_006


def test_everything_published_reaches_who_listens(listener):
    port, heard = listener
    published = readings()
    with publisher(port, in_flight=20) as sender:
        count = sender.publish(published, GO_ON)
        assert sender.drain(GO_ON)
        assert sender.acknowledged == count == size(published)
    wait_until(lambda: len(heard.heard) >= count, "all messages are heard")
    assert sorted(heard.heard) == sorted(flat(published))


def test_a_broker_that_comes_late_gets_everything(mosquitto):
    mosquitto.stop()
    published = readings()
    with publisher(mosquitto.port, in_flight=10) as sender:
        thread = threading.Thread(target=sender.publish, args=(published, GO_ON))
        thread.start()
        mosquitto.start()
        thread.join(60)
        assert not thread.is_alive()
        assert sender.drain(GO_ON)
        assert sender.acknowledged == size(published)


def test_a_broker_that_is_killed_in_the_midst_loses_nothing(mosquitto):
    published = readings(steps=600)
    with publisher(mosquitto.port, in_flight=10) as sender:
        thread = threading.Thread(target=sender.publish, args=(published, GO_ON))
        thread.start()
        for share in (0.1, 0.4):
            wait_until(lambda share=share: sender.acknowledged > share * size(published), "some are taken")
            mosquitto.process.kill()
            mosquitto.process.wait()
            mosquitto.start()
        thread.join(60)
        assert not thread.is_alive()
        assert sender.drain(GO_ON)
        assert sender.acknowledged == size(published)


def test_what_was_not_acknowledged_is_sent_again_on_the_next_connection():
    taken: list[bytes] = []

    def serve(own: Broker, opened: socket.socket) -> None:
        opened.sendall(CONNECTED)
        for kind, body in packets_of(opened):
            if kind != 3:
                continue
            # Acknowledges the first two connections' messages but the last, and hangs up on it.
            if own.connections <= 2 and packet_id(body) % 7 == 0:
                return
            taken.append(body[packets_start(body) :])
            opened.sendall(struct.pack("!BBH", 0x40, 2, packet_id(body)))

    published = readings()
    with broker(serve) as own, publisher(own.port, in_flight=16) as sender:
        assert sender.publish(published, GO_ON) == size(published)
        assert sender.drain(GO_ON)
        assert own.connections == 3
    assert set(taken) == {payload for _, payload in flat(published)}


def packets_start(body: bytes) -> int:
    """Where the payload of a PUBLISH at QoS 1 begins."""
    return 2 + struct.unpack("!H", body[:2])[0] + 3


def test_the_first_words_to_a_broker_are_those_of_stock_paho():
    said: list[bytes] = []

    def serve(_own: Broker, opened: socket.socket) -> None:
        said.append(opened.recv(1000))
        opened.sendall(CONNECTED)

    with broker(serve) as own:
        client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="me", protocol=mqtt.MQTTv5)
        client.username_pw_set("jo", "sésame")
        client.connect("127.0.0.1", own.port, keepalive=60)
        wait_until(lambda: len(said) == 1, "paho has spoken")
        client._sock_close()
        address = BrokerAddress(port=own.port, username="jo", password="sésame")
        with Publisher(address, client_id="me") as sender:
            sender.wait(0.1, GO_ON)
    assert said[1] == said[0]


def test_over_tls_only_a_broker_with_the_right_certificate_is_spoken_to(tmp_path):
    def certificate(name: str) -> None:
        command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1"
        names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        files = ["-keyout", str(tmp_path / f"{name}.key"), "-out", str(tmp_path / f"{name}.pem")]
        subprocess.run([*command.split(), *names, *files], check=True, capture_output=True)

    def serve(own: Broker, opened: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "right.pem", tmp_path / "right.key")
        with context.wrap_socket(opened, server_side=True) as encrypted:
            obliging(own, encrypted)

    requires("openssl", "openssl")
    certificate("right")
    certificate("wrong")
    published = readings(steps=300)
    with broker(serve) as own:
        wrong = BrokerAddress(host="localhost", port=own.port, certificates=str(tmp_path / "wrong.pem"))
        with Publisher(wrong, client_id="me", shortest_wait_s=0.05) as sender:
            sender.wait(0.2, GO_ON)
        assert own.ids == []
        right = BrokerAddress(host="localhost", port=own.port, certificates=str(tmp_path / "right.pem"))
        with Publisher(right, client_id="me") as sender:
            assert sender.publish(published, GO_ON) == size(published)
            assert sender.drain(GO_ON)
        assert len(own.ids) == size(published)


def test_without_a_broker_a_stop_ends_it():
    stop = threading.Event()
    with publisher(free_port(), in_flight=7) as sender:
        thread = threading.Thread(target=sender.publish, args=(readings(), stop), daemon=True)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
        stop.set()
        thread.join(10)
        assert not thread.is_alive()
        assert sender.unacknowledged == 0


def test_a_broker_that_acknowledges_nothing_gets_no_more_than_allowed_and_a_stop_ends_it():
    got: list[int] = []

    def serve(_own: Broker, opened: socket.socket) -> None:
        opened.sendall(CONNECTED)
        for kind, body in packets_of(opened):
            if kind == 3:
                got.append(packet_id(body))

    stop = threading.Event()
    handed: list[int] = []
    with broker(serve) as own, publisher(own.port, in_flight=7) as sender:
        thread = threading.Thread(target=lambda: handed.append(sender.publish(readings(), stop)), daemon=True)
        thread.start()
        wait_until(lambda: len(got) == 7, "what is allowed has come")
        thread.join(0.3)
        assert thread.is_alive()
        stop.set()
        thread.join(10)
        assert handed == [7]
        assert not sender.drain(stop)
        assert sender.unacknowledged == 7
    assert got == list(range(1, 8))


def test_a_broker_that_reads_nothing_does_not_hold_up_a_stop():
    def serve(_own: Broker, opened: socket.socket) -> None:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        opened.sendall(CONNECTED)
        done.wait(20)

    done, stop = threading.Event(), threading.Event()
    with broker(serve) as own, publisher(own.port, in_flight=65_535) as sender:
        thread = threading.Thread(target=sender.publish, args=(readings(4000, 12, 20), stop), daemon=True)
        thread.start()
        thread.join(1)
        assert thread.is_alive()
        held = sender.unacknowledged
        assert 0 < held < 48_000  # what the buffers hold; the rest is not taken on
        stop.set()
        thread.join(10)
        assert not thread.is_alive()
        done.set()


def test_the_receive_maximum_of_a_broker_is_kept():
    most = 0

    def serve(_own: Broker, opened: socket.socket) -> None:
        nonlocal most
        opened.sendall(b"\x20\x06\x00\x00\x03\x21\x00\x05")
        waiting: list[int] = []
        opened.settimeout(0.1)
        stream = packets_of(opened)
        while True:
            try:
                kind, body = next(stream, (0, b""))
                if kind == 0:
                    return
                if kind == 3:
                    waiting.append(packet_id(body))
                    most = max(most, len(waiting))
            except TimeoutError:
                stream = packets_of(opened)
            if len(waiting) >= 5:
                opened.sendall(b"".join(struct.pack("!BBH", 0x40, 2, one) for one in waiting))
                waiting.clear()

    published = readings(steps=5, devices=10)
    with broker(serve) as own, publisher(own.port, in_flight=1000) as sender:
        assert sender.publish(published, GO_ON) == 50
        assert sender.drain(GO_ON)
    assert most == 5


def test_packet_ids_go_round_and_leave_out_those_in_use():
    held: list[int] = []

    def serve(own: Broker, opened: socket.socket) -> None:
        opened.sendall(CONNECTED)
        for kind, body in packets_of(opened):
            if kind == 3:
                own.ids.append(packet_id(body))
                if own.ids[-1] == 3 and not held:
                    held.append(3)  # acknowledged never
                else:
                    opened.sendall(struct.pack("!BBH", 0x40, 2, own.ids[-1]))

    published = readings(steps=700, devices=100, points=1)
    with broker(serve) as own, publisher(own.port, in_flight=1000) as sender:
        assert sender.publish(published, GO_ON) == 70_000
        wait_until(lambda: (sender.wait(0.01, GO_ON), sender.unacknowledged == 1)[1], "all but one")
        assert own.ids.count(3) == 1
        assert own.ids.count(4) == 2
        assert 0 not in own.ids


def test_refusals_are_counted_and_not_sent_again():
    def serve(own: Broker, opened: socket.socket) -> None:
        opened.sendall(CONNECTED)
        for kind, body in packets_of(opened):
            if kind == 3:
                own.ids.append(packet_id(body))
                reason = (0x10, 0x87)[own.ids[-1] % 2]  # nobody listens; not authorised
                opened.sendall(struct.pack("!BBHBB", 0x40, 4, own.ids[-1], reason, 0))

    published = readings(steps=4)
    with broker(serve) as own, publisher(own.port) as sender:
        sender.publish(published, GO_ON)
        assert sender.drain(GO_ON)
        assert (sender.acknowledged, sender.refused) == (24, 24)
        assert len(own.ids) == 48


def test_a_message_larger_than_a_broker_takes_is_left_out_and_counted():
    def serve(own: Broker, opened: socket.socket) -> None:
        opened.sendall(b"\x20\x08\x00\x00\x05\x27\x00\x00\x04\x00")
        for kind, body in packets_of(opened):
            assert len(body) <= 1024
            if kind == 3:
                own.ids.append(packet_id(body))
                opened.sendall(struct.pack("!BBH", 0x40, 2, own.ids[-1]))

    small, large = readings(steps=1, devices=3).devices, readings(steps=1, devices=1, points=100).devices
    published = Published(np.array([START_MS]), (*small[:2], *large, small[2]))
    with broker(serve) as own, publisher(own.port) as sender:
        sender.publish(published, GO_ON)
        assert sender.drain(GO_ON)
        assert (sender.acknowledged, sender.refused) == (3, 1)


@pytest.mark.parametrize(
    "answer",
    [
        b"\x20\x03\x00\x87\x00",  # not authorised
        b"\x20\x05\x00\x00\x02\x24\x00",  # no QoS 1
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\x20\xff\xff\xff\xff\xff",
        b"\x20\x00",
        b"\xe0\x01\x97",
        b"",
    ],
)
def test_a_broker_that_will_not_have_us_is_tried_again(answer):
    def serve(own: Broker, opened: socket.socket) -> None:
        if own.connections > 2:
            obliging(own, opened)
            return
        opened.recv(1000)
        opened.sendall(answer)

    published = readings(steps=2)
    with broker(serve) as own, publisher(own.port) as sender:
        assert sender.publish(published, GO_ON) == size(published)
        assert sender.drain(GO_ON)
        assert sender.acknowledged == size(published)
        assert own.connections == 3


def test_an_idle_connection_is_kept_alive():
    pings: list[float] = []

    def serve(_own: Broker, opened: socket.socket) -> None:
        opened.sendall(b"\x20\x06\x00\x00\x03\x13\x00\x01")  # keepalive of a second
        for kind, _ in packets_of(opened):
            if kind == 12:
                pings.append(time.monotonic())
                opened.sendall(b"\xd0\x00")

    with broker(serve) as own, publisher(own.port) as sender:
        sender.wait(1.8, GO_ON)
        assert len(pings) >= 2
        assert own.connections == 1


def test_a_broker_that_falls_silent_is_left_for_another_try():
    def serve(own: Broker, opened: socket.socket) -> None:
        if own.connections > 1:
            obliging(own, opened)
            return
        opened.sendall(b"\x20\x06\x00\x00\x03\x13\x00\x01")
        for _ in packets_of(opened):
            pass

    published = readings(steps=2)
    with broker(serve) as own, publisher(own.port) as sender:
        assert sender.publish(published, GO_ON) == size(published)
        assert sender.drain(GO_ON)
        assert own.connections == 2


@pytest.mark.parametrize("in_flight", [0, 65_536])
def test_a_window_that_cannot_be_is_refused(in_flight):
    with pytest.raises(ValueError, match="in_flight"):
        publisher(1883, in_flight=in_flight)
