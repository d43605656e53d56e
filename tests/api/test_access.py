import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import MARIA, House
from tests.api.documents import choice, recommendation

OWN = [
    ("GET", "/v1/session"),
    ("GET", "/v1/managers/maria/next-action"),
    ("GET", "/v1/managers/maria/next-action/events"),
    ("GET", "/v1/managers/maria/history"),
    ("GET", "/v1/recommendations/north-tower-ahu-2-damper"),
    ("POST", "/v1/recommendations/north-tower-ahu-2-damper/answers"),
]
ANSWER = {"id": "6f1c1f8e-1c2b-4f0a-9a53-0d8f4c3b2a10", "said": "done"}


@pytest.fixture
def shown(house: House) -> House:
    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))
    return house


def ask(client: TestClient, method: str, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    response = client.request(method, path, json=ANSWER if method == "POST" else None, headers=headers)
    return response.status_code, response.text, dict(response.headers)


@pytest.mark.parametrize(("method", "path"), OWN)
@pytest.mark.parametrize(
    "authorization", [None, "Bearer", "Bearer plantroom_guess", "Basic bWFyaWE6eA==", "Bearer \xe9"]
)
def test_no_token_no_data(shown: House, method: str, path: str, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization.encode("latin-1")}
    response = shown.client().request(
        method,
        path,
        json=ANSWER if method == "POST" else None,
        headers=headers,  # type: ignore[arg-type]
    )

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="plantroom"'
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "urn:plantroom:problem:no-access"
    assert "damper" not in response.json()["detail"]


@pytest.mark.parametrize("ended", ["expired", "revoked"])
def test_a_token_that_ended_reads_like_one_that_never_was(shown: House, ended: str) -> None:
    client = shown.client()
    secret, record = shown.tokens.create("maria", -1 if ended == "expired" else None)
    if ended == "revoked":
        shown.tokens.revoke(record.id)

    at_end = ask(client, "GET", "/v1/session", Authorization=f"Bearer {secret}")
    assert at_end == ask(client, "GET", "/v1/session", Authorization="Bearer plantroom_never")
    assert at_end[0] == 401


@pytest.mark.parametrize(("method", "path"), OWN[1:])
def test_what_is_anothers_reads_like_what_does_not_exist(
    shown: House, jonas: TestClient, method: str, path: str
) -> None:
    missing = path.replace("maria", "nobody").replace("north-tower-ahu-2-damper", "nothing")
    status, body, headers = ask(jonas, method, path)
    missing_status, missing_body, missing_headers = ask(jonas, method, missing)

    assert status == missing_status == 404
    assert body.replace(path, "") == missing_body.replace(missing, "")
    headers.pop("content-length")
    missing_headers.pop("content-length")
    assert headers == missing_headers


def test_nothing_that_another_tried_is_recorded(shown: House, jonas: TestClient) -> None:
    ask(jonas, *OWN[-1])

    assert shown.ledger.answers() == []


@pytest.mark.parametrize(("method", "path"), OWN[-2:])
def test_a_building_that_was_handed_to_another_is_gone_with_its_recommendations(
    shown: House, maria: TestClient, method: str, path: str
) -> None:
    shown.profiles["maria"] = type(MARIA)("maria", "Maria", (("annex", "Annex"),), "UTC", "USD")

    assert ask(maria, method, path)[0] == 404
    assert maria.get("/v1/managers/maria/history").json()["recommendations"] == []
    assert maria.get("/v1/managers/maria/next-action", headers={"If-None-Match": "*"}).status_code == 200
    card = maria.get("/v1/managers/maria/next-action").json()
    assert (card["recommendation"], card["nothing_because"]) == (None, "not_looked_yet")


def test_a_manager_whom_no_site_names_has_nothing(house: House) -> None:
    response = house.client("former").get("/v1/session")

    assert response.status_code == 404


def test_the_session_is_the_tokens_owner(maria: TestClient, jonas: TestClient) -> None:
    assert maria.get("/v1/session").json() == {
        "manager": "maria",
        "name": "Maria Okafor",
        "buildings": [{"id": "north-tower", "name": "North Tower"}],
        "timezone": "America/Chicago",
        "currency": "USD",
        "simulated": False,
    }
    assert jonas.get("/v1/session").json()["manager"] == "jonas"
