from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient

from api.parts import ManagerProfile
from model.catalogue import load_faults
from model.complaints.complained import felt_of
from model.complaints.complaints import Feeling
from store.complaints import ComplaintRecord
from tests.api.conftest import House
from tests.api.documents import NOW_MS

PATH = "/v1/complaints"
ID = "6f1c1f8e-1c2b-4f0a-9a53-0d8f4c3b2a10"
COLD = {
    "id": ID,
    "building": "north-tower",
    "equipment": "VAV-4-12",
    "felt": "cold",
    "felt_at": "2026-03-07T07:00:00Z",
    "note": "By the window.",
}
DAY_MS = 86_400_000


def recorded(house: House) -> list[ComplaintRecord]:
    return house.complaints.since(0)


def test_what_can_be_felt_is_what_the_model_weighs() -> None:
    weighed = {kind for fault in load_faults() for kind in felt_of(fault)[1]}
    assert {*get_args(Feeling)} == weighed | {"unsaid"}


def test_a_complaint_is_recorded_and_comes_back(maria: TestClient, house: House) -> None:
    response = maria.post(PATH, json=COLD)

    assert response.status_code == 201
    assert response.json() == COLD | {"heard_at": "2026-03-07T08:00:00Z"}
    assert recorded(house) == [
        ComplaintRecord(
            ID, "maria", "north-tower", "VAV-4-12", "cold", NOW_MS - 3_600_000, NOW_MS, "By the window."
        )
    ]


def test_a_complaint_that_says_no_more_is_felt_now(maria: TestClient) -> None:
    sent = {name: COLD[name] for name in ("id", "building", "equipment")}

    heard = maria.post(PATH, json=sent).json()
    assert (heard["felt"], heard["felt_at"], heard["note"]) == ("unsaid", "2026-03-07T08:00:00Z", None)


def test_when_it_was_felt_is_kept_in_utc_whatever_offset_it_came_with(maria: TestClient) -> None:
    sent = COLD | {"felt_at": "2026-03-06T23:30:00-06:00"}

    assert maria.post(PATH, json=sent).json()["felt_at"] == "2026-03-07T05:30:00Z"


@pytest.mark.parametrize("left_out", ["none", "felt_at"])
def test_the_same_complaint_again_changes_nothing_and_says_when_it_was_heard(
    maria: TestClient, house: House, left_out: str
) -> None:
    sent = {name: value for name, value in COLD.items() if name != left_out}
    first = maria.post(PATH, json=sent)
    house.now_ms += 60_000
    again = maria.post(PATH, json=sent | {"id": ID.upper()})

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert len(recorded(house)) == 1


@pytest.mark.parametrize("other", [{"felt": "hot"}, {"note": None}, {"felt_at": "2026-03-07T07:30:00Z"}])
def test_the_same_id_for_another_complaint_is_a_conflict(
    maria: TestClient, house: House, other: dict[str, str]
) -> None:
    maria.post(PATH, json=COLD)
    response = maria.post(PATH, json=COLD | other)

    assert response.status_code == 409
    assert response.json()["type"] == "urn:plantroom:problem:conflict"
    assert [(each.felt, each.note) for each in recorded(house)] == [("cold", "By the window.")]


def test_a_conflict_with_anothers_complaint_tells_nothing_of_it(maria: TestClient, jonas: TestClient) -> None:
    maria.post(PATH, json=COLD | {"note": "secret"})

    response = jonas.post(PATH, json={"id": ID, "building": "mill", "equipment": "AHU-1"})
    assert response.status_code == 409
    assert "secret" not in response.text
    assert "maria" not in response.text


def test_any_equipment_can_be_complained_of(jonas: TestClient) -> None:
    sent = {"id": ID, "building": "mill", "equipment": "boiler", "felt": "cold"}

    assert jonas.post(PATH, json=sent).status_code == 201


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"building": "mill", "equipment": "AHU-1"},
        {"building": "nowhere"},
        {"equipment": "AHU-1"},
        {"equipment": "VAV-9"},
    ],
)
def test_a_building_that_is_not_hers_and_equipment_that_is_not_there_are_alike(
    maria: TestClient, house: House, elsewhere: dict[str, str]
) -> None:
    response = maria.post(PATH, json=COLD | elsewhere)

    assert response.status_code == 404
    assert response.json()["detail"] == "There is nothing here for this token."
    assert recorded(house) == []


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"felt": "loud"}, "body/felt"),
        ({"id": "17"}, "body/id"),
        ({"felt_at": "2026-03-07T07:00:00"}, "body/felt_at"),
        ({"felt_at": "2026-03-07T08:05:01Z"}, "body/felt_at"),
        ({"felt_at": "2026-01-06T07:59:59Z"}, "body/felt_at"),
        ({"felt_at": "yesterday"}, "body/felt_at"),
        ({"note": "a\x00b"}, "body/note"),
        ({"note": "x" * 2001}, "body/note"),
        ({"building": None}, "body/building"),
        ({"mood": "bad"}, "body/mood"),
    ],
)
def test_what_is_no_complaint_is_refused_with_the_place(
    maria: TestClient, house: House, sent: dict[str, Any], pointer: str
) -> None:
    response = maria.post(PATH, json=COLD | sent)

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert recorded(house) == []


@pytest.mark.parametrize("felt_at", ["2026-03-07T08:05:00Z", "2026-01-06T08:00:00Z"])
def test_a_clock_that_is_a_little_ahead_and_two_months_back_are_taken(
    maria: TestClient, felt_at: str
) -> None:
    assert maria.post(PATH, json=COLD | {"felt_at": felt_at}).status_code == 201


def test_hers_of_the_last_thirty_days_are_listed_newest_first(
    maria: TestClient, jonas: TestClient, house: House
) -> None:
    for days in (1, 31, 0, 30):
        house.complaints.record(
            ComplaintRecord(
                str(days), "maria", "north-tower", "VAV-4-12", "cold", NOW_MS - days * DAY_MS, NOW_MS
            )
        )

    assert [each["id"] for each in maria.get(PATH).json()["complaints"]] == ["0", "1", "30"]
    assert jonas.get(PATH).json() == {"complaints": []}


def test_those_of_a_building_that_is_no_longer_hers_are_not_listed(maria: TestClient, house: House) -> None:
    maria.post(PATH, json=COLD)
    house.profiles["maria"] = ManagerProfile(
        "maria", "Maria Okafor", (("mill", "Mill"),), "America/Chicago", "USD"
    )

    assert maria.get(PATH).json() == {"complaints": []}
