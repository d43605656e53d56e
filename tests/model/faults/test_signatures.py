"""Each fault is believed within a day of its signature, not when all is well, nor for its look-alikes."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import tests.model.faults as cases
from model.catalogue import load_faults
from model.faults import FAULTS
from tests.model.building_of import KINDS_BY_PREFIX
from tests.model.faults.case import Case

# Modules beside this one, and below it, whose names end in _cases.
CASES: list[Case] = [
    case
    for found in sorted(walk_packages(cases.__path__, f"{cases.__name__}."), key=lambda module: module.name)
    if found.name.endswith("_cases")
    for case in import_module(found.name).CASES
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


def test_every_fault_of_every_kind_has_a_case_but_what_no_reading_shows() -> None:
    told = {(case.fault, _kind_of(case)) for case in CASES}
    assert told == {(fault.id, kind) for kind, faults in FAULTS.items() for fault in faults if fault.needs}


def test_what_no_reading_shows_is_what_people_tell_of() -> None:
    untold = {fault.id for faults in FAULTS.values() for fault in faults if not fault.needs}
    assert untold == {fault for fault, facts in load_faults().items() if facts.by_people}


def _kind_of(case: Case) -> str:
    """Of the kinds that may have the fault, the one that its equipment's id tells."""
    kinds = [kind for kind, faults in FAULTS.items() if case.fault in {fault.id for fault in faults}]
    if len(kinds) == 1:
        return kinds[0]
    return "sensor" if "/" in case.on else KINDS_BY_PREFIX[case.on.partition("-")[0]]
