"""From a real broker to the store: acknowledged means committed, through every outage."""

import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import BrokerSettings, IngestSettings, IntakeSettings
from ingest.formats import plain
from ingest.reading import Decoded, Message, Reason
from ingest.subscriber import Subscriber
from store.database import Database, open_database
from store.dead_letters import DeadLetters
from tests.conftest import Mosquitto, publish, wait_until
from tests.ingest.at_work import PROBE, SOURCE, TOPIC, kept, readings, running, settings, wait_for_session


@pytest.mark.parametrize("batch_client", [True, False])
def test_readings_go_from_the_broker_into_the_store(
    database: Database, port: int, batch_client: bool
) -> None:
    with running(database, settings(port, broker={"batch_client": batch_client})) as ingester:
        wait_for_session(ingester, port)
        publish(port, readings(range(300)))
        wait_until(lambda: len(kept(database.path, SOURCE)) == 300, "300 readings are in")
        assert ingester.counts().dead_letters == {}
        assert ingester.counts().connected
    assert kept(database.path, SOURCE) == list(range(300))


def subscriber(port: int) -> Subscriber:
    return Subscriber(BrokerSettings(port=port, shortest_wait_s=0.02), ["plantroom/#"])


def receive(receiver: Subscriber, count: int) -> list[Message]:
    """What comes, until it is ``count`` messages."""
    received: list[Message] = []
    wait_until(lambda: received.extend(receiver.receive(0.05)) or len(received) >= count, "messages come")
    return received


@pytest.fixture
def subscribed(port: int) -> Subscriber:
    """A subscriber whose session the broker knows."""
    opened = subscriber(port)
    probes: list[Message] = []

    def reached() -> bool:
        publish(port, [(PROBE, b"0")])
        probes.extend(opened.receive(0.05))
        return bool(probes)

    wait_until(reached, "it is subscribed")
    publish(port, [(PROBE, b"1")])
    wait_until(
        lambda: probes.extend(opened.receive(0.05)) or probes[-1].payload == b"1", "the last probe came"
    )
    opened.acknowledge(probes)
    return opened


def test_what_was_not_acknowledged_comes_again_and_what_was_does_not(
    port: int, subscribed: Subscriber
) -> None:
    publish(port, readings(range(10)))
    messages = receive(subscribed, 10)
    subscribed.acknowledge(messages[:4])
    subscribed.close()
    again = receive(subscriber(port), 6)
    assert [message.payload for message in again] == [message.payload for message in messages[4:]]


def test_a_late_acknowledgement_is_not_sent_on_the_next_connection(port: int, subscribed: Subscriber) -> None:
    publish(port, readings(range(10)))
    before = receive(subscribed, 10)
    subscribed._client.socket().shutdown(socket.SHUT_RDWR)
    after = receive(subscribed, 10)
    assert {message.connection for message in before} == {1}
    assert {message.connection for message in after} == {2}
    subscribed.acknowledge(before)
    subscribed.close()
    again = receive(subscriber(port), 10)
    assert [message.payload for message in again] == [message.payload for message in after]


@pytest.mark.parametrize("batch_client", [True, False])
def test_large_messages_are_taken_a_few_at_a_time(
    port: int, subscribed: Subscriber, batch_client: bool
) -> None:
    subscribed.close()
    publish(port, [(TOPIC, b"x" * 3_000_000)] * 20)
    settings = BrokerSettings(port=port, shortest_wait_s=0.02, batch_client=batch_client)
    receiver, most, received = Subscriber(settings, ["plantroom/#"]), 0, 0

    def all_came() -> bool:
        nonlocal most, received
        messages = receiver.receive(0.05)
        most, received = max(most, len(messages)), received + len(messages)
        receiver.acknowledge(messages)
        return received == 20

    wait_until(all_came, "all came")
    assert most <= 4
    receiver.close()


def test_messages_wait_in_the_broker_while_no_ingester_runs(database: Database, port: int) -> None:
    with running(database, settings(port)) as ingester:
        wait_for_session(ingester, port)
    publish(port, readings(range(500)))
    with running(database, settings(port)) as ingester:
        wait_until(lambda: ingester.counts().messages >= 500, "the backlog is in")
    assert kept(database.path, SOURCE) == list(range(500))


def test_ten_megabytes_over_the_wire_are_a_dead_letter_and_the_stream_goes_on(
    database: Database, port: int
) -> None:
    with running(database, settings(port)) as ingester:
        wait_for_session(ingester, port)
        publish(port, [(TOPIC, b"x" * 10_000_000), *readings(range(3))])
        wait_until(lambda: Reason.TOO_LARGE in ingester.counts().dead_letters, "it is refused")
        wait_until(lambda: len(kept(database.path, SOURCE)) == 3, "the others are in")
    (letter,) = DeadLetters(database).newest()
    assert (letter.reason, letter.size, letter.first_bytes, letter.topic) == (
        "too large",
        10_000_000,
        b"x" * 256,
        TOPIC,
    )


def test_the_process_ends_in_good_order_when_it_is_told_to(
    tmp_path: Path, port: int, run_ingester: Callable[..., subprocess.Popen[bytes]]
) -> None:
    path = tmp_path / "plantroom.db"
    open_database(path).close()
    process = run_ingester(port, path)
    wait_until(lambda: bool(publish(port, [(PROBE, b"1")]) or kept(path)), "the ingester is at work")
    publish(port, readings(range(200)))
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    run_ingester(port, path)
    wait_until(lambda: kept(path, SOURCE) == list(range(200)), "what it left is taken up")


def test_an_import_takes_effect_while_it_runs(
    database: Database, port: int, describe: Callable[..., None]
) -> None:
    with running(database, settings(port)) as ingester:
        wait_for_session(ingester, port)
        publish(port, [(TOPIC, b'{"value": 500}')])
        wait_until(lambda: kept(database.path, SOURCE) == [500], "an unknown point is kept as it comes")
        describe(SOURCE, unit="degC", highest=250.0)
        publish(port, [(TOPIC, b'{"value": 500}')])
        wait_until(
            lambda: ingester.counts().dead_letters == {Reason.OUT_OF_BOUNDS: 1}, "its bounds are known"
        )


def test_a_message_that_breaks_the_program_is_put_aside_and_the_others_go_on(
    database: Database, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(prefix: str, point: str | None, payload: bytes) -> Decoded:
        if payload == b"poison":
            raise KeyError("a mistake of ours")
        return sound(prefix, point, payload)

    sound = plain._decode
    monkeypatch.setattr(plain, "_decode", decode)
    with running(database, settings(port)) as ingester:
        wait_for_session(ingester, port)
        publish(port, [*readings([1]), (TOPIC, b"poison"), *readings([2])])
        wait_until(lambda: ingester.counts().dead_letters == {Reason.INTERNAL_ERROR: 1}, "it is put aside")
        wait_until(lambda: ingester.counts().held == 0, "all are done")
    assert kept(database.path, SOURCE) == [1.0, 2.0]
    (letter,) = DeadLetters(database).newest()
    assert (letter.first_bytes, letter.detail) == (b"poison", "KeyError: 'a mistake of ours'")


def test_dead_letters_do_not_fill_the_disk(database: Database, port: int) -> None:
    wanted = settings(port, intake=IntakeSettings(dead_letters_kept=100))
    with running(database, wanted) as ingester:
        wait_for_session(ingester, port)
        publish(port, [(TOPIC, b"no")] * 1100)
        wait_until(lambda: ingester.counts().dead_letters.get(Reason.NOT_JSON) == 1100, "all are refused")
    assert sum(DeadLetters(database).by_reason().values()) < 1000


def test_two_ingesters_of_a_group_share_the_work(database: Database, mosquitto: Mosquitto) -> None:
    def member(name: str) -> IngestSettings:
        return settings(mosquitto.port, broker={"client_id": name, "share_group": "ingest"})

    with running(database, member("one")) as one, running(database, member("two")) as two:
        wait_until(lambda: one.counts().connected and two.counts().connected, "both are connected")
        wait_until(
            lambda: bool(
                publish(mosquitto.port, readings([0])) or (one.counts().messages and two.counts().messages)
            ),
            "both get some",
        )
        publish(mosquitto.port, readings(range(1, 200)))
        wait_until(lambda: one.counts().readings + two.counts().readings == 200, "each reading is in once")
