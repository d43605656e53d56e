import re

import pytest

from model.catalogue import CatalogueError, load_faults
from model.catalogue.entry import read_folder
from model.catalogue.fault_facts import parse_faults
from model.catalogue.placeholders import ALWAYS_KNOWN, PLACEHOLDERS, placeholders_in
from model.faults import FAULTS

TEXT = "\n".join(read_folder("model.catalogue", "faults").values())
FILE = "faults/all.yaml"
AS_THE_POINT = {"sensor", "sensor_step"}

# What to write in place of what, and what the complaint then names: key and words.
SLIPS = {
    "unknown key": ("  sensor_of: return_air", "  sensr_of: return_air", "sensr_of", "unknown key"),
    "missing key": (
        "  plural: wrong return-air temperature sensors\n",
        "",
        "return_air_temp",
        "lacks plural",
    ),
    "key twice": (
        "  name: stuck heating valve",
        "  plural: x\n  name: x",
        "heating_valve_stuck.plural",
        "twice",
    ),
    "fault twice": ("\nheating_valve_stuck:", "\nheating_valve_leaking:", "heating_valve_leaking", "twice"),
    "probability over 1": (
        "value: [0.04, 0.10, 0.25]",
        "value: [0.04, 0.10, 25]",
        "prior.value[2]",
        "outside 0",
    ),
    "negative probability": (
        "value: [0.04, 0.10, 0.25]",
        "value: [-1, 0, 0.2]",
        "prior.value[0]",
        "outside 0",
    ),
    "interval out of order": ("[0.04, 0.10, 0.25]", "[0.10, 0.04, 0.25]", "prior.value", "rising order"),
    "interval of two": ("[0.04, 0.10, 0.25]", "[0.04, 0.10]", "prior.value", "rising order"),
    "no number": ("[0.04, 0.10, 0.25]", "[0.04, a tenth, 0.25]", "prior.value[1]", "must be a number"),
    "not a number": ("[0.04, 0.10, 0.25]", "[0.04, 0.10, .nan]", "prior.value[2]", "must be a number"),
    "unknown kind": ("kinds: [chilled_water_plant]", "kinds: [chiller]", "kinds[0]", "'chiller' is no kind"),
    "unknown role": ("  sensor_of: return_air_temp", "  sensor_of: rat_temp", "sensor_of", "is no role"),
    "unknown consequence": (
        "consequences: [air]",
        "consequences: [smell]",
        "consequences[0]",
        "no consequence",
    ),
    "unknown quantity": ("quantity: strokes", "quantity: laps", "quantity", "'laps' is no quantity"),
    "dangling fault": (
        "[outdoor_air_damper_stuck_closed]",
        "[damper_shut]",
        "explained_by",
        "'damper_shut' is no fault",
    ),
    "cause in the wrong place": (
        "fed_by: [static_pressure",
        "same_equipment: [static_pressure",
        "explained_by",
        "cannot",
    ),
    "unknown gap": ("stood at {measured} for {hours}", "stood at {value} for {hours}", "because", "{value}"),
    "gap with a format": (
        "jumps by {measured} from",
        "jumps by {measured:d} from",
        "because",
        "plain name",
    ),
    "lone brace": ("jumps by {measured} from", "jumps by {measured from", "because", "broken placeholder"),
    "gap that nobody fills": (
        "The {role} jumps by",
        "The {role} at {setpoint} jumps by",
        "because",
        "{setpoint}",
    ),
    "fill without a gap": (
        "point of {building} since",
        "point of {difference} since",
        "because",
        "{difference}",
    ),
    "empty source": (
        'source: "estimate: one to four outages a year of a few days"',
        'source: ""',
        "source",
        "empty",
    ),
    "number for words": (
        "  name: building that has fallen silent",
        "  name: 12",
        "gateway_offline.name",
        "must be text",
    ),
    "yes for words": (
        "  name: building that has fallen silent",
        "  name: yes",
        "gateway_offline.name",
        "quotes",
    ),
    "list for words": (
        "  name: building that has fallen silent",
        "  name: [a]",
        "gateway_offline.name",
        "must be text",
    ),
    "words for a list": ("kinds: [building]", "kinds: building", "gateway_offline.kinds", "must be a list"),
    "list with a word twice": ("kinds: [building]", "kinds: [building, building]", "kinds[1]", "twice"),
    "empty list": ("consequences: [air]", "consequences: []", "consequences", "at least 1"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_file_line_and_key(slip):
    right, wrong, key, words = SLIPS[slip]
    assert right in TEXT
    text = TEXT.replace(right, wrong, 1)
    with pytest.raises(CatalogueError) as caught:
        parse_faults({FILE: text})
    assert key in caught.value.key
    assert words in str(caught.value)
    line = TEXT[: TEXT.index(right)].count("\n") + 1
    assert caught.value.line is not None
    assert abs(caught.value.line - line) <= 12
    assert str(caught.value).startswith(f"{FILE}:{caught.value.line}: {caught.value.key}: ")


def test_the_line_is_the_very_line_of_the_slip():
    text = TEXT.replace("value: [0.04, 0.10, 0.25]", "value: [0.04, 0.10, 25]", 1)
    line = 1 + text.split("\n").index("    value: [0.04, 0.10, 25]")
    with pytest.raises(CatalogueError, match=f"^{FILE}:{line}: economizer_not_used.prior"):
        parse_faults({FILE: text})


def test_faults_that_explain_each_other_are_refused():
    text = TEXT.replace(
        "    same_equipment: [sensors_swapped, outdoor_air_damper_reversed]\n",
        "    same_equipment: [sensors_swapped, outdoor_air_damper_leaking]\n",
        1,
    )
    with pytest.raises(CatalogueError, match="go in a circle") as caught:
        parse_faults({FILE: text})
    assert "outdoor_air_damper_leaking <- " in str(caught.value)
    assert "outdoor_air_damper_stuck_open" in str(caught.value)


def test_sensors_that_each_lean_on_the_other_are_refused():
    text = TEXT.replace(
        "  sensor_of: outdoor_air_temperature\n",
        "  sensor_of: outdoor_air_temperature\n  leans_on: [mixed_air_temperature]\n",
        1,
    )
    with pytest.raises(CatalogueError, match="go in a circle"):
        parse_faults({FILE: text})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("a: [1", f"{FILE}:"),
        ("- a\n- b\n", "must be a mapping"),
        ("a: \x00", "no valid YAML"),
    ],
)
def test_what_is_no_catalogue_is_refused(text, words):
    with pytest.raises(CatalogueError, match=re.escape(words)):
        parse_faults({FILE: text})


def test_every_fault_that_the_model_judges_has_facts_of_its_kind():
    judged = {(fault.id, kind) for kind, faults in FAULTS.items() for fault in faults}
    known = {(fault.id, kind) for fault in load_faults().values() for kind in fault.kinds}
    assert judged <= known
    assert judged


def test_a_sentence_writes_what_the_fault_measures_in_its_own_quantity():
    for kind, faults in FAULTS.items():
        for fault in faults:
            fill = load_faults()[fault.id].fills.get("measured")
            assert fill is None or fill.quantity == fault.quantity, (kind, fault.id)


def test_every_sentence_is_short_and_its_gaps_are_known():
    for fault in load_faults().values():
        gaps = placeholders_in(fault.because)
        assert gaps <= set(PLACEHOLDERS)
        assert gaps - set(fault.fills) <= ALWAYS_KNOWN | {"role", "unit"}
        assert len(re.findall(r"[.!?](?:\s|$)", fault.because)) <= 2, fault.because
        assert len(fault.because) <= 170, fault.because
        assert fault.because.endswith(".")


def test_only_a_fault_on_a_point_speaks_of_its_role():
    for fault in load_faults().values():
        speaks = "role" in placeholders_in(fault.because)
        assert speaks <= ("sensor" in fault.kinds)
        assert {
            fill.quantity for fill in fault.fills.values()
        } & AS_THE_POINT == set() or "sensor" in fault.kinds


def test_every_value_has_a_source():
    for fault in load_faults().values():
        for sourced in (fault.prior, fault.persists_days, fault.wasted_share):
            assert len(sourced.source) > 10


def test_the_prior_is_a_probability_that_is_neither_certain_nor_impossible():
    for fault in load_faults().values():
        assert 0 < fault.prior.value.low <= fault.prior.value.likely <= fault.prior.value.high < 0.5


def test_what_costs_no_energy_is_not_said_to_save_any_by_being_mended():
    for fault in load_faults().values():
        if "energy" not in fault.consequences:
            assert fault.wasted_share.value.likely <= 0.01, fault.id


def test_what_runs_by_night_wastes_by_night():
    assert load_faults()["fan_running_unoccupied"].wastes_when == "unoccupied"
    assert load_faults()["heating_valve_leaking"].wastes_when == "occupied"
