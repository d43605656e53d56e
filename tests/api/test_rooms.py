from fastapi.testclient import TestClient


def test_rooms_are_those_of_what_serves_rooms(maria: TestClient) -> None:
    response = maria.get("/v1/rooms")

    assert response.status_code == 200
    [room] = response.json()["rooms"]
    assert room == {
        "id": "VAV-4-12",
        "name": "VAV 4-12",
        "location": "Level 4, east",
        "building": "north-tower",
        "building_name": "North Tower",
    }


def test_where_nothing_serves_rooms_they_are_those_of_the_air_handlers(jonas: TestClient) -> None:
    [room] = jonas.get("/v1/rooms").json()["rooms"]

    assert (room["id"], room["building"], room["location"]) == ("AHU-1", "mill", None)
