from fastapi.testclient import TestClient
from sqlalchemy import insert, text

from store.tables import latest
from tests.api.conftest import House
from tests.api.documents import choice, recommendation


def test_the_process_is_up_without_a_token(house: House) -> None:
    response = house.client().get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "up"})


def test_a_new_store_is_ready_before_anything_came_in(house: House) -> None:
    response = house.client().get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"status": "ready", "round_age_seconds": None, "ingest_age_seconds": None}


def test_readiness_tells_how_old_the_newest_round_and_reading_are(house: House) -> None:
    house.ledger.record_choice("maria", house.now_ms - 90_000, choice(recommendation()))
    with house.database.write() as connection:
        row = {"point": 1, "time_ms": 0, "value": 1.0, "arrival_ms": house.now_ms - 1500}
        connection.execute(insert(latest), row)

    answer = house.client().get("/readyz").json()
    assert (answer["round_age_seconds"], answer["ingest_age_seconds"]) == (90.0, 1.5)


def test_a_store_of_another_version_is_not_ready(house: House) -> None:
    with house.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    response = house.client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["type"] == "urn:plantroom:problem:migrations-pending"


def test_a_store_that_does_not_answer_is_not_ready(house: House) -> None:
    with house.database.write() as connection:
        connection.execute(text("DROP TABLE alembic_version"))

    response = house.client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["type"] == "urn:plantroom:problem:store-unavailable"
    assert house.client().get("/healthz").status_code == 200


def test_health_tells_nothing_of_customers(house: House, maria: TestClient) -> None:
    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))

    told = maria.get("/readyz").text + maria.get("/healthz").text
    assert not any(word in told for word in ("maria", "north", "damper"))
