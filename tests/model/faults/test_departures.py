"""What the card tells of a fault departs from what it should be, to the side that its sentence says."""

import numpy as np
import pytest

from model.catalogue import load_faults
from model.faults import FAULT_IDS
from tests.model.building_of import Exactly, Told, air_handler, box, boxes, building_of
from tests.model.faults.air_handler_cases import one
from tests.model.faults.box_cases import blowing
from tests.model.faults.case import Case
from tests.model.faults.test_signatures import CASES
from tests.model.faults.told_sides import EITHER, LESS, MORE, NOTHING_EXPECTED


def told_of(told: Told, fault: str, equipment: str) -> tuple[float, float]:
    """Mean of what was measured and expected in the hours that accuse, as the card tells them."""
    for belief in told.beliefs().values():
        if fault in belief.faults and equipment in belief.equipment:
            row = belief.faults.index(fault), belief.equipment.index(equipment)
            return float(belief.mean("measured")[row]), float(belief.mean("expected")[row])
    raise AssertionError(f"{equipment} cannot have {fault}")


def departures(case: Case) -> list[float]:
    """Measured less expected of each hour that accuses and knows both, then of all as the card tells."""
    told = case.told_by()
    measured, expected = told_of(told, case.fault, case.on)
    for kind, evidence in told.evidence().items():
        if case.fault in FAULT_IDS[kind] and case.on in evidence.equipment:
            at = FAULT_IDS[kind].index(case.fault), evidence.equipment.index(case.on)
            accuses = evidence.said[:, *at] > 0
            apart = (evidence.measured - evidence.expected)[:, *at][accuses]
            return [*apart[~np.isnan(apart)], measured - expected]
    raise AssertionError(f"{case.on} cannot have {case.fault}")


@pytest.mark.parametrize("case", [case for case in CASES if case.fault not in NOTHING_EXPECTED], ids=str)
def test_what_accuses_departs_to_the_side_that_its_sentence_says(case: Case) -> None:
    apart = departures(case)
    if case.fault in EITHER:
        assert all(np.abs(apart) > 0)
    else:
        assert all(np.multiply(apart, 1.0 if case.fault in MORE else -1.0) > 0)


def test_every_fault_departs_to_one_side_or_either() -> None:
    assert sorted([*MORE, *LESS, *EITHER, *NOTHING_EXPECTED]) == sorted(load_faults())


def test_what_is_compared_with_nothing_expects_nothing_on_the_card() -> None:
    assert not [fault for fault in NOTHING_EXPECTED if "{expected}" in load_faults()[fault].because]


def test_a_box_damper_is_told_by_the_feedback_that_accuses_it() -> None:
    stuck = blowing(0.3, cool=0.3, box_damper_position=Exactly(0.75))
    assert told_of(stuck, "box_damper_stuck", "VAV-1") == pytest.approx((0.75, 0.3), abs=0.01)


def test_a_box_without_feedback_is_told_by_its_share_of_the_air() -> None:
    starved = blowing(0.1, 0.5, room=27.0, cool=1.0)
    assert told_of(starved, "box_damper_stuck", "VAV-1") == pytest.approx((0.2, 1.0), abs=0.02)


def test_a_drive_in_hand_is_told_beside_the_speed_that_its_pressure_asks_for() -> None:
    too_fast = one(supply_fan_speed=0.8, supply_air_static_pressure=400.0)
    speed, due = told_of(too_fast, "drive_in_hand", "AHU-1")
    assert (speed, due) == pytest.approx((0.8, 0.8 * (250.0 / 400.0) ** 0.5), abs=0.01)


def test_a_setpoint_below_the_usual_kind_is_told_as_too_cold_all_the_same() -> None:
    ahu = air_handler(outside=18.0, cool=0.5, supply_air_temperature_setpoint=16.0)
    warmed = np.asarray(ahu["supply_air_temperature"]) + 12.0
    rooms = {"VAV-1": box(reheat_valve_command=0.8), **boxes(4, reheat_valve_command=0.8)}
    told = building_of(
        {"AHU-1": ahu, **{name: own | {"discharge_air_temperature": warmed} for name, own in rooms.items()}}
    )
    asked, enough = told_of(told, "supply_setpoint_too_low", "AHU-1")
    assert asked == pytest.approx(16.0)
    assert enough >= 18.0
