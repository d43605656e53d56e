from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from store.ledger_records import AnswerRecord, OutcomeRecord
from tests.api.conftest import House
from tests.api.documents import choice, outcome, recommendation

PATH = "/v1/managers/maria/history"


def show(house: House, *ids: str) -> None:
    for number, id_ in enumerate(ids):
        house.ledger.record_choice("maria", house.now_ms + number, choice(recommendation(id_)))


def test_nothing_shown_yet_is_an_empty_history_without_a_rate(maria: TestClient) -> None:
    assert maria.get(PATH).json() == {
        "recommendations": [],
        "next": None,
        "totals": {
            "shown": 0,
            "accepted": 0,
            "fixed": 0,
            "not_fixed": 0,
            "cannot_tell": 0,
            "trusted_action_rate": None,
            "savings": [],
        },
    }


def test_it_tells_what_was_shown_said_and_found(house: House, maria: TestClient) -> None:
    show(house, "r1")
    house.ledger.record_answer(AnswerRecord("a1", "r1", "maria", "accepted", house.now_ms))
    house.ledger.record_answer(AnswerRecord("a2", "r1", "maria", "done", house.now_ms + 1))
    house.ledger.record_outcome(OutcomeRecord("r1", "fixed", 0.97, outcome("r1"), house.now_ms + 2))

    [past] = maria.get(PATH).json()["recommendations"]
    assert past["title"] == "Free the stuck outdoor-air damper on AHU-2"
    assert past["shown_at"] == "2026-03-07T08:00:00Z"
    assert past["answer"]["said"] == "done"
    assert [answer["said"] for answer in past["answers"]] == ["accepted", "done"]
    assert past["outcome"] == outcome("r1")
    assert "traces" not in past


def test_the_trusted_action_rate_counts_those_taken_on_and_found_fixed(
    house: House, maria: TestClient
) -> None:
    show(house, "r1", "r2", "r3", "r4")
    for id_, said in (("r1", "done"), ("r2", "done"), ("r3", "dismissed")):
        house.ledger.record_answer(AnswerRecord(f"a-{id_}", id_, "maria", said, house.now_ms))
    assert maria.get(PATH).json()["totals"]["trusted_action_rate"] is None

    for id_, found, saving in (("r1", "fixed", 44.0), ("r2", "not_fixed", None), ("r3", "fixed", 6.0)):
        told = outcome(id_, found, saving)
        house.ledger.record_outcome(OutcomeRecord(id_, found, 0.97, told, house.now_ms + 2))

    assert maria.get(PATH).json()["totals"] == {
        "shown": 4,
        "accepted": 2,
        "fixed": 2,
        "not_fixed": 1,
        "cannot_tell": 0,
        "trusted_action_rate": 0.25,
        "savings": [{"currency": "USD", "per_day": 50.0}],
    }


def test_savings_in_two_currencies_are_not_added_up(house: House, maria: TestClient) -> None:
    for id_, currency in (("r1", "USD"), ("r2", "EUR")):
        shown = replace(recommendation(id_), currency=currency)
        house.ledger.record_choice("maria", house.now_ms, choice(shown))
        house.ledger.record_outcome(OutcomeRecord(id_, "fixed", 0.97, outcome(id_), house.now_ms))

    savings = maria.get(PATH).json()["totals"]["savings"]
    assert sorted(saving["currency"] for saving in savings) == ["EUR", "USD"]


def test_pages_follow_each_other_newest_first(house: House, maria: TestClient) -> None:
    show(house, "r1", "r2", "r3", "r4", "r5")

    pages, before = [], None
    while True:
        asked = {"limit": "2"} | ({"before": before} if before else {})
        page = maria.get(PATH, params=asked).json()
        pages.append([past["id"] for past in page["recommendations"]])
        before = page["next"]
        if before is None:
            break

    assert pages == [["r5", "r4"], ["r3", "r2"], ["r1"]]


def test_a_full_last_page_is_the_last(house: House, maria: TestClient) -> None:
    show(house, "r1", "r2")

    assert maria.get(PATH, params={"limit": 2}).json()["next"] is None


@pytest.mark.parametrize(
    "asked",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "x"},
        {"before": "yesterday"},
        {"before": ".r1"},
        {"befor": "1.r1"},
    ],
)
def test_a_page_that_cannot_be_is_a_problem(maria: TestClient, asked: dict[str, str]) -> None:
    response = maria.get(PATH, params=asked)

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][0]["pointer"] == f"query/{next(iter(asked))}"
