import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

import pytest

from simulator.people.answers import AnswersUnavailableError, ApiAnswers, NoHistoryError
from tests.conftest import free_port


class Api(HTTPServer):
    """Pages of a history, as the product's API gives them, for the bearer of "secret"."""

    pages: dict[str | None, dict[str, object]]


class Handler(BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:  # the name is the base class's
        address = urlparse(self.path)
        allowed = self.headers["Authorization"] == "Bearer secret"
        before = parse_qs(address.query).get("before", [None])[0]
        page = self.server.pages.get(before) if address.path == "/v1/managers/me/history" else None
        self.send_response(200 if allowed and page is not None else 404)
        self.end_headers()
        if allowed and page is not None:
            self.wfile.write(json.dumps(page).encode())

    def log_message(self, *_: object) -> None:
        pass


def item(number: int, *said: str) -> dict[str, object]:
    answers = [{"id": f"answer-{number}-{i}", "said": word} for i, word in enumerate(said)]
    return {"id": f"r{number}", "fault": "f", "building": "b", "equipment": "e", "answers": answers}


@pytest.fixture
def api() -> Iterator[Api]:
    server = Api(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(10)


def address(api: Api) -> str:
    return f"http://127.0.0.1:{api.server_address[1]}"


def test_what_was_said_done_is_read_from_all_pages_of_the_history(api):
    api.pages = {
        None: {"recommendations": [item(3, "snoozed"), item(2, "accepted", "done")], "next": "2.r2"},
        "2.r2": {"recommendations": [item(1, "done")], "next": None},
    }
    found = ApiAnswers(address(api), "me", "secret")()
    assert [(answer.id, answer.recommendation) for answer in found] == [
        ("answer-2-1", "r2"),
        ("answer-1-0", "r1"),
    ]


def test_a_wrong_token_is_an_api_that_gives_no_answers(api):
    api.pages = {None: {"recommendations": [], "next": None}}
    with pytest.raises(AnswersUnavailableError):
        ApiAnswers(address(api), "me", "wrong")()


def test_something_else_than_a_history_is_an_api_that_gives_no_answers(api):
    api.pages = {None: {"message": "hello"}}
    with pytest.raises(NoHistoryError, match="no history"):
        ApiAnswers(address(api), "me", "secret")()


def test_an_api_that_is_not_there_gives_no_answers():
    with pytest.raises(AnswersUnavailableError):
        ApiAnswers(f"http://127.0.0.1:{free_port()}", "me", "secret")()


def test_an_address_that_is_not_http_is_refused():
    with pytest.raises(ValueError, match="no http address"):
        ApiAnswers("file:///etc/passwd", "me", "secret")
