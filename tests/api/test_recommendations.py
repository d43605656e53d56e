from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from model.recommendation import Trace
from store.ledger_records import AnswerRecord, OutcomeRecord
from tests.api.conftest import House
from tests.api.documents import HOUR_MS, MEASURED, SINCE_MS, choice, outcome, recommendation

PATH = "/v1/recommendations/north-tower-ahu-2-damper"
DAY_MS = 24 * HOUR_MS
STEP_MS = 5 * 60_000


def show(house: House, **more: object) -> None:
    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()) | more)


def test_it_is_what_was_shown_with_answers_and_outcome(house: House, maria: TestClient) -> None:
    show(house)
    shown = recommendation()
    house.ledger.record_answer(AnswerRecord("a1", shown.id, "maria", "accepted", house.now_ms))
    house.ledger.record_answer(AnswerRecord("a2", shown.id, "maria", "done", house.now_ms + 1))
    for found, found_ms in (("not_fixed", 1), ("fixed", 2)):
        told = outcome(shown.id, found)
        house.ledger.record_outcome(OutcomeRecord(shown.id, found, 0.97, told, house.now_ms + found_ms))

    detail = maria.get(PATH).json()
    assert [answer["said"] for answer in detail.pop("answers")] == ["accepted", "done"]
    assert detail.pop("outcome") == outcome(shown.id, "fixed")
    assert detail.pop("series") is not None
    assert detail == choice(shown)["recommendation"]


def test_it_is_as_it_was_last_shown_after_it_went(house: House, maria: TestClient) -> None:
    show(house)
    surer = choice(replace(recommendation(), probability=0.99))
    house.ledger.record_choice("maria", house.now_ms + 1, surer)
    house.ledger.record_choice("maria", house.now_ms + 2, choice(None))

    assert maria.get(PATH).json()["probability"] == 0.99


def test_the_chart_runs_from_a_day_before_the_fault_until_now(house: House, maria: TestClient) -> None:
    show(house)
    maria.get(PATH)

    assert house.readings.asked == [([MEASURED], SINCE_MS - DAY_MS, house.now_ms)]


def test_the_chart_of_an_old_fault_is_its_last_week(house: House, maria: TestClient) -> None:
    house.now_ms += 90 * DAY_MS
    show(house)
    series = maria.get(PATH).json()["series"]

    assert house.readings.asked == [([MEASURED], house.now_ms - 7 * DAY_MS, house.now_ms)]
    assert len(series["times"]) <= 500


def test_the_chart_of_a_past_recommendation_ends_where_it_went_or_was_found_fixed(
    house: House, maria: TestClient
) -> None:
    show(house)
    gone_ms = house.now_ms + HOUR_MS
    house.ledger.record_choice("maria", gone_ms, choice(None))
    house.now_ms += 90 * DAY_MS
    maria.get(PATH)
    found_ms = gone_ms + 2 * DAY_MS
    told = outcome("north-tower-ahu-2-damper")
    house.ledger.record_outcome(OutcomeRecord(told["recommendation"], "fixed", 0.97, told, found_ms))
    maria.get(PATH)

    assert [end_ms for _, _, end_ms in house.readings.asked] == [gone_ms, found_ms]


def test_values_are_means_over_the_interval_and_null_where_nothing_was_heard(
    house: House, maria: TestClient
) -> None:
    house.readings.kept[MEASURED] = [(SINCE_MS + minute * 60_000, 10.0 + minute) for minute in (0, 1, 2, 20)]
    show(house)

    series = maria.get(PATH).json()["series"]
    [trace] = [trace for trace in series["traces"] if trace["name"] == "mixed_air_temperature"]
    assert (trace["unit"], trace["kind"], trace["source"]) == ("°C", "measured", MEASURED)
    assert series["interval_seconds"] == 600
    at = series["times"].index("2026-03-05T14:10:00Z")
    assert trace["values"][at : at + 4] == [11.0, None, 30.0, None]
    assert len(series["times"]) == len(trace["values"])


def test_coarse_readings_are_not_drawn_finer_than_they_came(house: House, maria: TestClient) -> None:
    quarter = 15 * 60_000
    house.readings.kept[MEASURED] = [(SINCE_MS // quarter * quarter + n * quarter, 12.0) for n in range(40)]
    show(house)

    series = maria.get(PATH).json()["series"]
    assert series["interval_seconds"] == 900
    values = series["traces"][0]["values"]
    first = values.index(12.0)
    assert values[first : first + 40] == [12.0] * 40


@pytest.mark.parametrize("minutes", [7, 22])
def test_an_interval_that_still_runs_is_drawn_once_something_was_heard_in_it(
    house: House, maria: TestClient, minutes: int
) -> None:
    quarter = 15 * 60_000
    last_ms = (SINCE_MS // quarter + 40) * quarter
    house.readings.kept[MEASURED] = [(last_ms - n * quarter, 12.0) for n in range(40)]
    house.now_ms = last_ms + minutes * 60_000
    show(house)

    series = maria.get(PATH).json()["series"]
    assert series["interval_seconds"] == 900
    assert series["traces"][0]["values"][-1] == 12.0


def test_what_the_model_worked_out_is_drawn_beside_it(house: House, maria: TestClient) -> None:
    lines = {
        "seen": {"start_ms": SINCE_MS, "step_ms": STEP_MS, "values": [0.8, 0.9, None, None]},
        "expected": {"start_ms": SINCE_MS, "step_ms": STEP_MS, "values": [0.2, 0.2, 0.2, 0.2]},
    }
    show(house, expected_series=lines)

    series = maria.get(PATH).json()["series"]
    at = series["times"].index("2026-03-05T14:10:00Z")
    drawn = {trace["name"]: (trace["unit"], trace["values"][at : at + 2]) for trace in series["traces"]}
    assert drawn["seen"] == ("%", [85.0, None])
    assert drawn["expected"] == ("%", [20.0, 20.0])
    assert [trace["name"] for trace in series["traces"]] == ["seen", "expected", "mixed_air_temperature"]


def test_a_site_in_fahrenheit_gets_fahrenheit(house: House, maria: TestClient) -> None:
    house.profiles["maria"] = replace(house.profiles["maria"], units="us")
    house.readings.kept[MEASURED] = [(SINCE_MS, 10.0)]
    show(house)

    [trace] = maria.get(PATH).json()["series"]["traces"]
    assert trace["unit"] == "°F"
    assert [value for value in trace["values"] if value is not None] == [50.0]


@pytest.mark.parametrize("traces", [(), (Trace("expected", "Expected", "degC", "expected", None),)])
def test_a_recommendation_without_readings_behind_it_is_shown_all_the_same(
    house: House, maria: TestClient, traces: tuple[Trace, ...]
) -> None:
    bare = replace(recommendation(), traces=traces)
    house.ledger.record_choice("maria", house.now_ms, choice(bare))

    response = maria.get(PATH)
    assert response.status_code == 200
    series = response.json()["series"]
    assert series is None or series["traces"] == []


def test_a_fault_dated_after_the_last_look_still_has_a_chart(house: House, maria: TestClient) -> None:
    house.ledger.record_choice("maria", SINCE_MS - DAY_MS, choice(recommendation()))

    assert maria.get(PATH).json()["series"]["times"]
