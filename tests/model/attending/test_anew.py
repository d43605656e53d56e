"""A repair lets begin anew what was told by what it ended, and nothing else."""

from model.attending.anew import begin_anew
from model.beliefs.answers import Answer
from tests.model.believed import NOW_MS, believing


def _after(fault: str, equipment: str, **scores: float) -> dict[str, float]:
    beliefs = believing(**scores)
    answer = Answer("r", "ada", "tower", equipment, fault, "any", "done", NOW_MS)
    begin_anew(beliefs.values(), answer)
    return {
        name: float(belief.score[belief.faults.index(name), 0])
        for belief in beliefs.values()
        if belief.equipment[0].startswith(equipment)
        for name in belief.faults
        if name in scores and belief.score[belief.faults.index(name), 0] > 0
    }


def test_what_was_judged_by_a_new_sensor_begins_anew() -> None:
    left = _after(
        "zone_temperature_sensor_wrong",
        "VAV-1",
        zone_temperature_sensor_wrong=5.0,
        zone_too_hot_at_limit=4.0,
        box_damper_stuck=3.0,
    )
    assert "zone_too_hot_at_limit" not in left
    assert left["box_damper_stuck"] == 3.0


def test_rivals_of_what_was_repaired_begin_anew_and_others_stay() -> None:
    left = _after("zone_reheat_stuck_open", "VAV-1", zone_reheat_leaking=5.0, box_minimum_too_high=4.0)
    assert left == {"box_minimum_too_high": 4.0}


def test_a_loop_is_judged_anew_when_the_sensor_it_followed_is_replaced() -> None:
    beliefs = believing(control_hunting=6.0, heating_valve_leaking=6.0)
    unit = beliefs["air_handler"]
    sensor = f"{unit.equipment[0]}/supply_air_humidity"
    begin_anew(beliefs.values(), Answer("r", "ada", "tower", sensor, "sensor_noisy", "any", "done", NOW_MS))
    assert unit.score[unit.faults.index("control_hunting"), 0] == 0.0
    assert unit.score[unit.faults.index("heating_valve_leaking"), 0] == 6.0


def test_every_fault_of_a_replaced_sensor_begins_anew() -> None:
    sensor = "AHU-1/supply_air_temperature"
    left = _after("sensor_out_of_range", sensor, sensor_out_of_range=5.0, sensor_flat=4.0)
    assert left == {}
