"""What sensors say when they lie, and that all others say the truth."""

import numpy as np
import pytest

from simulator.faults import Breakage, Fault, Lies, fault_kinds, sense
from simulator.faults.sensors import READS
from simulator.physics.state import State
from simulator.record import FLOAT, Array
from tests.simulator.faults.yard import fault, layout, places

# Each kind that lies, on each equipment of the yard and each reading of it that it can befall.
LYING = [
    (kind.id, place.id, path)
    for kind in fault_kinds().values()
    if kind.lie is not None and kind.lie.how != "swapped"
    for place in places()
    if place.kind in kind.on
    for path in sorted(place.paths)
    if path in kind.lie.sensors and path.startswith("readings.")
]


def world(step: int = 0) -> State:
    """A state whose every value differs."""
    state = State.new(layout())
    number = 0
    for group in (getattr(state, name) for name in state.__dataclass_fields__):
        for name in group.__dataclass_fields__:
            values = getattr(group, name)
            setattr(group, name, (np.arange(len(values)) + 10 * number + step + 0.5).astype(FLOAT))
            number += 1
    return state


def lies(*faults: Fault, at: int = 0) -> Lies:
    return Breakage(layout(), places()).lies_at(list(faults), at)


def truth(state: State, reading: str) -> Array:
    group, name = READS[reading]
    values: Array = getattr(getattr(state, group), name)
    return values


def test_without_lies_the_readings_are_the_very_arrays_of_the_truth():
    state = world()
    sense(state, Lies())
    assert all(getattr(state.readings, name) is truth(state, name) for name in READS)


def test_every_reading_has_a_truth():
    assert set(READS) == set(State.new(layout()).readings.__dataclass_fields__)


@pytest.mark.parametrize(("kind", "on", "path"), LYING)
def test_a_lie_changes_its_own_sensor_and_no_other(kind: str, on: str, path: str):
    state = world(step=-5)
    sense(state, Lies())
    before, state = state, world()
    state.readings = before.readings
    sense(state, lies(fault(kind, on, sensor=path)))
    for name in READS:
        wrong = np.flatnonzero(getattr(state.readings, name) != truth(state, name)).tolist()
        assert len(wrong) == (f"readings.{name}" == path)


def reading(state: State, *faults: Fault) -> float:
    sense(state, lies(*faults))
    return float(state.readings.supply_air[0])


def test_a_biased_sensor_is_off_by_its_bias():
    state = world()
    one = fault("supply_air_temperature_sensor_wrong", "AHU-1", sensor="readings.supply_air", value=-3.0)
    assert reading(state, one) == pytest.approx(truth(state, "supply_air")[0] - 3.0)


def test_a_drifting_sensor_is_off_by_more_and_more():
    one = fault(
        "supply_air_temperature_sensor_wrong",
        "AHU-1",
        sensor="readings.supply_air",
        value=4.0,
        onset="drifting",
        ramp_days=10.0,
    )
    state, off = world(), []
    for day in (0, 5, 20):
        sense(state, lies(one, at=day * 86_400_000))
        off.append(float(state.readings.supply_air[0] - truth(state, "supply_air")[0]))
    assert off == pytest.approx([0.0, 2.0, 4.0], abs=0.1)


def test_a_sensor_of_wrong_gain_says_a_multiple():
    state = world()
    one = fault("static_pressure_sensor_wrong", "AHU-2", sensor="readings.static_pressure", value=0.5)
    sense(state, lies(one))
    assert state.readings.static_pressure[1] == pytest.approx(0.5 * truth(state, "static_pressure")[1])


def test_a_sensor_with_an_open_wire_says_what_cannot_be():
    one = fault("sensor_out_of_range", "AHU-1", sensor="readings.supply_air")
    assert reading(world(), one) == 130.0


@pytest.mark.parametrize("kind", ["sensor_flat", "sensor_stale"])
def test_a_flat_or_dead_sensor_keeps_for_the_controls_what_it_said_last(kind: str):
    state = world()
    sense(state, Lies())
    last = float(state.readings.supply_air[0])
    for _ in range(3):
        state.air_handlers.supply_air = state.air_handlers.supply_air + FLOAT(1.0)
        assert reading(state, fault(kind, "AHU-1", sensor="readings.supply_air")) == last


def test_only_the_dead_sensor_publishes_nothing():
    state = world()
    told = lies(
        fault("sensor_stale", "AHU-1", sensor="readings.supply_air"),
        fault("sensor_flat", "AHU-2", sensor="readings.supply_air", name="two"),
    )
    sense(state, told)
    said = told.published("readings.supply_air", state.readings.supply_air)
    assert np.isnan(said).tolist() == [True, False]
    assert not np.isnan(state.readings.supply_air).any()


def test_swapped_sensors_say_each_others_truth():
    state = world()
    one = fault("sensors_swapped", "AHU-2", sensor="readings.mixed_air", swapped_with="readings.return_air")
    sense(state, lies(one))
    assert state.readings.mixed_air[1] == truth(state, "return_air")[1]
    assert state.readings.return_air[1] == truth(state, "mixed_air")[1]
    assert state.readings.mixed_air[0] == truth(state, "mixed_air")[0]


def test_a_noisy_sensor_jumps_about_the_truth_and_is_the_same_again():
    def life() -> list[float]:
        state = world()
        told = lies(fault("sensor_noisy", "AHU-1", sensor="readings.supply_air", value=2.0))
        off = []
        for _ in range(2000):
            sense(state, told)
            off.append(float(state.readings.supply_air[0] - truth(state, "supply_air")[0]))
        return off

    off = np.array(life())
    assert off.std() == pytest.approx(2.0, rel=0.1)
    assert off.mean() == pytest.approx(0.0, abs=0.2)
    assert abs(np.corrcoef(off[1:], off[:-1])[0, 1]) < 0.1
    assert off.tolist() == life()


def test_a_thermostat_in_a_draught_feels_it_on_top_of_its_room():
    state = world()
    sense(state, lies(fault("thermostat_in_draught", "FCU-1", value=0.25)))
    felt = state.readings.zone_air - state.zones.air
    assert felt[5] == state.zones.draught[5] > 0
    assert not np.delete(felt, 5).any()


def test_a_point_that_no_control_reads_lies_when_it_is_published():
    told = lies(
        fault("sensor_out_of_range", "VAV-2", sensor="boxes.discharge_air"),
        fault("sensor_stale", "VAV-3", sensor="boxes.discharge_air", name="two"),
    )
    values = np.full((4, 5), 18.0, dtype=FLOAT)
    said = told.published("boxes.discharge_air", values)
    assert said[:, 1].tolist() == [130.0] * 4
    assert np.isnan(said[:, 2]).all()
    assert (said[:, [0, 3, 4]] == 18.0).all()
    assert (values == 18.0).all()


def test_a_flat_point_that_no_control_reads_stands_at_what_it_said_first():
    breakage = Breakage(layout(), places())
    flat = [fault("sensor_flat", "VAV-2", sensor="boxes.discharge_air")]
    said = [
        float(
            breakage.lies_at(flat, hour).published("boxes.discharge_air", np.full(5, 20.0 + hour, FLOAT))[1]
        )
        for hour in range(3)
    ]
    assert said == [20.0] * 3


def test_a_point_that_does_not_lie_is_published_as_it_is():
    values = np.zeros(5, dtype=FLOAT)
    assert lies().published("boxes.flow", values) is values


def test_readings_stay_in_single_precision():
    state = world()
    names = {"zone_temperature_sensor_wrong": "VAV-1", "sensor_noisy": "VAV-2", "sensor_flat": "VAV-3"}
    faults = [fault(kind, on, sensor="readings.zone_air", name=kind) for kind, on in names.items()]
    sense(state, lies(*faults, fault("thermostat_in_draught", "VAV-4")))
    assert state.readings.zone_air.dtype == FLOAT
