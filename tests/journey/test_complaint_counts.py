"""A complaint handed on over the API weighs in the next round, whether readings came or not."""

from pathlib import Path
from uuid import uuid4

from ingest.embedded_broker import EmbeddedBroker
from simulator.faults import healthy
from simulator.portfolio import Portfolio
from tests.journey.house import House, house
from tests.journey.test_to_one_action import BUILDING, JANUARY_MS, MANAGER, live_on


def probability(at_home: House, fault: str, box: str) -> float:
    judged = at_home.rounds._attendant.judged[BUILDING]
    belief = judged.beliefs["vav_box"]
    place = belief.faults.index(fault), belief.equipment.index(box)
    return float(judged.chances["vav_box"].probability[place])


def test_people_who_are_cold_make_their_rooms_sensor_doubtful_and_no_others(
    embedded_broker: EmbeddedBroker, tmp_path: Path
) -> None:
    with house(embedded_broker.port, tmp_path) as at_home:
        living = Portfolio.demo(7, buildings=1, start_ms=JANUARY_MS, scenario=healthy(), interval_ms=600_000)
        at_home.keep(living.site())
        live_on(living, at_home, days=3)
        phone = at_home.phone(MANAGER)
        cold, other = (room["id"] for room in phone.get("/v1/rooms").json()["rooms"][:2])
        before = {box: probability(at_home, "zone_temperature_sensor_wrong", box) for box in (cold, other)}

        for _ in range(2):
            sent = {"id": str(uuid4()), "building": BUILDING, "equipment": cold, "felt": "cold"}
            assert phone.post("/v1/complaints", json=sent).status_code == 201
        at_home.rounds.once()

        after = {box: probability(at_home, "zone_temperature_sensor_wrong", box) for box in (cold, other)}
        assert after[cold] > 2 * before[cold]
        assert after[other] < 1.1 * before[other]
