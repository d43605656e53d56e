"""The embedded broker listens on the loopback alone, keeps sessions, and ends cleanly."""

import os
import signal
import socket

import pytest

from ingest import BrokerError, BrokerSettings, EmbeddedBroker
from ingest.subscriber import Subscriber
from tests.conftest import answers, free_port, publish, wait_until


def test_it_answers_when_started_and_frees_its_port_when_stopped() -> None:
    port = free_port()
    broker = EmbeddedBroker(port)
    broker.start()
    assert broker.running
    assert answers(port)
    broker.start()
    broker.stop()
    broker.stop()
    assert not broker.running
    assert not answers(port)


def test_only_the_loopback_hears_it(embedded_broker: EmbeddedBroker) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        # Sends nothing; it asks which address of ours would be used.
        try:
            outward.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no other address than the loopback")
        ours = outward.getsockname()[0]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((ours, embedded_broker.port), timeout=2)


def test_a_taken_port_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BrokerError, match=f"cannot have port {port}"):
            EmbeddedBroker(port).start()


def test_an_interrupt_of_the_terminal_does_not_end_it_before_us(embedded_broker: EmbeddedBroker) -> None:
    process = embedded_broker._broker._process
    os.kill(process.pid, signal.SIGINT)
    subscriber = Subscriber(BrokerSettings(port=embedded_broker.port), ["plantroom/#"])
    wait_until(
        lambda: bool(publish(embedded_broker.port, [("plantroom/a/b/c", b"1")]) or subscriber.receive(0.05)),
        "a message goes through",
    )
    assert process.poll() is None
    subscriber.close()
