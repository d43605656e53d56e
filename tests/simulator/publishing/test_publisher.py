import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator

import paho.mqtt.client as mqtt
import pytest

from simulator.publishing import BrokerAddress, Publisher
from tests.conftest import free_port, requires, wait_until
from tests.simulator.publishing.brokers import (
    CONNECTED,
    GO_ON,
    Broker,
    Listener,
    broker,
    flat,
    obliging,
    publisher,
    readings,
    size,
)


@pytest.fixture(params=["mosquitto", "embedded_broker"])
def listener(request) -> Iterator[tuple[int, Listener]]:
    port = request.getfixturevalue(request.param).port
    heard = Listener(port)
    yield port, heard
    heard.close()


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


@pytest.mark.parametrize("in_flight", [0, 65_536])
def test_a_window_that_cannot_be_is_refused(in_flight):
    with pytest.raises(ValueError, match="in_flight"):
        publisher(1883, in_flight=in_flight)
