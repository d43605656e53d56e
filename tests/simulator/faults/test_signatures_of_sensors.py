"""Sensors that lie and controllers that are silent, as the building's network and its controls take them."""

import numpy as np
import pytest

from simulator.faults.sensors import READS
from tests.simulator.faults.signatures.seasons import WINTER
from tests.simulator.faults.signatures.sensors import (
    CUT_OFF,
    DEAD,
    FLAT,
    HEEDED,
    LYING,
    NOISY,
    OUT_OF_RANGE,
    SILENT,
    SWAPPED,
    UNHEEDED,
)
from tests.simulator.faults.signatures.signature import Broken, Values
from tests.simulator.faults.signatures.towns import TRUTH, published, town

ALL = [each for lying in LYING.values() for each in lying]


def sensor(broken: Broken) -> str:
    return str(dict(broken.details)["sensor"])


def said(broken: Broken) -> Values:
    place = town(broken.season)
    return place.columns(place.numbers[broken], broken.equipment, sensor(broken))[:, 0]


def differs(broken: Broken) -> bool:
    place = town(broken.season)
    number, twin = place.numbers[broken], place.twin(broken)
    return any(not np.array_equal(place.whole(number, path), place.whole(twin, path)) for path in TRUTH)


@pytest.mark.parametrize("broken", LYING[FLAT], ids=str)
def test_a_flat_sensor_says_one_thing_all_day(broken):
    place = town(broken.season)
    assert np.ptp(said(broken)) == 0.0
    assert np.ptp(place.columns(place.twin(broken), broken.equipment, sensor(broken))) > 0.0


@pytest.mark.parametrize("broken", LYING[DEAD], ids=str)
def test_a_dead_sensor_says_nothing(broken):
    assert np.isnan(said(broken)).all()


@pytest.mark.parametrize("broken", LYING[OUT_OF_RANGE], ids=str)
def test_a_broken_wire_reads_what_cannot_be(broken):
    assert said(broken) == pytest.approx(130.0)


@pytest.mark.parametrize("broken", LYING[NOISY], ids=str)
def test_a_noisy_sensor_jumps_about(broken):
    place = town(broken.season)
    quiet = place.columns(place.twin(broken), broken.equipment, sensor(broken))[:, 0]
    assert abs(np.diff(said(broken))).mean() > 2.0 + abs(np.diff(quiet)).mean()


@pytest.mark.parametrize("broken", SWAPPED, ids=str)
def test_swapped_sensors_say_what_the_other_should(broken):
    place = town(broken.season)
    number = place.numbers[broken]
    first, second = (str(dict(broken.details)[name]) for name in ("sensor", "swapped_with"))
    for reading, other in ((first, second), (second, first)):
        truth = ".".join(READS[other.removeprefix("readings.")])
        shown = place.columns(number, broken.equipment, reading)
        assert np.array_equal(shown, place.columns(number, broken.equipment, truth))


@pytest.mark.parametrize("broken", [each for each in ALL if sensor(each) in UNHEEDED], ids=str)
def test_a_sensor_that_nothing_is_controlled_by_misleads_nobody(broken):
    assert not differs(broken)


@pytest.mark.parametrize("broken", [each for each in ALL if sensor(each) in HEEDED], ids=str)
def test_a_sensor_that_something_is_controlled_by_misleads_it(broken):
    assert differs(broken)


@pytest.mark.parametrize("broken", ALL, ids=str)
def test_no_sensor_leads_a_building_out_of_this_world(broken):
    place = town(broken.season)
    number = place.numbers[broken]
    limits = {
        "zones.air": (-10.0, 60.0),
        "hot_water.supply": (0.0, 99.0),
        "chilled_water.supply": (0.5, 60.0),
    }
    for path, (lowest, highest) in limits.items():
        values = place.whole(number, path)
        assert lowest < values.min()
        assert values.max() < highest


@pytest.mark.parametrize("broken", SILENT, ids=str)
def test_a_controller_that_is_offline_is_the_only_one_not_heard(broken):
    frames = [frame for frame in published(WINTER).devices if frame.building == str(broken)]
    assert len(frames) > 10
    for frame in frames:
        assert np.isnan(frame.values).all() == (frame.device == broken.equipment)
    assert not differs(broken)


def test_nothing_is_heard_of_a_building_whose_gateway_is_offline():
    frames = [frame for frame in published(WINTER).devices if frame.building == str(CUT_OFF)]
    assert len(frames) > 10
    assert all(np.isnan(frame.values).all() for frame in frames)
    assert not differs(CUT_OFF)
