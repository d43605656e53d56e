"""How fast readings are taken in, against mosquitto_sub on the same broker: python -m bench.ingest

Prints messages a second for a backlog that waits in the broker, and for messages as they are published,
each as a ratio to mosquitto_sub, which only writes them to /dev/null. Ours are decoded, checked and committed
to SQLite before they are acknowledged.
"""

import argparse
import json
import logging
import multiprocessing
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from rich.console import Console
from rich.table import Table

from ingest import BrokerSettings, Ingester, IngestSettings
from store.database import open_database

DEVICES = 200
WINDOW = 2000
FILTER = "/r/+/d/+/events/#"


def payloads(count: int, readings: int) -> Iterator[tuple[str, bytes]]:
    """Messages of ``DEVICES`` devices, one a second each."""
    start = int(time.time()) - 86_400
    for number in range(count):
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(start + number // DEVICES))
        points = {f"point_{place}": {"present_value": (number + place) % 97 / 4} for place in range(readings)}
        message = {"version": "1.5.7", "timestamp": moment, "points": points}
        yield f"/r/bench/d/AHU-{number % DEVICES}/events/pointset", json.dumps(message).encode()


@contextmanager
def mosquitto(folder: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    configuration = folder / "mosquitto.conf"
    configuration.write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n"
        "max_inflight_messages 0\nlog_dest none\n"
    )
    program = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
    process = subprocess.Popen([program, "-c", str(configuration)])
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def publish(port: int, messages: list[tuple[str, bytes]]) -> None:
    """Publish at QoS 1 from a process of its own, faster than any client library would."""
    process = multiprocessing.get_context("fork").Process(target=flood, args=(port, messages))
    process.start()
    process.join()
    assert process.exitcode == 0


def flood(port: int, messages: list[tuple[str, bytes]]) -> None:
    with socket.create_connection(("127.0.0.1", port)) as broker:
        broker.sendall(b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01f")
        assert broker.recv(4) == b"\x20\x02\x00\x00"
        acknowledged = 0
        for start in range(0, len(messages), WINDOW):
            window = messages[start : start + WINDOW]
            broker.sendall(b"".join(packet(place + 1, *message) for place, message in enumerate(window)))
            while acknowledged < 4 * (start + len(window)):
                acknowledged += len(broker.recv(65_536))


def packet(packet_id: int, topic: str, payload: bytes) -> bytes:
    body = struct.pack("!H", len(topic)) + topic.encode() + struct.pack("!H", packet_id) + payload
    # A length of two bytes is enough for what is published here.
    return bytes([0x32, len(body) & 0x7F | 0x80, len(body) >> 7]) + body


def open_session(port: int, client_id: str, topic_filter: str) -> None:
    """Leave a session behind in which the broker gathers a backlog."""
    client = Client(CallbackAPIVersion.VERSION2, client_id, protocol=MQTTProtocolVersion.MQTTv5)
    properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    properties.SessionExpiryInterval = 3600
    subscribed = threading.Event()
    client.on_subscribe = lambda *_: subscribed.set()
    client.connect("127.0.0.1", port, clean_start=False, properties=properties)
    client.loop_start()
    client.subscribe(topic_filter, qos=1)
    subscribed.wait(10)
    client.disconnect()
    client.loop_stop()


def end_session(port: int, client_id: str) -> None:
    """Make the broker forget a session; it would gather what the next one publishes."""
    client = Client(CallbackAPIVersion.VERSION2, client_id, protocol=MQTTProtocolVersion.MQTTv5)
    client.connect("127.0.0.1", port, clean_start=True)
    client.loop_start()
    client.disconnect()
    client.loop_stop()


@contextmanager
def mosquitto_sub(port: int, client_id: str, count: int) -> Iterator[Callable[[], object]]:
    process = subprocess.Popen(
        f"mosquitto_sub -p {port} -V 5 -q 1 -i {client_id} -c -x 3600 -C {count} "
        f"-D connect receive-maximum 4000 -t {FILTER}".split(),
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process.wait
    finally:
        process.terminate()
        process.wait()


@contextmanager
def ingester(
    port: int, client_id: str, count: int, readings: int, folder: Path, *, batch: bool
) -> Iterator[Callable[[], object]]:
    settings = IngestSettings(broker=BrokerSettings(port=port, client_id=client_id, batch_client=batch))
    with open_database(folder / f"{client_id}.db") as database:
        ingester = Ingester(settings, database)
        stop = threading.Event()
        thread = threading.Thread(target=ingester.run, args=(stop,))
        thread.start()

        def wait() -> None:
            while ingester.counts().messages < count:
                time.sleep(0.005)

        try:
            yield wait
        finally:
            stop.set()
            thread.join()
    assert ingester.counts().readings == count * readings, ingester.counts()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=30_000)
    parser.add_argument("--readings", type=int, default=10, help="of one message")
    options = parser.parse_args()
    count, readings = options.messages, options.readings
    # What is logged would stand between the figures.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    if shutil.which("mosquitto_sub") is None:
        sys.exit("mosquitto_sub is missing: apt-get install mosquitto mosquitto-clients")
    messages = list(payloads(count, readings))
    seconds: dict[tuple[str, str], float] = {}
    # A folder beside this one, not in memory: the disk is what a commit waits for.
    with tempfile.TemporaryDirectory(prefix="bench-", dir=Path.cwd()) as name, mosquitto(Path(name)) as port:
        folder = Path(name)
        subscribers = {
            "mosquitto_sub": lambda client_id: mosquitto_sub(port, client_id, count),
            "plantroom, batch client": lambda client_id: ingester(
                port, client_id, count, readings, folder, batch=True
            ),
            "plantroom, stock paho": lambda client_id: ingester(
                port, client_id, count, readings, folder, batch=False
            ),
        }
        for place, (who, subscriber) in enumerate(subscribers.items()):
            open_session(port, f"backlog-{place}", FILTER)
            publish(port, messages)
            started = time.perf_counter()
            with subscriber(f"backlog-{place}") as wait:  # type: ignore[no-untyped-call]
                wait()
                seconds[who, "backlog"] = time.perf_counter() - started
            with subscriber(f"live-{place}") as wait:  # type: ignore[no-untyped-call]
                time.sleep(0.5)
                started = time.perf_counter()
                publish(port, messages)
                wait()
                seconds[who, "live"] = time.perf_counter() - started
            for kind in ("backlog", "live"):
                end_session(port, f"{kind}-{place}")
    report(count, readings, list(subscribers), seconds)


def report(count: int, readings: int, who: list[str], seconds: dict[tuple[str, str], float]) -> None:
    table = Table("", "backlog msg/s", "readings/s", "to _sub", "live msg/s", "to _sub")
    for name in who:
        cells = [name]
        for kind in ("backlog", "live"):
            cells.append(f"{count / seconds[name, kind]:,.0f}")
            if kind == "backlog":
                cells.append(f"{count * readings / seconds[name, kind]:,.0f}" if name != who[0] else "")
            cells.append(f"{seconds[who[0], kind] / seconds[name, kind]:.2f}")
        table.add_row(*cells)
    Console().print(table)


if __name__ == "__main__":
    main()
