from dataclasses import fields, replace

import pytest
from fastapi.testclient import TestClient

from api.next_action import NextAction
from model.recommendation import Choice
from store.ledger_records import AnswerRecord
from tests.api.conftest import MARIA, House
from tests.api.documents import choice, recommendation

PATH = "/v1/managers/maria/next-action"


def test_the_card_is_a_choice_without_its_log_and_with_the_answer() -> None:
    names = {field.name for field in fields(Choice)}

    assert {field.name for field in fields(NextAction)} == names - {"candidates"} | {"answer"}


def test_the_card_is_the_document_that_the_round_wrote(house: House, maria: TestClient) -> None:
    document = choice(recommendation())
    house.ledger.record_choice("maria", house.now_ms, document)

    document.pop("candidates")
    assert maria.get(PATH).json() == document | {"answer": None}


def test_nothing_needs_you_is_an_answer_with_its_coverage(house: House, maria: TestClient) -> None:
    house.ledger.record_choice("maria", house.now_ms, choice(None))

    card = maria.get(PATH).json()
    assert (card["recommendation"], card["nothing_because"]) == (None, "nothing_worth_doing")
    assert card["coverage"]["heard"] == 4012


def test_before_the_first_look_it_says_so(maria: TestClient) -> None:
    response = maria.get(PATH)

    card = response.json()
    assert response.status_code == 200
    assert (card["recommendation"], card["nothing_because"]) == (None, "not_looked_yet")
    assert card["headline"].startswith("Not looked yet")
    assert card["as_of"] == "2026-03-07T08:00:00Z"
    assert card["coverage"]["points"] == 12
    assert "ETag" not in response.headers


def test_that_there_are_no_data_is_said_by_the_choice(house: House, maria: TestClient) -> None:
    silent = choice(None) | {"nothing_because": "no_data", "headline": "No data since Thursday 14:10."}
    house.ledger.record_choice("maria", house.now_ms, silent)

    assert maria.get(PATH).json()["headline"] == "No data since Thursday 14:10."


def test_the_newest_answer_holds(house: House, maria: TestClient) -> None:
    shown = recommendation()
    house.ledger.record_choice("maria", house.now_ms, choice(shown))
    first = AnswerRecord("a1", shown.id, "maria", "snoozed", house.now_ms, until_ms=house.now_ms + 500)
    house.ledger.record_answer(first)
    house.ledger.record_answer(AnswerRecord("a2", shown.id, "maria", "accepted", house.now_ms + 1500))

    answer = maria.get(PATH).json()["answer"]
    assert (answer["id"], answer["said"]) == ("a2", "accepted")
    assert answer["answered_at"] == "2026-03-07T08:00:01.500Z"


@pytest.mark.parametrize("form", ['"{0}"', 'W/"{0}"', '"other", "{0}"', "*"])
def test_a_phone_that_has_the_newest_card_is_told_so_without_a_body(
    house: House, maria: TestClient, form: str
) -> None:
    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))
    tag = maria.get(PATH).headers["ETag"]

    again = maria.get(PATH, headers={"If-None-Match": form.format(tag.strip('"'))})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("named", ["other", '"other"', ""])
def test_a_phone_that_has_something_else_gets_the_card(house: House, maria: TestClient, named: str) -> None:
    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))

    assert maria.get(PATH, headers={"If-None-Match": named}).status_code == 200


def test_every_change_that_the_card_shows_changes_its_tag(house: House, maria: TestClient) -> None:
    tags = []

    def looked() -> None:
        tags.append(maria.get(PATH).headers["ETag"])

    shown = recommendation()
    house.ledger.record_choice("maria", house.now_ms, choice(shown))
    looked()
    house.ledger.record_choice("maria", house.now_ms + 1, choice(shown, heard=4000))
    looked()
    house.ledger.record_choice("maria", house.now_ms + 1, choice(replace(shown, probability=0.9)))
    looked()
    house.ledger.record_answer(AnswerRecord("a1", shown.id, "maria", "done", house.now_ms))
    looked()
    house.ledger.record_answer(AnswerRecord("a2", shown.id, "maria", "done", house.now_ms + 1))
    looked()

    assert len(set(tags)) == 5


def test_a_document_with_more_than_the_card_shows_is_shown_without_it(
    house: House, maria: TestClient
) -> None:
    document = choice(recommendation()) | {"expected_series": {}}
    house.ledger.record_choice("maria", house.now_ms, document)

    assert "expected_series" not in maria.get(PATH).json()


def test_two_managers_see_their_own(house: House, maria: TestClient, jonas: TestClient) -> None:
    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))
    theirs = recommendation("mill-damper", "mill")
    house.ledger.record_choice("jonas", house.now_ms, choice(theirs, manager="jonas"))

    assert maria.get(PATH).json()["recommendation"]["building"] == MARIA.buildings[0][0]
    card = jonas.get("/v1/managers/jonas/next-action").json()
    assert card["recommendation"]["id"] == "mill-damper"
