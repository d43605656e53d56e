"""The file of kinds holds together, with itself, with the effects and with the model's catalogue."""

from collections.abc import Callable

import pytest

from model.catalogue import load_faults
from model.catalogue.entry import CatalogueError, read_resource
from model.site.rooms import ROOM_KINDS
from simulator.faults import UnknownFaultError, fault_kind, fault_kinds
from simulator.faults.fields import effect_fields
from simulator.faults.kind import CONCERNS
from simulator.faults.kinds import read_kinds
from tests.simulator.faults.yard import plan

# Of the simulator before this one, those that name a cause and not a symptom.
OLD = {
    "outdoor_air_damper_stuck_open",
    "outdoor_air_damper_stuck_closed",
    "heating_valve_leaking",
    "cooling_valve_leaking",
    "heating_valve_stuck",
    "cooling_valve_stuck",
    "zone_reheat_leaking",
    "zone_reheat_stuck_closed",
    "box_damper_stuck",
    "mixed_air_temperature_sensor_wrong",
    "supply_air_temperature_sensor_wrong",
    "zone_temperature_sensor_wrong",
    "sensor_flat",
    "fan_running_unoccupied",
    "economizer_not_used",
    "control_hunting",
}
ONE = """
belt_slipping:
  says: It slips.
  on: [air_handler]
  effects: {air_handlers.belt_grip: [0.8, 0.4]}
  onset: {sudden: 1}
  rate: {per_year: 0.1, source: somewhere}
  repair: {hours: [1, 2, 3], parts: [0, 1, 2], lead_days: [0, 0, 1], skill: mechanic, source: somewhere}
  concerns: [energy]
"""


def test_there_are_at_least_fifty_five_kinds():
    assert len(fault_kinds()) >= 55


def test_kinds_of_the_simulator_before_keep_their_names():
    assert set(fault_kinds()) >= OLD


def test_what_mends_a_kind_and_what_it_looks_like_are_faults_that_exist():
    model = set(load_faults())
    for kind in fault_kinds().values():
        assert kind.mended_by <= model | set(fault_kinds()), kind.id
        assert kind.symptoms <= model, kind.id


def test_no_symptom_of_a_kind_is_what_mends_it():
    assert [kind.id for kind in fault_kinds().values() if kind.symptoms & kind.mended_by] == []


def test_whatever_people_feel_in_a_room_is_what_they_may_complain_of():
    for kind in fault_kinds().values():
        felt = set(kind.concerns) & {"comfort", "air"} and set(kind.on) & set(ROOM_KINDS)
        # Who only falls silent runs on.
        assert bool(felt and not kind.silences) == ("room_complained_of" in kind.mended_by), kind.id


def test_a_kind_is_mended_by_its_own_name():
    assert all(name in kind.mended_by for name, kind in fault_kinds().items())


def test_every_field_of_the_effects_has_a_kind_that_changes_it():
    changed = {effect.field.path for kind in fault_kinds().values() for effect in kind.effects}
    # Setback is lost room by room only where a unit has many rooms, and there by its air handler.
    assert effect_fields().keys() - changed == {"zones.setback_lost"}


def test_no_effect_is_neutral_at_full_severity():
    for kind in fault_kinds().values():
        assert all(effect.span.at_full != effect.field.neutral or "most" in effect.field.name or
                   "least" in effect.field.name for effect in kind.effects), kind.id  # fmt: skip


def test_every_concern_is_borne_by_some_kind():
    assert set().union(*(kind.concerns for kind in fault_kinds().values())) == set(CONCERNS)


def test_a_kind_that_is_a_risk_says_what_the_risk_costs():
    for kind in fault_kinds().values():
        assert ("risk" in kind.concerns) == (kind.risk.per_day > 0), kind.id


def test_boiler_faults_need_a_boiler():
    kind = fault_kind("boiler_fouled")
    assert kind.fits(plan(heat_source="boiler"))
    assert not kind.fits(plan(heat_source="heat_pump"))


def test_plant_faults_need_a_plant():
    kind = fault_kind("hot_water_pump_worn")
    assert kind.fits(plan(heat_source="heat_pump"))
    assert not kind.fits(plan(heat_source="none"))


def test_a_reset_can_be_lost_only_where_there_is_one():
    kind = fault_kind("supply_reset_lost")
    assert kind.fits(plan(resets_supply=True))
    assert not kind.fits(plan(resets_supply=False))


def test_an_unknown_kind_is_told_with_those_there_are():
    with pytest.raises(UnknownFaultError, match="belt_slipping"):
        fault_kind("belt_gone")


def changed(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (changed("air_handlers.belt_grip", "air_handlers.belt"), "no field of Effects"),
        (changed("[air_handler]", "[vav_box]"), "nothing of level air_handler"),
        (changed("[air_handler]", "[lift]"), "no kind of equipment"),
        (changed("{sudden: 1}", "{drifting: 1}"), "ramp_days stands with"),
        (changed("skill: mechanic", "skill: wizard"), "no skill"),
        (changed("[energy]", "[joy]"), "no concern"),
        (changed("  concerns", "  needs: [cellar]\n  concerns"), "names no field of a building's plan"),
        (changed("  concerns", "  silences: device\n  concerns"), "exactly one of"),
        (changed("[0.8, 0.4]", "[0.8]"), "must be two numbers"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_line(change: Callable[[str], str], complaint: str):
    with pytest.raises(CatalogueError, match=complaint) as caught:
        read_kinds(change(ONE), "kinds.yaml")
    assert caught.value.line is not None


def test_a_switch_cannot_drift():
    text = ONE.replace("belt_grip: [0.8, 0.4]", "fan_failed: [1, 1]").replace("sudden", "drifting")
    with pytest.raises(CatalogueError, match="on or off"):
        read_kinds(text + "  ramp_days: [1, 2]\n", "kinds.yaml")


def test_every_value_that_nobody_measured_says_so():
    text = read_resource("simulator.faults", "kinds.yaml")
    assert text.count("source:") >= 2 * len(fault_kinds())
    assert all(len(kind.rate_source) > 8 and len(kind.repair.source) > 8 for kind in fault_kinds().values())
