from importlib import resources

import pytest

from model.catalogue import CatalogueError
from simulator.people.habits import load_habits, parse_habits

TEXT = resources.files("simulator.people").joinpath("people.yaml").read_text()


def test_the_file_says_each_of_its_probabilities_in_a_comment():
    silent = [
        line
        for line in TEXT.splitlines()
        if line.startswith("  ") and ": " in line and "#" not in line and not line.strip().startswith("#")
    ]
    explained_above = ("real", "false", "reasons_", "stands", "mended_visit", "trust_half_life", "wait_days")
    explained_above += ("price_factor", "call_out_cost", "delay_hours", "first_hour", "holds_otherwise")
    explained_above += ("comes_back_days",)
    assert [line for line in silent if not line.strip().startswith(explained_above)] == []


def test_a_real_fault_is_taken_on_more_often_than_none():
    answers = load_habits().answers
    assert answers.real["accepted"] > answers.false["accepted"]
    assert answers.reasons_false["not_real"] > answers.reasons_new["not_real"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("looks_at: 0.8", "looks_at: 1.8", "outside 0 to 1"),
        ("dismissed: 0.08", "dismissed: 0.18", "must sum to 1"),
        ("ignored: 0.24}", "overlooked: 0.24}", "unknown key"),
        ("  away_day: 0.02", "  #", "lacks away_day"),
        ("mechanic: 2,", "plumber: 2,", "unknown key"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_line(old, new, complaint):
    assert old in TEXT
    with pytest.raises(CatalogueError, match=complaint) as raised:
        parse_habits(TEXT.replace(old, new))
    assert str(raised.value).startswith("people.yaml:")
