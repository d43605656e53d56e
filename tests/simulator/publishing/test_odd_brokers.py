"""Brokers that acknowledge late or never, refuse, fall silent, or will not have us."""

import socket
import struct
import threading
import time

import numpy as np
import pytest

from simulator.published import Published
from tests.conftest import wait_until
from tests.simulator.publishing.brokers import (
    CONNECTED,
    GO_ON,
    START_MS,
    Broker,
    broker,
    flat,
    obliging,
    packet_id,
    packets_of,
    packets_start,
    publisher,
    readings,
    size,
)


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
    waves: list[int] = []

    def serve(_own: Broker, opened: socket.socket) -> None:
        opened.sendall(b"\x20\x06\x00\x00\x03\x21\x00\x05")
        opened.settimeout(0.05)
        waiting: list[int] = []
        while True:
            try:
                for kind, body in packets_of(opened):
                    waiting += [packet_id(body)] if kind == 3 else []
            except TimeoutError:
                # Nothing more comes unless something is acknowledged.
                waves.append(len(waiting))
                opened.sendall(b"".join(struct.pack("!BBH", 0x40, 2, one) for one in waiting))
                waiting.clear()
            else:
                return

    published = readings(steps=5, devices=10)
    with broker(serve) as own, publisher(own.port, in_flight=1000) as sender:
        assert sender.publish(published, GO_ON) == 50
        assert sender.drain(GO_ON)
    assert max(waves) == 5
    assert sum(waves) == 50


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
