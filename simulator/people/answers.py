"""What managers reported done, as the API tells it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

PAGE = 100


@dataclass(frozen=True, slots=True)
class Done:
    """A manager said that a recommendation is done. ``id`` is the answer's own, or what stands for it."""

    id: str
    recommendation: str
    fault: str
    building: str
    equipment: str


Answers = Callable[[], Sequence[Done]]


class AnswersUnavailableError(OSError):
    """The API could not be asked; worth another try later."""


class NoHistoryError(ValueError):
    """What the API answers is no history; asking again will not help."""


class ApiAnswers:
    """Asks ``GET /v1/managers/{id}/history`` for what was said done; call it for all of it.

    ``base_url`` such as "http://127.0.0.1:8080"; ``token`` is the manager's bearer token.
    """

    def __init__(self, base_url: str, manager: str, token: str, *, timeout_s: float = 5.0) -> None:
        if not base_url.startswith(("http://", "https://")):
            raise ValueError(
                f"{base_url!r} is no http address of an API; give one such as http://127.0.0.1:8080"
            )
        self._path = f"{base_url.rstrip('/')}/v1/managers/{quote(manager, safe='')}/history"
        self._token = token
        self._timeout_s = timeout_s

    def __call__(self) -> list[Done]:
        """Everything said done. Raises AnswersUnavailableError, NoHistoryError."""
        found: list[Done] = []
        before: str | None = None
        while True:
            page = self._page(before)
            try:
                for item in page["recommendations"]:
                    found += done_answers(item)
                following = page["next"]
            except (KeyError, TypeError) as error:
                raise NoHistoryError(f"{self._path} gave no history: {error!r}") from error
            if following is None or following == before:
                return found
            before = str(following)

    def _page(self, before: str | None) -> dict[str, Any]:
        query = {"limit": str(PAGE)} | ({} if before is None else {"before": before})
        request = Request(  # noqa: S310  # the constructor takes http and https only
            f"{self._path}?{urlencode(query)}", headers={"Authorization": f"Bearer {self._token}"}
        )
        try:
            with urlopen(request, timeout=self._timeout_s) as response:  # noqa: S310
                page: dict[str, Any] = json.load(response)
        except (URLError, TimeoutError, ValueError, ConnectionError) as error:
            raise AnswersUnavailableError(f"{self._path} could not be asked: {error}") from error
        return page


def done_answers(item: dict[str, Any]) -> list[Done]:
    """The answers "done" of one entry of the history; KeyError when it lacks a field."""
    return [
        Done(
            id=str(answer.get("id") or f"{item['id']}/{position}"),
            recommendation=item["id"],
            fault=item["fault"],
            building=item["building"],
            equipment=item["equipment"],
        )
        for position, answer in enumerate(item["answers"])
        if answer["said"] == "done"
    ]
