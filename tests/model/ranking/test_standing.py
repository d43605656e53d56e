"""What was agreed holds back what belongs to it, and nothing else."""

import numpy as np

from model.beliefs.answers import Answer
from model.ranking.choice import HOLDS
from model.ranking.standing import Standing, standing_of
from tests.model.believed import NOW_MS, believing, judged_of

DAY_MS = 86_400_000
JUDGED = judged_of(
    believing(
        hot_water_supply_short=6.0,
        supply_air_short_of_heating=6.0,
        outdoor_air_temperature_sensor_wrong=6.0,
        heating_valve_leaking=6.0,
        zone_reheat_leaking=6.0,
        economizer_not_used=6.0,
    )
)
KEYS = [JUDGED.rows.key(row, JUDGED.craft) for row in range(len(JUDGED.rows))]


def standing(
    equipment: str,
    fault: str,
    said: str,
    action: str = "any",
    days_ago: float = 1.0,
    *,
    reason: str | None = None,
) -> Standing:
    answered = NOW_MS - round(days_ago * DAY_MS)
    answer = Answer("r", "ada", "tower", equipment, fault, action, said, answered, reason=reason)
    return standing_of(
        JUDGED.rows,
        [JUDGED.building],
        JUDGED.craft,
        shown_before=None,
        action_before=None,
        answers=[answer],
        now_ms=NOW_MS,
    )


def held(found: Standing) -> dict[str, str]:
    return {key[2]: HOLDS[code] for key, code in zip(KEYS, found.held, strict=True) if code}


def test_a_plant_in_work_holds_back_the_coil_that_it_leaves_cold() -> None:
    found = held(standing("HW-1", "hot_water_supply_short", "accepted"))
    assert found.get("supply_air_short_of_heating") == "in_work"
    assert "heating_valve_leaking" not in found


def test_nobody_is_sent_to_a_room_twice_at_once() -> None:
    assert held(standing("VAV-1", "box_damper_stuck", "accepted")).get("zone_reheat_leaking") == "in_work"
    assert "zone_reheat_leaking" not in held(standing("VAV-1", "box_damper_stuck", "done"))


def test_a_sensor_in_work_holds_back_what_leans_on_it() -> None:
    facts = {f.id: f for f in JUDGED.craft.facts}
    leaning = [
        key[2] for key in KEYS if key[1] == "AHU-1" and "outdoor_air_temperature" in facts[key[2]].leans_on
    ]
    found = held(standing("AHU-1", "outdoor_air_temperature_sensor_wrong", "handed_over"))
    assert leaning
    assert all(found.get(fault) == "in_work" for fault in leaning)


def test_work_that_was_never_reported_done_binds_for_a_month() -> None:
    assert held(standing("HW-1", "hot_water_supply_short", "accepted", days_ago=31)) == {}


def test_what_is_dismissed_holds_back_only_itself() -> None:
    found = standing("HW-1", "hot_water_supply_short", "dismissed")
    assert held(found) == {"hot_water_supply_short": "answered"}
    assert not found.shared.any()


def test_agreed_work_shares_the_visit_with_all_else_in_the_building() -> None:
    found = standing("AHU-1", "heating_valve_leaking", "accepted")
    own = KEYS.index(("tower", "AHU-1", "heating_valve_leaking"))
    assert not found.shared[own]
    assert np.delete(found.shared, own).all()


def test_what_was_done_counts_as_tried_for_three_months() -> None:
    row = KEYS.index(("tower", "AHU-1", "heating_valve_leaking"))
    action = "reseat_heating_valve"
    pair = (row, JUDGED.craft.action_number[action])
    assert standing("AHU-1", "heating_valve_leaking", "done", action, 10).tried == {pair}
    assert standing("AHU-1", "heating_valve_leaking", "done", action, 91).tried == frozenset()


def test_what_waits_for_a_part_lets_what_it_causes_wait_too() -> None:
    for reason in ("cannot_now", "already_known"):
        found = held(standing("HW-1", "hot_water_supply_short", "dismissed", reason=reason))
        assert found.get("supply_air_short_of_heating") == "in_work"
    gone_by = standing("HW-1", "hot_water_supply_short", "dismissed", days_ago=8.0, reason="cannot_now")
    assert "supply_air_short_of_heating" not in held(gone_by)


def test_a_cause_that_was_denied_leaves_its_symptoms_open() -> None:
    for reason in ("not_real", "wrong_cause"):
        found = held(standing("HW-1", "hot_water_supply_short", "dismissed", reason=reason))
        assert "supply_air_short_of_heating" not in found


def test_who_mends_one_part_of_a_unit_meets_what_may_be_its_doing() -> None:
    found = held(standing("AHU-1", "heating_valve_stuck", "accepted"))
    assert found.get("heating_valve_leaking") == found.get("supply_air_short_of_heating") == "in_work"
    assert "economizer_not_used" not in found


def test_who_denies_the_same_again_and_again_is_left_in_peace_longer_each_time() -> None:
    def rests(*days_ago: float) -> bool:
        answers = [
            Answer("r", "ada", "tower", "AHU-1", "economizer_not_used", "any", "dismissed",
                   NOW_MS - round(days * DAY_MS), reason="not_real")
            for days in days_ago
        ]  # fmt: skip
        found = standing_of(
            JUDGED.rows, [JUDGED.building], JUDGED.craft,
            shown_before=None, action_before=None, answers=answers, now_ms=NOW_MS,
        )  # fmt: skip
        return held(found).get("economizer_not_used") == "answered"

    assert rests(1.0)
    assert not rests(3.0)
    assert rests(3.0, 10.0)
    assert not rests(15.0, 20.0)
    assert rests(60.0, 80.0, 100.0)
    assert not rests(91.0, 100.0, 110.0, 120.0)
