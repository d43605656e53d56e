"""How fast readings are published, against mosquitto_pub and stock paho: python -m bench.publisher

All publish the same readings at QoS 1, with as many in flight, to a broker on the loopback that nobody
listens to, each in a process of its own. A rate is that of publisher and broker together, on the cores that
there are; the processor time is the publisher's alone, with encoding the readings. ``mosquitto_pub -l`` is
given ready payloads of one topic, and "ready packets" packets made beforehand: it says what the broker takes.
Several rounds in turn, the best of each, as other work comes and goes.
"""

import argparse
import json
import logging
import multiprocessing
import resource
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import structlog
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from rich.console import Console
from rich.table import Table

from ingest import EmbeddedBroker
from simulator.published import DeviceFrame, Published
from simulator.publishing import BrokerAddress, Pointsets, Publisher, packets, pointset_topic

DEVICES = 200
Told = Callable[[], None]


def readings(messages: int, points: int) -> Published:
    """Readings of ``DEVICES`` devices, in tenths, every five minutes."""
    rng = np.random.default_rng(7)
    steps = messages // DEVICES
    names = tuple(f"point_{place}" for place in range(points))
    frames = [
        DeviceFrame("bench", f"AHU-{device}", names, np.round(rng.normal(20, 5, (steps, points)), 1))
        for device in range(DEVICES)
    ]
    times = 1_768_000_000_000 + 300_000 * np.arange(steps, dtype=np.int64)
    return Published(times, tuple(frames))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def mosquitto() -> Iterator[int]:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        configuration = Path(folder) / "mosquitto.conf"
        configuration.write_text(
            f"listener {port} 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 0\nlog_dest none\n"
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


@contextmanager
def embedded() -> Iterator[int]:
    with EmbeddedBroker(port=free_port()) as broker:
        yield broker.port


def ours(port: int, published: Published, in_flight: int, begin: Told) -> None:
    stop = threading.Event()
    begin()
    with Publisher(BrokerAddress(port=port), client_id="bench", in_flight=in_flight) as publisher:
        count = publisher.publish(published, stop)
        assert publisher.drain(stop)
        assert publisher.acknowledged == count


def stock_paho(port: int, published: Published, in_flight: int, begin: Told) -> None:
    room = threading.BoundedSemaphore(in_flight)
    client = Client(CallbackAPIVersion.VERSION2, "bench", protocol=MQTTProtocolVersion.MQTTv5)
    client.max_inflight_messages_set(in_flight)
    client.on_publish = lambda *_: room.release()
    begin()
    client.connect("127.0.0.1", port, keepalive=60)
    client.loop_start()
    for index, time_ms in enumerate(published.times_ms.tolist()):
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time_ms / 1000))
        for frame in published.devices:
            values = zip(frame.names, frame.values[index].tolist(), strict=True)
            points = {name: {"present_value": value} for name, value in values}
            message = {"version": "1.5.2", "timestamp": moment, "points": points}
            room.acquire()
            client.publish(pointset_topic(frame.building, frame.device), json.dumps(message), qos=1)
    for _ in range(in_flight):
        room.acquire()
    client.disconnect()
    client.loop_stop()


def mosquitto_pub(port: int, published: Published, in_flight: int, begin: Told) -> None:
    lines = b"".join(payload + b"\n" for batch in Pointsets().messages(published) for _, payload in batch)
    topic = pointset_topic("bench", "AHU-0")
    # It waits for no room, and may have all in flight at once.
    del in_flight
    command = f"mosquitto_pub -V 5 -h 127.0.0.1 -p {port} -q 1 -k 60 -l -t {topic}".split()
    begin()
    subprocess.run(command, input=lines, check=True)


def ready_packets(port: int, published: Published, in_flight: int, begin: Told) -> None:
    messages = [message for batch in Pointsets().messages(published) for message in batch]
    windows = [messages[start : start + in_flight] for start in range(0, len(messages), in_flight)]
    ready = [(len(w), packets.publishes(w, range(1, len(w) + 1))) for w in windows]
    begin()
    with socket.create_connection(("127.0.0.1", port)) as broker:
        broker.sendall(packets.connect("bench", None, None, 60))
        unread = b""
        wanted = 1
        for count, data in ready:
            wanted = await_answers(broker, wanted, unread)
            broker.sendall(data)
            wanted += count
        await_answers(broker, wanted, unread)


def await_answers(broker: socket.socket, wanted: int, unread: bytes) -> int:
    """Return, with 0, when so many packets have come."""
    while wanted:
        unread += broker.recv(262_144)
        if hasattr(socket, "TCP_QUICKACK"):
            broker.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        found, end = packets.cut(unread)
        unread = unread[end:]
        wanted -= len(found)
    assert not unread
    return 0


Way = Callable[[int, Published, int, Told], None]


def measure(way: Way, port: int, published: Published, in_flight: int) -> tuple[float, float]:
    """Seconds that it took, and seconds of processor time."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=run, args=(way, port, published, in_flight, there))
    process.start()
    there.close()
    took: tuple[float, float] = here.recv()
    process.join()
    assert process.exitcode == 0
    return took


def run(way: Way, port: int, published: Published, in_flight: int, tell: Connection) -> None:
    began: list[float] = []

    def begin() -> None:
        began.extend((time.perf_counter(), processor_time()))

    way(port, published, in_flight, begin)
    tell.send((time.perf_counter() - began[0], processor_time() - began[1]))


def processor_time() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=40_000)
    parser.add_argument("--readings", type=int, default=10, help="of one message")
    parser.add_argument("--in-flight", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    # What is logged would stand between the figures.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    published = readings(options.messages, options.readings)
    count = len(published.times_ms) * len(published.devices)
    ways: dict[str, Way] = {"plantroom": ours, "ready packets": ready_packets, "stock paho": stock_paho}
    if shutil.which("mosquitto_pub") is not None:
        ways["mosquitto_pub -l"] = mosquitto_pub
    brokers = {"embedded broker": embedded}
    if shutil.which("mosquitto", path="/usr/sbin:/usr/bin:/usr/local/sbin:/opt/homebrew/sbin") is not None:
        brokers["mosquitto"] = mosquitto
    table = Table("broker", "publisher", "msg/s", "to stock paho", "µs processor/msg", "msg/s of a core")
    for name, broker in brokers.items():
        best: dict[str, tuple[float, float]] = {}
        with broker() as port:
            for way, measured in [
                (way, partial(measure, run_, port, published, options.in_flight))
                for _ in range(options.rounds)
                for way, run_ in ways.items()
            ]:
                best[way] = min(best.get(way, (np.inf, np.inf)), measured())
        for way, (seconds, processor) in best.items():
            table.add_row(
                name,
                way,
                f"{count / seconds:,.0f}",
                f"{best['stock paho'][0] / seconds:.1f}",
                f"{processor / count * 1e6:.1f}",
                f"{count / processor:,.0f}",
            )
    Console().print(table)


if __name__ == "__main__":
    main()
