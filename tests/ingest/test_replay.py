"""Replays: what reaches a broker, in which order, and what happens when the broker is away."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from rich.console import Console

from ingest import BrokerSettings, EmbeddedBroker
from ingest.formats.udmi import Udmi
from ingest.replay import ReplayProgress, replay
from ingest.replay_bar import replay_bar
from ingest.tables import open_table
from ingest.tape import read_tape
from model.site.site_file import parse_site
from tests.conftest import Mosquitto, free_port, wait_until

SITE = parse_site(
    """\
site: s
timezone: UTC
units: imperial
building:
  id: tower
  equipment:
    ahu: {kind: air_handler, points: {mixed_air_temperature: MAT, supply_fan_status: Fan}}
    box: {kind: vav_box, points: {zone_air_temperature: Zone}}
""",
    "s.yaml",
)
TEXT = """\
time,MAT,Fan,Zone
2024-01-10 06:00,50.5,on,70
2024-01-10 06:01,51,off,
2024-01-10 06:02,broken,on,71
"""


@pytest.fixture
def trend(tmp_path: Path) -> Path:
    path = tmp_path / "trend.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


class Listener:
    """Keeps every message of a broker."""

    def __init__(self, port: int) -> None:
        self.messages: list[tuple[str, dict[str, Any]]] = []
        self.subscribed = threading.Event()
        self.client = Client(CallbackAPIVersion.VERSION2, "listener", protocol=MQTTProtocolVersion.MQTTv5)
        self.client.on_connect = lambda client, *_: client.subscribe("#", qos=1)
        self.client.on_subscribe = lambda *_: self.subscribed.set()
        self.client.on_message = self._keep
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()
        assert self.subscribed.wait(10)

    def _keep(self, _client: Client, _userdata: object, message: MQTTMessage) -> None:
        self.messages.append((message.topic, json.loads(message.payload)))


@pytest.fixture
def listener(embedded_broker: EmbeddedBroker) -> Iterator[Listener]:
    kept = Listener(embedded_broker.port)
    yield kept
    kept.client.disconnect()
    kept.client.loop_stop()


def test_a_table_arrives_in_its_own_order_one_message_a_device_and_time(
    trend: Path, embedded_broker: EmbeddedBroker, listener: Listener
) -> None:
    result = replay(open_table(trend, SITE), BrokerSettings(port=embedded_broker.port))
    wait_until(lambda: len(listener.messages) == result.messages, "all messages arrived")
    ahu, box = "/r/tower/d/ahu/events/pointset", "/r/tower/d/box/events/pointset"
    assert [(topic, payload["timestamp"][11:16]) for topic, payload in listener.messages] == [
        (ahu, "06:00"),
        (box, "06:00"),
        (ahu, "06:01"),
        (ahu, "06:02"),
        (box, "06:02"),
    ]
    assert listener.messages[0][1]["points"] == {
        "MAT": {"present_value": 50.5},
        "Fan": {"present_value": "on"},
    }
    assert listener.messages[3][1]["points"] == {"Fan": {"present_value": "on"}}
    assert (result.messages, result.acknowledged, result.readings, result.finished) == (5, 5, 7, True)
    assert [cell.text for cell in result.table.first_unreadable] == ["broken"]


def test_every_message_of_a_tape_is_one_that_the_ingest_decodes(trend: Path) -> None:
    decoder = Udmi()
    for _, topic, payload in read_tape(open_table(trend, SITE)).messages(0):
        decode = decoder.decoder(topic)
        assert decode is not None
        decoded = decode(payload)
        assert decoded.readings
        assert not decoded.problems


def test_a_shift_to_now_makes_the_last_reading_of_now(trend: Path, embedded_broker: EmbeddedBroker) -> None:
    seen: list[ReplayProgress] = []
    before = time.time()
    result = replay(
        open_table(trend, SITE),
        BrokerSettings(port=embedded_broker.port),
        shift_to_now=True,
        progress=seen.append,
    )
    assert before - 1 <= seen[-1].time_ms / 1000 <= time.time()
    last = datetime(2024, 1, 10, 6, 2, tzinfo=UTC).timestamp() * 1000
    assert seen[-1].time_ms - result.shifted_ms == last


def test_a_replay_at_a_speed_takes_its_time(trend: Path, embedded_broker: EmbeddedBroker) -> None:
    started = time.monotonic()
    replay(open_table(trend, SITE), BrokerSettings(port=embedded_broker.port), speed=400)
    # Two minutes of readings; later is the machine's affair, earlier would be wrong.
    assert time.monotonic() - started >= 120 / 400


def test_a_replay_goes_on_from_a_time(trend: Path, embedded_broker: EmbeddedBroker) -> None:
    since = int(datetime(2024, 1, 10, 6, 2, tzinfo=UTC).timestamp() * 1000)
    result = replay(open_table(trend, SITE), BrokerSettings(port=embedded_broker.port), since_ms=since)
    assert (result.messages, result.finished) == (2, True)


def test_a_replay_without_readings_ends_at_once(tmp_path: Path, embedded_broker: EmbeddedBroker) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("time,MAT,Fan,Zone\n", encoding="utf-8")
    result = replay(open_table(path, SITE), BrokerSettings(port=embedded_broker.port), shift_to_now=True)
    assert (result.messages, result.finished) == (0, True)


@pytest.mark.parametrize(("speed", "shift"), [(0.0, False), (-1.0, False), (0.5, True)])
def test_a_speed_that_makes_no_sense_is_refused(trend: Path, speed: float, shift: bool) -> None:
    with pytest.raises(ValueError, match=r"speed|slower"):
        replay(open_table(trend, SITE), BrokerSettings(port=1), speed=speed, shift_to_now=shift)


def test_a_stopped_replay_returns_though_no_broker_ever_came(trend: Path) -> None:
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    result = replay(open_table(trend, SITE), BrokerSettings(port=free_port()), stop=stop)
    assert (result.messages, result.finished) == (0, False)


def test_a_broker_that_comes_late_gets_everything(trend: Path) -> None:
    port = free_port()
    broker = EmbeddedBroker(port=port)
    timer = threading.Timer(0.5, broker.start)
    timer.start()
    try:
        result = replay(open_table(trend, SITE), BrokerSettings(port=port, longest_wait_s=1))
    finally:
        timer.join()
        broker.stop()
    assert (result.acknowledged, result.finished) == (5, True)


def test_a_broker_that_goes_away_in_between_gets_everything(tmp_path: Path, mosquitto: Mosquitto) -> None:
    path = tmp_path / "long.csv"
    lines = [f"2024-01-10T{minute // 60:02d}:{minute % 60:02d}Z,{minute}\n" for minute in range(1200)]
    path.write_text("time,MAT\n" + "".join(lines), encoding="utf-8")

    def interrupt(state: ReplayProgress) -> None:
        if state.sent == 600:
            mosquitto.stop()
            mosquitto.start()

    settings = BrokerSettings(port=mosquitto.port, longest_wait_s=1)
    result = replay(open_table(path, SITE), settings, in_flight=20, progress=interrupt)
    assert (result.messages, result.acknowledged, result.finished) == (1200, 1200, True)


def test_the_bar_shows_how_far_the_replay_is() -> None:
    text = StringIO()
    with replay_bar(Console(file=text, width=120)) as show:
        show(ReplayProgress(total=5, sent=5, acknowledged=4, time_ms=1704866520000))
    assert "2024-01-10 06:02 UTC" in text.getvalue()
    assert "5/5" in text.getvalue()
    assert "acknowledged 4" in text.getvalue()
