from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import words
from model.catalogue import CatalogueError, load_faults
from model.catalogue.entry import parse, read_resource
from model.catalogue.vocabulary import SKILLS, role_names
from model.ranking.impact import CONSEQUENCES
from model.words.sentences import SENTENCES
from model.words.words import load_words, parse_words

TEXT = read_resource("model.words", "en.yaml")
ROLES = parse(read_resource("model.site", "roles.yaml"), "roles.yaml").items()["roles"].items()

SLIPS = {
    "role without words": ("  occupied: occupancy\n", "", "roles", "lacks occupied"),
    "words without a role": ("  occupied: occ", "  busy: busy\n  occupied: occ", "roles.busy", "unknown key"),
    "kind without words": (
        "  gas_meter: {one: gas meter, many: gas meters}\n",
        "",
        "kinds",
        "lacks gas_meter",
    ),
    "no plural": ("{one: gas meter, many: gas meters}", "{one: gas meter}", "kinds.gas_meter", "lacks many"),
    "sentence missing": ("  no_data_ever: No data yet.\n", "", "sentences", "lacks no_data_ever"),
    "gap that nobody fills": ("No data since {since}.", "No data since {date}.", "no_data_since", "{date}"),
    "bands out of order": ("at_least: 0.85", "at_least: 0.99", "certainty", "bands must fall"),
    "no band for the least": ("at_least: 0}", "at_least: 0.1}", "certainty", "one of 0"),
    "band over 1": ("at_least: 0.95", "at_least: 95", "certainty[0].at_least", "outside 0 to 1"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_file_line_and_key(slip):
    right, wrong, key, told = SLIPS[slip]
    assert right in TEXT
    with pytest.raises(CatalogueError) as caught:
        parse_words(TEXT.replace(right, wrong, 1))
    assert key in caught.value.key
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"en.yaml:{caught.value.line}: {caught.value.key}: ")


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(CatalogueError, match=r"^tlh\.yaml: "):
        load_words("tlh")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_words_that_are_no_key(role):
    assert words.role_name(role)
    assert "_" not in words.role_name(role)


def test_no_two_roles_of_one_kind_have_the_same_words():
    for kind in role_names().kinds:
        named = [words.role_name(role) for role, kinds in role_names().kinds_by_role.items() if kind in kinds]
        assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "almost certain"),
        (0.95, "almost certain"),
        (0.949, "very likely"),
        (0.85, "very likely"),
        (0.7, "likely"),
        (0.5, "more likely than not"),
        (0.499, "possible"),
        (0.0, "unlikely"),
    ],
)
def test_a_probability_has_the_word_of_its_band(probability, word):
    assert words.certainty(probability) == word


@pytest.mark.parametrize("probability", [-0.01, 1.01, float("nan")])
def test_what_is_no_probability_has_no_word(probability):
    with pytest.raises(ValueError, match=r"outside 0\.\.1"):
        words.certainty(probability)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_the_surer_of_two_never_has_the_weaker_word(one, other):
    order = [word for _, word in load_words().certainty]
    assert (order.index(words.certainty(max(one, other)))) <= order.index(words.certainty(min(one, other)))


@given(st.floats(0.0, 1.0))
def test_the_basis_never_claims_all_or_none(probability):
    assert "20 of 20" not in words.certainty_basis(probability)
    assert " 0 of 20" not in words.certainty_basis(probability)


def test_a_blind_spot_says_what_is_missing_where_and_what_it_hides():
    told = words.blind_spot_sentence(
        ["mixed-air temperature"], 14, 14, "air_handler", ["stuck dampers", "leaks"]
    )
    assert told == "no mixed-air temperature on 14 of 14 air handlers: stuck dampers and leaks cannot be seen"


def test_one_of_a_kind_is_told_in_the_singular():
    assert " on 1 of 1 hot-water plant: " in words.blind_spot_sentence(
        ["a", "b", "c"], 1, 1, "hot_water_plant", ["d"]
    )


def test_lists_have_commas_and_one_joint():
    assert "no a, b and c on" in words.blind_spot_sentence(["a", "b", "c"], 1, 2, "vav_box", ["d"])


def test_all_clear_says_what_it_rests_on():
    told = words.all_clear(4012, 4020, 10)
    assert told == "Nothing needs you. 4,012 of 4,020 sensors heard from in the last 10 minutes."


def test_silence_is_told_with_its_beginning_if_there_was_one():
    assert words.no_data_since("Thu 5 Nov 14:10") == "No data since Thu 5 Nov 14:10."
    assert words.no_data_since(None) == "No data yet."


@pytest.mark.parametrize(
    ("number", "told"),
    [(0.2, "less than an hour"), (1.2, "1 hour"), (31.4, "31 hours"), (1234, "1,234 hours")],
)
def test_hours_are_told_in_their_form(number, told):
    assert words.hours(number) == told


def test_people_are_at_least_one():
    assert (
        words.people_feel_it(0.3, "2.1 K")
        == "1 person about 2.1 K too cold or too hot, averaged over day and night."
    )
    assert (
        words.people_feel_it(11.7, "2.1 K")
        == "12 people about 2.1 K too cold or too hot, averaged over day and night."
    )
    assert words.people_breathe_it(1.4) == "1 person in stale air."


@pytest.mark.parametrize("found", ["fixed", "not_fixed", "cannot_tell"])
def test_every_outcome_names_fault_and_equipment(found):
    told = words.outcome(found, "stuck heating valve", "AHU-2")
    assert "stuck heating valve" in told
    assert "AHU-2" in told


@pytest.mark.parametrize("skill", SKILLS)
def test_every_skill_has_words_for_one_and_many(skill):
    assert words.skill_name(skill) != words.skill_name(skill, 2)


def test_every_fault_has_labels_for_its_chart():
    for fault in load_faults():
        assert words.quantity_label(fault, "seen")
    assert words.quantity_label("outdoor_air_damper_stuck_open", "expected") == "damper command"


@pytest.mark.parametrize("term", ["prior", "readings", "answers", "rivals", "other_causes"])
def test_addends_of_the_certainty_have_labels(term):
    assert words.evidence_label(term)


@pytest.mark.parametrize(
    "term",
    [*CONSEQUENCES, "labour", "parts", "visit", "downtime", "repair_after", "wasted_visit"],
)
def test_addends_of_the_score_have_labels(term):
    assert words.money_label(term)


def test_filling_leaves_no_gap_open():
    assert words.fill("Free the damper on {equipment}", {"equipment": "AHU-2"}) == "Free the damper on AHU-2"
    with pytest.raises(KeyError, match="building"):
        words.fill("of {building}", {"equipment": "AHU-2"})


def test_sentences_use_every_gap_that_is_filled():
    for name, gaps in SENTENCES.items():
        for gap in gaps:
            assert f"{{{gap}}}" in load_words().sentences[name], name


def test_bands_are_far_enough_apart_to_tell():
    bounds = [at_least for at_least, _ in load_words().certainty]
    assert all(high - low >= 0.1 - 1e-9 for high, low in pairwise(bounds))
