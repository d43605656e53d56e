import sqlite3
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import House
from tests.api.documents import choice, recommendation

PATH = "/v1/recommendations/north-tower-ahu-2-damper/answers"
ID = "6f1c1f8e-1c2b-4f0a-9a53-0d8f4c3b2a10"


@pytest.fixture(autouse=True)
def shown(house: House) -> House:
    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))
    return house


@pytest.mark.parametrize(
    "said",
    [
        {"said": "accepted"},
        {"said": "done", "note": "Linkage had come off.\nBolted it on."},
        {"said": "snoozed"},
        {"said": "snoozed", "until": "2026-03-09T06:00:00Z", "reason": "cannot_now", "detail": "access"},
        {"said": "dismissed", "reason": "already_known"},
        {"said": "dismissed", "reason": "not_real"},
        {"said": "dismissed", "reason": "wrong_cause"},
        {"said": "dismissed", "reason": "not_worth_it"},
        {"said": "dismissed", "reason": "cannot_now", "detail": "part"},
        {"said": "dismissed", "reason": "cannot_now"},
        {"said": "handed_over", "handed_to": "Jürgen"},
    ],
)
def test_an_answer_is_recorded_and_comes_back(maria: TestClient, house: House, said: dict[str, str]) -> None:
    response = maria.post(PATH, json={"id": ID, **said})

    empty = dict.fromkeys(("reason", "detail", "until", "handed_to", "note"))
    assert response.status_code == 201
    assert response.json() == empty | said | {"id": ID, "answered_at": "2026-03-07T08:00:00Z"}
    [record] = house.ledger.answers()
    assert (record.answer, record.manager, record.said) == (ID, "maria", said["said"])


def test_until_is_kept_in_utc_whatever_offset_it_came_with(maria: TestClient) -> None:
    said = {"id": ID, "said": "snoozed", "until": "2026-03-09T00:00:00-06:00"}

    assert maria.post(PATH, json=said).json()["until"] == "2026-03-09T06:00:00Z"


def test_the_same_answer_again_changes_nothing_and_says_when_it_was_given(
    maria: TestClient, house: House
) -> None:
    first = maria.post(PATH, json={"id": ID, "said": "done"})
    house.now_ms += 60_000
    again = maria.post(PATH, json={"id": ID.upper(), "said": "done"})

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert len(house.ledger.answers()) == 1


def test_the_same_id_for_another_answer_is_a_conflict(maria: TestClient, house: House) -> None:
    maria.post(PATH, json={"id": ID, "said": "done"})
    response = maria.post(PATH, json={"id": ID, "said": "accepted"})

    assert response.status_code == 409
    assert response.json()["type"] == "urn:plantroom:problem:conflict"
    assert [answer.said for answer in house.ledger.answers()] == ["done"]


def test_a_conflict_with_anothers_answer_tells_nothing_of_it(
    maria: TestClient, jonas: TestClient, house: House
) -> None:
    theirs = recommendation("mill-damper", "mill")
    house.ledger.record_choice("jonas", house.now_ms, choice(theirs, manager="jonas"))
    maria.post(PATH, json={"id": ID, "said": "done", "note": "secret"})

    response = jonas.post("/v1/recommendations/mill-damper/answers", json={"id": ID, "said": "done"})
    assert response.status_code == 409
    assert "secret" not in response.text
    assert "maria" not in response.text


def test_a_recommendation_that_no_longer_stands_can_still_be_answered(
    maria: TestClient, house: House
) -> None:
    house.ledger.record_choice("maria", house.now_ms + 1, choice(None))

    assert maria.post(PATH, json={"id": ID, "said": "done"}).status_code == 201


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"said": "dismissed"}, "body/dismissed/reason"),
        ({"said": "dismissed", "reason": "bored"}, "body/dismissed/reason"),
        ({"said": "dismissed", "reason": "not_real", "detail": "part"}, "body/dismissed/detail"),
        ({"said": "dismissed", "reason": "cannot_now", "detail": "mood"}, "body/cannot_now/detail"),
        ({"said": "accepted", "until": "2026-03-09T06:00:00Z"}, "body/accepted/until"),
        ({"said": "accepted", "id": "17"}, "body/accepted/id"),
        ({"said": "snoozed", "until": "2026-03-09T06:00:00"}, "body/snoozed/until"),
        ({"said": "snoozed", "until": "tomorrow"}, "body/snoozed/until"),
        ({"said": "handed_over", "handed_to": "x" * 2001}, "body/handed_over/handed_to"),
        ({"said": "done", "note": "a\x00b"}, "body/done/note"),
        ({"said": "maybe"}, "body"),
        ({"said": ["done"]}, "body"),
        ({}, "body"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_place(
    maria: TestClient, house: House, said: dict[str, object], pointer: str
) -> None:
    response = maria.post(PATH, json={"id": ID} | said)

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert pointer in [error["pointer"] for error in response.json()["errors"]]
    assert house.ledger.answers() == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"done"', b"\xff", b'{"said": "done", "note": "\\ud800"}']
)
def test_a_body_that_is_no_object_is_refused(maria: TestClient, body: bytes) -> None:
    response = maria.post(PATH, content=body, headers={"Content-Type": "application/json"})

    assert response.status_code in (400, 422)
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_body_beyond_all_measure_is_refused_unread(maria: TestClient, house: House) -> None:
    response = maria.post(PATH, json={"id": ID, "said": "done", "note": "x" * 70_000})

    assert response.status_code == 413
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert house.ledger.answers() == []


def test_an_answer_while_the_store_is_locked_is_told_to_come_again(maria: TestClient, house: House) -> None:
    with sqlite3.connect(house.database.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        response = maria.post(PATH, json={"id": ID, "said": "done"})
        other.execute("ROLLBACK")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.json()["type"] == "urn:plantroom:problem:store-unavailable"
    assert maria.post(PATH, json={"id": ID, "said": "done"}).status_code == 201


def test_answers_of_several_phones_all_count(maria: TestClient, house: House) -> None:
    ids = sorted(str(uuid4()) for _ in range(5))
    for id_ in ids:
        maria.post(PATH, json={"id": id_, "said": "done"})

    recorded = house.ledger.answers_to("north-tower-ahu-2-damper")
    assert [answer.answer for answer in recorded] == ids
