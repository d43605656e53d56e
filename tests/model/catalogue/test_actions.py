import pytest

from model.catalogue import CatalogueError, actions_for, load_actions, load_faults
from model.catalogue.actions import Needs, parse_actions
from model.catalogue.entry import read_folder, read_resource
from model.faults import FAULTS as MODEL
from model.recommendation import Interval

TEXT = "\n".join(read_folder("model.catalogue", "actions").values())
SAFETY = read_resource("model.catalogue", "safety.yaml")
FILE = "actions/all.yaml"
FAULTS = frozenset(load_faults())

SLIPS = {
    "unknown key": ("  tools: [torch, mirror", "  tool: [torch, mirror", "tool", "unknown key"),
    "unknown fault": ("{economizer_not_used: 0.8}", "{economiser: 0.8}", "addresses.economiser", "no fault"),
    "chance over 1": (
        "{economizer_not_used: 0.8}",
        "{economizer_not_used: 80}",
        "addresses.econ",
        "outside 0 to 1",
    ),
    "no fault at all": ("{economizer_not_used: 0.8}", "{}", "restore_economizer.addresses", "at least one"),
    "unknown kind of equipment": (
        "only_on: [electricity_meter]",
        "only_on: [boat]",
        "only_on[0]",
        "'boat' is no kind",
    ),
    "hours out of order": (
        "hours: [4.0, 8.0, 20.0]",
        "hours: [8.0, 4.0, 20.0]",
        "labour.hours",
        "rising order",
    ),
    "unknown skill": (
        "people: 1, skill: electrician",
        "people: 1, skill: sparky",
        "labour.skill",
        "no skill",
    ),
    "half a person": (
        "people: 1, skill: electrician",
        "people: 1.5, skill: electrician",
        "labour.people",
        "whole",
    ),
    "parts without a name": ("items: [filter set]", "items: []", "change_filters.parts", "must be named"),
    "unknown safety step": (
        "safety: [chiller, live_panel]",
        "safety: [helmet]",
        "safety[0]",
        "no safety step",
    ),
    "unknown kind": ("  kind: check\n", "  kind: look\n", "kind", "no kind of action"),
    "unknown condition": (
        "  conditions: {weather: Cold enough",
        "  conditions: {moon: Cold enough",
        "moon",
        "unknown key",
    ),
    "unknown gap in a title": (
        "Change the filters of {equipment}",
        "Change the filters of {ahu}",
        "title",
        "{ahu}",
    ),
    "no source": ('sources: ["estimate: hours of such checks"]', "sources: []", "sources", "at least 1"),
    "no steps": (
        "sources: [ASHRAE 62.1, ASHRAE 111",
        "sources: [ASHRAE 111, ASHRAE 111",
        "sources[1]",
        "twice",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_file_line_and_key(slip):
    right, wrong, key, words = SLIPS[slip]
    assert right in TEXT
    text = TEXT.replace(right, wrong, 1)
    with pytest.raises(CatalogueError) as caught:
        parse_actions({FILE: text}, SAFETY, FAULTS)
    assert key in caught.value.key
    assert words in str(caught.value)
    line = TEXT[: TEXT.index(right)].count("\n") + 1
    assert caught.value.line is not None
    assert abs(caught.value.line - line) <= 2
    assert str(caught.value).startswith(f"{FILE}:{caught.value.line}: ")


def test_a_safety_step_that_no_action_names_is_refused():
    with pytest.raises(CatalogueError, match=r"^safety\.yaml:1: helmet: no action names this") as caught:
        parse_actions({FILE: TEXT}, f"helmet: {{text: a, source: b}}\n{SAFETY}", FAULTS)
    assert caught.value.key == "helmet"


def test_a_fault_without_an_action_is_refused():
    with pytest.raises(CatalogueError, match="no action addresses roof_on_fire; add one"):
        parse_actions({FILE: TEXT}, SAFETY, FAULTS | {"roof_on_fire"})


@pytest.mark.parametrize(
    ("kind", "fault"), sorted((f.kind, f.id) for of_kind in MODEL.values() for f in of_kind if f.needs)
)
def test_every_fault_has_a_repair_that_more_often_works_than_not(kind, fault):
    best = actions_for(fault, kind)[0]
    assert best.addresses[fault] > 0.5
    assert best.kind == "repair"


def test_what_no_reading_shows_is_looked_at_and_the_likeliest_repair_is_a_guess():
    for kind in ("vav_box", "fan_coil", "rooftop_unit"):
        chances = {a.kind: a.addresses["room_complained_of"] for a in actions_for("room_complained_of", kind)}
        assert chances["check"] < chances["repair"] < 0.5


def test_no_fan_coil_is_sent_to_a_box_and_no_gas_meter_to_an_electrician():
    of_coil = {action.id for action in actions_for("zone_too_cold_at_limit", "fan_coil")}
    assert "restore_fan_coil_water" in of_coil
    assert "replace_box_damper_actuator" not in of_coil
    assert actions_for("meter_counts_backwards", "gas_meter")[0].id == "mend_flow_meter"
    assert actions_for("meter_counts_backwards", "electricity_meter")[0].id == "mend_electricity_meter"


def test_actions_come_with_the_best_chance_first():
    for fault in FAULTS:
        chances = [action.addresses[fault] for action in actions_for(fault)]
        assert chances == sorted(chances, reverse=True)


def test_an_unknown_fault_has_no_actions_but_an_error():
    with pytest.raises(KeyError, match="no fault 'roof_on_fire'"):
        actions_for("roof_on_fire")


def test_a_check_needs_no_half_day_and_hardly_any_parts():
    for action in load_actions().values():
        if action.kind == "check":
            assert action.labour.hours.likely <= 2.0, action.id
            assert action.parts.likely <= 0.2, action.id


def test_titles_name_the_equipment_or_the_building_and_fit_a_phone():
    for action in load_actions().values():
        assert "{equipment}" in action.title or "{building}" in action.title
        assert len(action.title) <= 75, action.title
        assert action.title[0].isupper()
        assert not action.title.endswith(".")


def test_only_actions_on_sensors_name_a_role():
    for action in load_actions().values():
        on_sensors = {kind for fault in action.addresses for kind in load_faults()[fault].kinds} == {"sensor"}
        assert ("{role}" in action.title) == on_sensors, action.id


def test_steps_are_five_to_eight_short_sentences_without_gaps():
    for action in load_actions().values():
        assert 5 <= len(action.steps) <= 8, action.id
        for step in (*action.steps, action.expect.text):
            assert len(step) <= 150, step
            assert step.endswith("."), step
            assert "{" not in step


def test_whoever_opens_a_water_pipe_or_a_pump_is_told_to_isolate_it_first():
    openers = {
        "reseat_heating_valve",
        "reseat_cooling_valve",
        "reseat_reheat_valve",
        "restore_hot_water_pressure",
    }
    for action_id in openers | {"restore_heating_coil", "restore_cooling_coil"}:
        assert any("isolating valves" in step for step in load_actions()[action_id].safety), action_id
    for action_id in ("restore_hot_water_pressure", "repair_pump_status"):
        assert any("lock and tag" in step for step in load_actions()[action_id].safety), action_id


def test_whoever_works_on_dampers_filters_or_fan_locks_the_fan_out():
    for action_id in (
        "free_outdoor_air_damper",
        "replace_outdoor_air_damper_actuator",
        "seal_outdoor_air_damper",
        "change_filters",
        "inspect_fan_and_duct",
        "replace_mixed_air_sensor",
        "restore_heating_coil",
        "restore_cooling_coil",
    ):
        action = load_actions()[action_id]
        assert any("stop the fan, lock and tag" in step for step in action.safety), action_id
        assert "OSHA 29 CFR 1910.147" in action.sources


def test_sources_of_the_safety_steps_stand_with_the_action_once():
    action = load_actions()["change_filters"]
    assert action.sources[-2:] == ("OSHA 29 CFR 1910.147", "OSHA 29 CFR 1910.23")
    for action in load_actions().values():
        assert len(set(action.sources)) == len(action.sources)


def test_the_card_of_the_product_page_can_be_told():
    action = load_actions()["free_outdoor_air_damper"]
    assert (
        action.title.format(equipment="AHU-2, North Tower")
        == "Free the stuck outdoor-air damper on AHU-2, North Tower"
    )
    assert action.labour.hours.likely == 1.5
    assert (action.labour.people, action.labour.skill) == (1, "mechanic")
    assert action.parts.likely < 0.5


def test_there_are_eighty_actions_and_more_and_each_has_its_source():
    assert len(load_actions()) >= 80
    for action in load_actions().values():
        assert action.sources, action.id


def test_what_an_action_needs_is_read_for_the_choice():
    head = "restore_economizer:\n  kind: repair\n"
    assert head in TEXT
    more = (
        "  needs: {outdoor_above: 5, unoccupied: true, permit: false}\n"
        "  waits_days: [1, 2, 9]\n  downtime_hours: 0.5\n"
    )
    action = parse_actions({FILE: TEXT.replace(head, head + more)}, SAFETY, FAULTS)["restore_economizer"]
    assert action.needs == Needs(outdoor_above=5.0, unoccupied=True, permit=False)
    assert action.waits_days == Interval(1.0, 2.0, 9.0)
    assert action.downtime_hours == 0.5


def test_yes_is_not_taken_for_true():
    head = "restore_economizer:\n  kind: repair\n"
    with pytest.raises(CatalogueError, match="must be true or false"):
        parse_actions({FILE: TEXT.replace(head, head + "  needs: {permit: 1}\n")}, SAFETY, FAULTS)
