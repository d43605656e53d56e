"""Each fault is believed within a day of its signature, not when all is well, nor for its look-alikes."""

import pytest

from model.catalogue import load_faults
from model.faults import FAULTS
from tests.model.faults import (
    air_handler_cases,
    air_handler_look_alike_cases,
    plant_cases,
    sensor_cases,
    zone_cases,
)
from tests.model.faults.case import Case

CASES = [
    *air_handler_cases.CASES,
    *air_handler_look_alike_cases.CASES,
    *zone_cases.CASES,
    *plant_cases.CASES,
    *sensor_cases.CASES,
]
BELIEVED = 0.5
CLAIMED = 0.3

every_case = pytest.mark.parametrize("case", CASES, ids=str)


@every_case
def test_a_fault_is_believed_within_a_day_of_its_signature(case: Case) -> None:
    assert case.told_by().probability(case.fault, case.on) >= BELIEVED


@every_case
def test_healthy_equipment_lowers_the_belief_below_the_prior(case: Case) -> None:
    prior = load_faults()[case.fault].prior.value.likely
    assert case.healthy().probability(case.fault, case.on) <= 1.05 * prior


@every_case
def test_what_looks_like_the_fault_is_not_claimed(case: Case) -> None:
    assert case.alike().probability(case.fault, case.on) < CLAIMED


@pytest.mark.parametrize("case", [case for case in CASES if case.cause], ids=str)
def test_the_cause_is_believed_instead(case: Case) -> None:
    assert case.cause is not None
    assert case.alike().probability(*case.cause) >= BELIEVED


def test_every_fault_of_every_kind_has_a_case() -> None:
    kinds = {"AHU": "air_handler", "VAV": "vav_box", "HW": "hot_water_plant", "CHW": "chilled_water_plant"}
    told = {(case.fault, "sensor" if "/" in case.on else kinds[case.on.partition("-")[0]]) for case in CASES}
    assert told == {(fault.id, kind) for kind, faults in FAULTS.items() for fault in faults}
