"""What tests of several folders share: real brokers on free ports, real data, parts of the machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from ingest import EmbeddedBroker

REPOSITORY = Path(__file__).resolve().parent.parent


def requires(program: str, package: str) -> str:
    """The path of ``program``; without it the test is skipped, with what installs it, and in CI it fails."""
    path = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if path is None:
        said = f"{program} is missing: apt-get install {package}"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    return path


def wait_until(holds: Callable[[], bool], what: str, timeout_s: float = 20.0) -> None:
    """Return once ``holds()``; fail with ``what`` when it does not within ``timeout_s``."""
    deadline = time.monotonic() + timeout_s
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {timeout_s:.0f} s in vain until {what}")
        time.sleep(0.01)


def free_port() -> int:
    """A TCP port on the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Whether somebody accepts connections on ``port``."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


@dataclass
class Mosquitto:
    """A Mosquitto of the test's own, that can be killed and started again; it keeps its sessions on disk."""

    port: int
    folder: Path
    program: str
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        configuration = self.folder / "mosquitto.conf"
        configuration.write_text(
            f"listener {self.port} 127.0.0.1\nallow_anonymous true\n"
            f"persistence true\npersistence_location {self.folder}/\nautosave_interval 1\n"
            # By default it drops what a slow or absent subscriber has not taken beyond 1,000 messages.
            "max_queued_messages 0\nlog_dest none\nuser root\n"
        )
        self.process = subprocess.Popen([self.program, "-c", str(configuration)])
        wait_until(lambda: answers(self.port), "mosquitto answers")

    def stop(self) -> None:
        """Stop it as an operator would; it saves its sessions."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Mosquitto]:
    """A running Mosquitto on a free port of the loopback."""
    folder = tmp_path / "mosquitto"
    folder.mkdir()
    broker = Mosquitto(free_port(), folder, requires("mosquitto", "mosquitto"))
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def embedded_broker() -> Iterator[EmbeddedBroker]:
    """A running embedded broker on a free port of the loopback."""
    with EmbeddedBroker(port=free_port()) as broker:
        yield broker


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder with real data: PLANTROOM_DATA, else shared/data beside the checkout."""
    folder = Path(os.environ.get("PLANTROOM_DATA", REPOSITORY.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data: {folder} is not there; set PLANTROOM_DATA to its folder")
    return folder


@pytest.fixture
def run_ingester() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start an ingester as a process of its own, for a broker and a store; it ends with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(port: int, store: Path, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.ingester_process", str(port), str(store), *more]
        started.append(subprocess.Popen(command, cwd=REPOSITORY))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def publish(port: int, messages: Iterable[tuple[str, bytes]], timeout_s: float = 60.0) -> None:
    """Publish at QoS 1, and return when the broker has taken over every message."""
    client = Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5)
    client.max_inflight_messages_set(50)
    client.connect("127.0.0.1", port)
    client.loop_start()
    try:
        for sent in [client.publish(topic, payload, qos=1) for topic, payload in messages]:
            sent.wait_for_publish(timeout_s)
            assert sent.is_published(), "the broker did not take a message"
    finally:
        client.disconnect()
        client.loop_stop()
