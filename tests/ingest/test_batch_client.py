"""The batch client sees and says on the wire exactly what stock paho does."""

import itertools
import select
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import paho.mqtt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paho.mqtt.client import _ConnectionState

from ingest.batch_client import PAHO_VERSION, BatchClient, make_client
from ingest.stock_client import StockClient


def variable_length(number: int) -> bytes:
    encoded = b""
    while True:
        number, byte = divmod(number, 128)
        encoded += bytes([byte | (0x80 if number else 0)])
        if not number:
            return encoded


def packet(header: int, body: bytes) -> bytes:
    return bytes([header]) + variable_length(len(body)) + body


def publish(topic: str, payload: bytes, packet_id: int, properties: bytes = b"", flags: int = 0) -> bytes:
    """A PUBLISH of QoS 1, of QoS 0 if it has no packet id."""
    name = topic.encode()
    identifier = struct.pack("!H", packet_id) if packet_id else b""
    body = (
        struct.pack("!H", len(name))
        + name
        + identifier
        + variable_length(len(properties))
        + properties
        + payload
    )
    return packet(0x30 | flags | (0x02 if packet_id else 0), body)


@contextmanager
def connected(client: StockClient) -> Iterator[socket.socket]:
    """``client`` as if it were connected to the socket that is given."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    client._sock, client._state = ours, _ConnectionState.MQTT_CS_CONNECTED
    try:
        yield theirs
    finally:
        client._sock_close()
        theirs.close()


def read(client: StockClient, stream: bytes, cuts: list[int]) -> tuple[list[tuple[str, bytes, int]], bool]:
    """What ``client`` made of ``stream`` arriving in pieces, and whether it still holds the connection."""
    with connected(client) as broker:
        places = sorted({0, len(stream), *(cut % (len(stream) + 1) for cut in cuts)})
        for start, end in itertools.pairwise(places):
            if client._sock is None:
                break  # it hung up on what was no MQTT; nobody is left to send to
            broker.sendall(stream[start:end])
            while client._sock is not None and select.select([client._sock], [], [], 0)[0]:
                client.loop_read()
        return [tuple(one) for one in client.inbox], client._sock is not None


topics = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
properties = st.sampled_from([b"", b"\x01\x01", b"\x26\x00\x01a\x00\x01b" * 40])
publishes = st.builds(
    publish,
    topics,
    st.binary(max_size=300),
    st.integers(0, 65_535),
    properties,
    st.sampled_from([0, 1, 8, 9]),
)
# Answers to a ping and to a subscription, which are handed to paho, and a PUBLISH of QoS 2.
others = st.sampled_from([b"\xd0\x00", b"\x90\x04\x00\x01\x00\x01", packet(0x34, b"\x00\x01a\x00\x05\x00x")])
streams = st.lists(publishes | others, max_size=12).map(b"".join)
cuts = st.lists(st.integers(0, 4000), max_size=8)


@settings(deadline=None)
@given(stream=streams, cuts=cuts)
def test_it_reads_what_stock_paho_reads_however_the_stream_is_cut(stream: bytes, cuts: list[int]) -> None:
    assert read(BatchClient("a"), stream, cuts) == read(StockClient("a"), stream, cuts)


@settings(deadline=None)
@given(stream=streams, lost=st.integers(0, 400), cuts=cuts)
def test_half_a_packet_at_the_end_waits_for_the_rest(stream: bytes, lost: int, cuts: list[int]) -> None:
    stream = stream[: max(0, len(stream) - lost)]
    assert read(BatchClient("a"), stream, cuts) == read(StockClient("a"), stream, cuts)


@settings(deadline=None)
@given(stream=streams, noise=st.binary(min_size=1, max_size=80), cuts=cuts)
def test_noise_ends_the_connection_at_most(stream: bytes, noise: bytes, cuts: list[int]) -> None:
    inbox, _ = read(BatchClient("a"), stream + noise, cuts)
    whole, _ = read(BatchClient("a"), stream, cuts)
    assert inbox[: len(whole)] == whole


def test_a_packet_larger_than_a_buffer_is_put_together() -> None:
    payload = bytes(range(256)) * 12_000
    client = BatchClient("a")
    with connected(client) as broker:
        stream = memoryview(publish("t", payload, 7) + publish("t", b"next", 8))
        broker.setblocking(False)
        while stream:
            if select.select([], [broker], [], 0)[1]:
                stream = stream[broker.send(stream) :]
            client.loop_read()
        while len(client.inbox) < 2:
            client.loop_read()
    assert [tuple(one) for one in client.inbox] == [("t", payload, 7), ("t", b"next", 8)]


def test_a_length_of_five_bytes_ends_the_connection() -> None:
    assert read(BatchClient("a"), b"\x32\xff\xff\xff\xff\x01", []) == ([], False)


@given(packet_ids=st.lists(st.integers(1, 65_535), max_size=50))
def test_it_acknowledges_in_the_same_bytes_and_the_same_order(packet_ids: list[int]) -> None:
    said = []
    for client in (BatchClient("a"), StockClient("a")):
        with connected(client) as broker:
            client.acknowledge(packet_ids)
            client._sock_close()
            said.append(b"".join(iter(lambda: broker.recv(65_536), b"")))
    assert said[0] == said[1]
    assert len(said[0]) == 4 * len(packet_ids)


def test_the_broker_s_end_is_noticed() -> None:
    client = BatchClient("a")
    with connected(client) as broker:
        broker.shutdown(socket.SHUT_WR)
        client.loop_read()
        assert client.socket() is None


def test_it_is_written_for_the_paho_that_is_installed() -> None:
    assert paho.mqtt.__version__ == PAHO_VERSION
    assert type(make_client("a", batch=True)) is BatchClient


def test_with_another_paho_the_stock_client_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paho.mqtt, "__version__", "2.3.0")
    assert type(make_client("a", batch=True)) is StockClient


def test_the_stock_client_can_be_asked_for() -> None:
    assert type(make_client("a", batch=False)) is StockClient
