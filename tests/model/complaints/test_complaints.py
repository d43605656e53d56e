"""What people said counts until it fades, or until what they complained of was repaired."""

from dataclasses import replace

import pytest

from model.beliefs.answers import Answer
from model.causes.topology import Topology
from model.complaints.complaints import Complaint, told_of
from model.faults import FAULTS
from tests.model.believed import IDS, NOW_MS, whole_building

_DAY_MS = 86_400_000
_COLD = Complaint("1", "tower", "VAV-1", "cold", NOW_MS - 2 * _DAY_MS)
_REPAIRED = Answer(
    recommendation="r",
    manager="ada",
    building="tower",
    equipment="VAV-1",
    fault="zone_temperature_sensor_wrong",
    action="replace_zone_sensor",
    said="done",
    answered_ms=NOW_MS - _DAY_MS,
)


@pytest.fixture
def topology() -> Topology:
    building = whole_building()
    return Topology(building, {kind: (IDS[kind],) for kind in IDS if kind in FAULTS})


def test_complaints_of_a_room_add_up(topology: Topology) -> None:
    again = replace(_COLD, id="2", felt="unsaid", felt_ms=NOW_MS - _DAY_MS)
    told = told_of([again, _COLD], topology, (), NOW_MS)["VAV-1"]
    assert told.times == 2
    assert told.first_ms == _COLD.felt_ms
    assert 1.5 < told.of(frozenset({"cold"})) < 2


def test_what_was_felt_otherwise_is_left_out_and_what_was_not_said_counts_for_all(topology: Topology) -> None:
    again = replace(_COLD, id="2", felt="unsaid")
    told = told_of([_COLD, again], topology, (), NOW_MS)["VAV-1"]
    assert told.of(frozenset({"stuffy"})) == pytest.approx(told.of(frozenset({"cold"})) / 2)


def test_a_complaint_fades(topology: Topology) -> None:
    later = told_of([_COLD], topology, (), NOW_MS + 10 * _DAY_MS)["VAV-1"]
    now = told_of([_COLD], topology, (), NOW_MS)["VAV-1"]
    assert later.of(frozenset({"cold"})) == pytest.approx(now.of(frozenset({"cold"})) / 2)
    assert not told_of([_COLD], topology, (), NOW_MS + 60 * _DAY_MS)


def test_one_of_another_building_of_no_equipment_or_of_tomorrow_is_not_heard(topology: Topology) -> None:
    strange = [
        replace(_COLD, building="annex"),
        replace(_COLD, equipment="VAV-999"),
        replace(_COLD, felt_ms=NOW_MS + 1),
    ]
    assert not told_of(strange, topology, (), NOW_MS)


@pytest.mark.parametrize("repaired", ["VAV-1", "VAV-1/zone_air_temperature", "AHU-1"])
def test_who_complained_before_a_repair_complained_of_it(topology: Topology, repaired: str) -> None:
    done = replace(_REPAIRED, equipment=repaired)
    assert not told_of([_COLD], topology, [done], NOW_MS)
    since = replace(_COLD, id="2", felt_ms=NOW_MS - 1)
    assert told_of([_COLD, since], topology, [done], NOW_MS)["VAV-1"].times == 1


def test_a_repair_that_fixed_nothing_or_was_elsewhere_answers_no_complaint(topology: Topology) -> None:
    for other in (
        replace(_REPAIRED, found="not_fixed"),
        replace(_REPAIRED, equipment="FC-1"),
        replace(_REPAIRED, building="annex"),
        replace(_REPAIRED, said="accepted"),
    ):
        assert told_of([_COLD], topology, [other], NOW_MS)
