"""Faults change exactly what they should."""

import numpy as np
import pytest

from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import Breakage, Fault, UnknownFaultError, fault_kinds, whole_buildings
from simulator.faults.effects import Effects
from simulator.faults.fields import effect_fields
from simulator.faults.place import LEVELS
from simulator.record import FLOAT
from tests.simulator.faults.yard import equipment, fault, layout, places, plan

WORKING = [
    (kind.id, on)
    for kind in fault_kinds().values()
    if kind.effects
    for on in kind.on
    if on != "heat_pump" or "hot_water_plant" not in kind.on
]


def first_of(kind: str) -> str:
    return next(place.id for place in places() if place.kind == kind)


def changes(effects: Effects) -> dict[str, list[float]]:
    """Values that are not neutral, by field."""
    found = {}
    for path, field in effect_fields().items():
        values = getattr(getattr(effects, field.group), field.name)
        if (values != FLOAT(field.neutral)).any():
            found[path] = values[values != FLOAT(field.neutral)].tolist()
    return found


@pytest.mark.parametrize(("kind", "on"), WORKING)
def test_at_full_severity_a_kind_changes_its_fields_and_no_other(kind: str, on: str):
    effects = Breakage(layout(2), places(2)).effects_at([fault(kind, first_of(on))], HOUR_MS)
    wanted = {
        each.field.path: each.span.at_full
        for each in fault_kinds()[kind].effects
        if each.span.at_full != each.field.neutral
    }
    found = changes(effects)
    assert found.keys() == wanted.keys()
    for path, value in wanted.items():
        assert found[path] == pytest.approx([value] * len(found[path]))
        levels = {LEVELS[on], effect_fields()[path].level}
        if levels not in ({"building", "zone"}, {"air_handler", "zone"}):
            assert len(found[path]) == 1


def test_nothing_is_changed_before_the_onset_nor_after_the_healing():
    breakage = Breakage(layout(), places())
    one = [fault("belt_slipping", "AHU-1", onset_ms=HOUR_MS, healed_ms=3 * HOUR_MS)]
    assert changes(breakage.effects_at(one, 0)) == {}
    assert changes(breakage.effects_at(one, 2 * HOUR_MS)) != {}
    assert changes(breakage.effects_at(one, 3 * HOUR_MS)) == {}


def test_the_fault_befalls_its_own_row():
    breakage = Breakage(layout(2), places(2))
    there = Fault("x", "belt_slipping", "house-1", "AHU-2", 1.0, 0)
    assert np.flatnonzero(breakage.effects_at([there], 0).air_handlers.belt_grip < 1).tolist() == [3]


@pytest.mark.parametrize(("on", "row"), [("VAV-5", 4), ("FCU-2", 6), ("RTU-1", 7)])
def test_a_room_is_found_by_the_unit_that_serves_it(on: str, row: int):
    effects = Breakage(layout(), places()).effects_at([fault("thermostat_in_draught", on)], 0)
    assert np.flatnonzero(effects.zones.draught).tolist() == [row]


def two(*faults: Fault) -> Effects:
    return Breakage(layout(), places()).effects_at(list(faults), 0)


def test_of_two_lower_bounds_the_higher_holds():
    effects = two(
        fault("outdoor_air_damper_leaking", "AHU-1", value=0.2),
        fault("outdoor_air_damper_stuck_open", "AHU-1", value=0.6, name="two"),
    )
    assert effects.air_handlers.damper_least[0] == FLOAT(0.6)
    assert effects.air_handlers.damper_most[0] == FLOAT(0.6)


def test_of_two_upper_bounds_the_lower_holds():
    effects = two(
        fault("box_damper_stuck", "VAV-1", value=0.5),
        fault("box_damper_stuck", "VAV-1", value=0.3, name="two"),
    )
    assert effects.boxes.damper_most[0] == FLOAT(0.3)


def test_two_factors_multiply():
    effects = two(
        fault("belt_slipping", "AHU-1", value=0.5), fault("belt_slipping", "AHU-1", value=0.8, name="two")
    )
    assert effects.air_handlers.belt_grip[0] == pytest.approx(0.4)


def test_two_shifts_and_two_leaks_of_water_add_up():
    effects = two(
        fault("zone_cooling_setpoint_too_low", "VAV-1", value=-1.0),
        fault("zone_setpoints_crossed", "VAV-1", value=-2.0, name="two"),
        fault("water_leak", "water", value=0.001, name="three"),
        fault("water_leak", "water", value=0.002, name="four"),
    )
    assert effects.zones.cooling_setpoint_shift[0] == pytest.approx(-3.0)
    assert effects.services.water_leak[0] == pytest.approx(0.003)


def test_two_switches_are_one():
    effects = two(fault("fan_failed", "AHU-1"), fault("fan_failed", "AHU-1", name="two"))
    assert effects.air_handlers.fan_failed[0] == 1.0


def test_a_drifting_fault_grows_from_nothing_wrong_to_its_size():
    breakage = Breakage(layout(), places())
    drifting = [fault("filter_loaded", "AHU-1", onset="drifting", ramp_days=30.0)]
    loading = [
        float(breakage.effects_at(drifting, day * DAY_MS).air_handlers.filter_loading[0]) for day in range(40)
    ]
    assert loading[0] == pytest.approx(1.0, abs=0.05)
    assert loading == sorted(loading)
    assert loading[15] == pytest.approx(3.0, abs=0.1)
    assert loading[31:] == [5.0] * 9


def test_a_switch_takes_no_other_value():
    assert two(fault("fan_failed", "AHU-1", value=0.3)).air_handlers.fan_failed[0] == 1.0


def test_what_has_not_changed_is_the_same_object():
    breakage = Breakage(layout(), places())
    faults = [fault("belt_slipping", "AHU-1")]
    assert breakage.effects_at(faults, 0) is breakage.effects_at(faults, HOUR_MS)
    assert breakage.lies_at(faults, 0) is breakage.lies_at(faults, HOUR_MS)
    assert breakage.effects_at(faults, 0) is not breakage.effects_at([], 0)


def test_neighbours_change_nothing_however_long_the_breakage_lives():
    breakage = Breakage(layout(3), places(3))
    alone = fault("cooling_valve_leaking", "AHU-2", 0.5, onset="drifting", ramp_days=9.0)
    for day in range(200):
        other = Fault(f"n-{day}", "cooling_valve_stuck", "house-2", "AHU-2", 0.7, day * DAY_MS)
        both = breakage.effects_at([other, alone], day * DAY_MS).air_handlers.cooling_least[1]
        own = Breakage(layout(), places()).effects_at([alone], day * DAY_MS).air_handlers.cooling_least[1]
        assert both == own


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (fault("belt_slipping", "AHU-9"), "no equipment AHU-9"),
        (fault("belt_slipping", "VAV-1"), "befalls air_handler"),
        (fault("sensor_flat", "AHU-1"), "needs a sensor"),
        (fault("sensor_flat", "AHU-1", sensor="readings.mood"), "needs a sensor"),
        (fault("sensors_swapped", "AHU-1", sensor="readings.mixed_air"), "swapped_with"),
    ],
)
def test_a_fault_that_cannot_be_is_refused(wrong: Fault, complaint: str):
    with pytest.raises(UnknownFaultError, match=complaint):
        Breakage(layout(), places()).lies_at([wrong], 0)


def test_a_controller_that_is_offline_silences_its_unit_alone():
    breakage = Breakage(layout(2), places(2))
    assert breakage.silent([fault("controller_offline", "VAV-2")], 0) == {("house-0", "VAV-2")}


def test_a_gateway_that_is_offline_silences_every_device_of_its_building():
    breakage = Breakage(layout(2), places(2))
    silent = breakage.silent([fault("gateway_offline", "house-0", onset_ms=5)], 5)
    assert silent >= {("house-0", place.id) for place in equipment(0)}
    assert {building for building, _ in silent} == {"house-0"}
    assert breakage.silent([fault("gateway_offline", "house-0", onset_ms=5)], 4) == frozenset()


def test_a_building_is_a_place_by_its_own_name():
    assert [(spot.building, spot.id, spot.row) for spot in whole_buildings([plan(0), plan(1)])] == [
        ("house-0", "house-0", 0),
        ("house-1", "house-1", 1),
    ]
