"""The API as the page sees it, played by the browser's own request interception."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Route

from tests.web import documents

TOKEN = "plantroom_of_the_tests"


@dataclass
class FakeApi:
    """Answers ``/v1``; what it says and whether it can be reached is set by the test."""

    choice: documents.Document = field(default_factory=documents.choice)
    session: documents.Document = field(default_factory=lambda: documents.SESSION)
    detail: documents.Document = field(default_factory=documents.detail)
    reachable: bool = True
    problem: documents.Document | None = None
    holds_back: bool = False
    answers: list[documents.Document] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    conditional: list[str | None] = field(default_factory=list)
    streamed: documents.Document | None = None
    rooms: list[documents.Document] = field(default_factory=lambda: documents.ROOMS)
    complaints: list[documents.Document] = field(default_factory=list)
    waiting: list[Route] = field(default_factory=list)

    def serve(self, context: BrowserContext) -> None:
        context.route("**/v1/**", self._answer)

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path.removeprefix("/v1/")
        if not self.reachable:
            route.abort("internetdisconnected")
        elif self.holds_back:
            self.waiting.append(route)
        elif route.request.headers.get("authorization") != f"Bearer {TOKEN}":
            self._problem(route, {"title": "Unauthorized", "status": 401, "detail": "Send a valid token."})
        elif self.problem is not None:
            self._problem(route, self.problem)
        elif route.request.method == "POST":
            self._take(route, path)
        elif path.endswith("/next-action/events"):
            self._stream(route)
        elif path.endswith("/next-action"):
            self._next_action(route)
        else:
            kept = {"session": self.session, "rooms": {"rooms": self.rooms}, "history": documents.HISTORY}
            route.fulfill(json=kept.get(path.rpartition("/")[2], self.detail))

    def _next_action(self, route: Route) -> None:
        tag = f'"{hash(json.dumps(self.choice))}"'
        asked = route.request.headers.get("if-none-match")
        self.conditional.append(asked)
        if asked == tag:
            route.fulfill(status=304, headers={"ETag": tag})
        else:
            route.fulfill(json=self.choice, headers={"ETag": tag})

    def _stream(self, route: Route) -> None:
        if self.streamed is None:
            self._problem(route, {"title": "Not Found", "status": 404})
            return
        body = f": open\n\nevent: next_action\ndata: {json.dumps(self.streamed)}\nid: 2.open\n\n"
        route.fulfill(body=body, content_type="text/event-stream; charset=utf-8")

    def _take(self, route: Route, path: str) -> None:
        said: dict[str, Any] = json.loads(route.request.post_data or "{}")
        if path == "complaints":
            self.complaints.append(said)
            route.fulfill(status=201, json=said)
            return
        self.answers.append(said)
        self.answered.append(path.split("/")[1])
        kept = documents.given(**said)
        if self.choice["recommendation"] and self.choice["recommendation"]["id"] == path.split("/")[1]:
            self.choice = self.choice | {"answer": kept}
        route.fulfill(status=201, json=kept)

    def _problem(self, route: Route, problem: documents.Document) -> None:
        route.fulfill(
            status=problem["status"], body=json.dumps(problem), content_type="application/problem+json"
        )
