import json
import threading
from collections.abc import Iterator

import paho.mqtt.client as mqtt
import pytest

from simulator import Portfolio, Published, healthy
from simulator.clock import HOUR_MS
from simulator.publish import BrokerAddress, Publisher, pointset_events, pointset_topic
from tests.conftest import free_port, wait_until
from tests.simulator.looking import OFFICE, start_ms

START = start_ms("winter")


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


@pytest.fixture
def published() -> Published:
    return Portfolio.from_seed(4, start_ms=START, scenario=healthy()).advance(START + HOUR_MS)


@pytest.fixture(params=["mosquitto", "embedded_broker"])
def listener(request) -> Iterator[tuple[int, Listener]]:
    port = request.getfixturevalue(request.param).port
    heard = Listener(port)
    yield port, heard
    heard.close()


def test_a_message_is_a_udmi_pointset_in_simulated_time(published):
    topic, payload = next(pointset_events(published))
    message = json.loads(payload)
    assert topic == pointset_topic(OFFICE, "OAT-1") == f"/r/{OFFICE}/d/OAT-1/events/pointset"
    assert message["timestamp"] == "2026-01-12T06:05:00Z"
    assert message["version"]
    assert message["points"] == {"oat": {"present_value": pytest.approx(published.devices[0].values[0, 0])}}


def test_messages_come_in_the_order_of_time(published):
    times = [json.loads(payload)["timestamp"] for _, payload in pointset_events(published)]
    assert times == sorted(times)
    assert len(times) == len(published.times_ms) * len(published.devices)


def test_a_value_that_is_no_number_is_left_out(published):
    published.devices[1].values[0, 0] = float("nan")
    payloads = dict(list(pointset_events(published))[: len(published.devices)])
    points = json.loads(payloads[pointset_topic(OFFICE, published.devices[1].device)])["points"]
    assert set(points) == set(published.devices[1].names[1:])


def test_everything_published_reaches_who_listens(listener, published):
    port, heard = listener
    stop = threading.Event()
    with Publisher(BrokerAddress(port=port), client_id="publisher", in_flight=20) as publisher:
        count = publisher.publish(published, stop)
        assert publisher.drain(stop)
        assert publisher.acknowledged == count
    wait_until(lambda: len(heard.heard) >= count, "all messages are heard")
    assert sorted(heard.heard) == sorted(pointset_events(published))


def test_a_broker_that_comes_late_gets_everything(mosquitto, published):
    mosquitto.stop()
    stop = threading.Event()
    with Publisher(BrokerAddress(port=mosquitto.port), client_id="publisher", in_flight=10) as publisher:
        sender = threading.Thread(target=publisher.publish, args=(published, stop))
        sender.start()
        mosquitto.start()
        sender.join(60)
        assert not sender.is_alive()
        assert publisher.drain(stop)
        assert publisher.acknowledged == len(published.times_ms) * len(published.devices)


def test_a_broker_that_restarts_loses_nothing(mosquitto, published):
    expected = len(published.times_ms) * len(published.devices)
    stop = threading.Event()
    sent = threading.Semaphore(0)
    with Publisher(BrokerAddress(port=mosquitto.port), client_id="publisher", in_flight=10) as publisher:
        sender = threading.Thread(target=publisher.publish, args=(published, stop, sent.release))
        sender.start()
        for _ in range(50):
            assert sent.acquire(timeout=30)
        mosquitto.stop()
        mosquitto.start()
        sender.join(60)
        assert not sender.is_alive()
        assert publisher.drain(stop)
        assert publisher.acknowledged >= expected


def test_without_a_broker_no_more_than_allowed_is_in_flight_and_a_stop_ends_it(published):
    stop = threading.Event()
    handed: list[int] = []
    with Publisher(BrokerAddress(port=free_port()), client_id="publisher", in_flight=7) as publisher:
        sender = threading.Thread(
            target=lambda: handed.append(publisher.publish(published, stop)), daemon=True
        )
        sender.start()
        sender.join(0.5)
        assert sender.is_alive()
        stop.set()
        sender.join(10)
        assert handed == [7]
        assert not publisher.drain(stop)
