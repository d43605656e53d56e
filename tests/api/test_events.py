import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from fastapi import routing
from fastapi.testclient import TestClient

from api import ApiSettings, Server, create_app
from store.ledger_records import AnswerRecord
from tests.api.conftest import House
from tests.api.documents import choice, recommendation
from tests.conftest import free_port, wait_until

PATH = "/v1/managers/maria/next-action/events"
DEADLINE_S = 20.0


def parse(block: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in block.splitlines() if line)


def test_the_card_is_sent_at_once_with_its_id(house: House, maria: TestClient) -> None:
    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))
    response = maria.get(PATH)

    assert response.headers["Content-Type"].startswith("text/event-stream")
    assert response.headers["Cache-Control"] == "no-store"
    event = parse(response.text)
    assert event["event"] == "next_action"
    assert json.loads(event["data"]) == maria.get("/v1/managers/maria/next-action").json()
    assert event["id"] == maria.get("/v1/managers/maria/next-action").headers["ETag"].strip('"')
    assert int(event["retry"]) > 0


def test_who_comes_back_with_the_newest_id_is_sent_nothing(house: House, maria: TestClient) -> None:
    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))
    seen = parse(maria.get(PATH).text)["id"]

    assert maria.get(PATH, headers={"Last-Event-ID": seen}).text == ""
    assert parse(maria.get(PATH, headers={"Last-Event-ID": "older"}).text)["id"] == seen


def test_before_the_first_look_the_stream_says_so(maria: TestClient) -> None:
    card = json.loads(parse(maria.get(PATH).text)["data"])

    assert card["nothing_because"] == "not_looked_yet"


class Listener:
    """Reads a stream line by line in a thread, until it ends."""

    def __init__(self, url: str, token: str) -> None:
        self.lines: list[str] = []
        self.failed: Exception | None = None
        self._thread = threading.Thread(target=self._listen, args=(url, token), daemon=True)
        self._thread.start()

    def _listen(self, url: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        try:
            with httpx2.stream("GET", url + PATH, headers=headers, timeout=DEADLINE_S) as response:
                for line in response.iter_lines():
                    self.lines.append(line)
        except Exception as error:  # noqa: BLE001, told to the test
            self.failed = error

    @property
    def cards(self) -> list[dict[str, Any]]:
        return [json.loads(line[6:]) for line in self.lines if line.startswith("data: ")]

    @property
    def ended(self) -> bool:
        return not self._thread.is_alive()


@contextmanager
def served(house: House) -> Iterator[tuple[Server, str]]:
    """A real server on the loopback, whose streams last longer than any test."""
    settings = ApiSettings(events_poll_s=0.02, events_last_s=600.0)
    port = free_port()
    app = create_app(replace(house.parts, settings=settings))
    server = Server(app, "127.0.0.1", port)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started, "the server has started")
    try:
        yield server, f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(DEADLINE_S)
        assert not thread.is_alive()


@pytest.fixture
def live(house: House) -> Iterator[tuple[Server, str]]:
    with served(house) as running:
        yield running


def test_each_look_and_each_answer_is_sent_as_it_comes(house: House, live: tuple[Server, str]) -> None:
    listener = Listener(live[1], house.tokens.create("maria")[0])
    wait_until(lambda: len(listener.cards) == 1, "the first card came")
    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))
    wait_until(lambda: len(listener.cards) == 2, "the choice came")
    answer = AnswerRecord("a1", recommendation().id, "maria", "accepted", house.now_ms)
    house.ledger.record_answer(answer)
    wait_until(lambda: len(listener.cards) == 3, "the answer came")
    house.ledger.record_choice("maria", house.now_ms + 1, choice(recommendation(), heard=3999))
    wait_until(lambda: len(listener.cards) == 4, "the next look came")

    first, chosen, answered, looked = listener.cards
    assert first["nothing_because"] == "not_looked_yet"
    assert chosen["recommendation"]["id"] == recommendation().id
    assert answered["answer"]["said"] == "accepted"
    assert looked["coverage"]["heard"] == 3999


def test_nothing_of_another_manager_is_ever_sent(house: House, live: tuple[Server, str]) -> None:
    listener = Listener(live[1], house.tokens.create("maria")[0])
    wait_until(lambda: len(listener.cards) == 1, "the first card came")
    theirs = choice(recommendation("mill-damper", "mill"), manager="jonas")
    house.ledger.record_choice("jonas", house.now_ms, theirs)
    house.ledger.record_choice("maria", house.now_ms, choice(None))
    wait_until(lambda: len(listener.cards) == 2, "the next card came")

    assert "mill" not in "".join(listener.lines)


def test_a_silent_stream_is_kept_open(
    house: House, live: tuple[Server, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routing, "_PING_INTERVAL", 0.05)
    listener = Listener(live[1], house.tokens.create("maria")[0])

    wait_until(lambda: listener.lines.count(": ping") >= 2, "two heartbeats came")
    assert len(listener.cards) == 1


def test_the_stream_ends_with_its_token(house: House, live: tuple[Server, str]) -> None:
    secret, record = house.tokens.create("maria")
    listener = Listener(live[1], secret)
    wait_until(lambda: len(listener.cards) == 1, "the first card came")
    house.tokens.revoke(record.id)

    wait_until(lambda: listener.ended, "the stream ended")
    assert listener.failed is None


def test_the_server_stops_at_once_and_ends_its_streams_cleanly(house: House) -> None:
    with served(house) as (server, url):
        listeners = [Listener(url, house.tokens.create("maria")[0]) for _ in range(3)]
        wait_until(lambda: all(listener.cards for listener in listeners), "each got its card")
        server.should_exit = True
        wait_until(lambda: all(listener.ended for listener in listeners), "the streams ended")

    assert [listener.failed for listener in listeners] == [None] * 3
