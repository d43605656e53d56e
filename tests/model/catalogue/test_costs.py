from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.catalogue import CatalogueError, Costs, load_costs
from model.catalogue.costs import load_cost_facts, parse_cost_facts
from model.catalogue.entry import read_resource
from model.catalogue.vocabulary import SKILLS
from model.recommendation import Interval

TEXT = read_resource("model.catalogue", "costs.yaml")
MONEY = sorted(key for key, fact in load_cost_facts().items() if fact.is_money)

SLIPS = {
    "unknown key": ("carbon_price_per_kg:", "carbon_price:", "carbon_price", "unknown key"),
    "out of its bounds": (
        "value: [0.10, 0.15, 0.26]",
        "value: [10, 15, 26]",
        "per_kwh.value[0]",
        "outside 0 to 2",
    ),
    "an estimate for a choice": (
        "  value: 365\n",
        "  value: [180, 365, 730]\n",
        "horizon_days.value",
        "is a choice",
    ),
    "bounds of one": ("bounds: [7.0, 1500.0]", "bounds: [7.0]", "horizon_days.bounds", "[lowest, highest]"),
    "bounds out of order": (
        "bounds: [7.0, 1500.0]",
        "bounds: [1500, 7]",
        "horizon_days.bounds[1]",
        "outside",
    ),
    "no source": (
        "  source: EPA emission",
        "  origin: EPA emission",
        "gas_carbon_kg_per_kwh.origin",
        "unknown key",
    ),
    "number as text": ("  value: 365\n", '  value: "365"\n', "horizon_days.value", "must be a number"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_file_line_and_key(slip):
    right, wrong, key, words = SLIPS[slip]
    assert right in TEXT
    with pytest.raises(CatalogueError) as caught:
        parse_cost_facts(TEXT.replace(right, wrong, 1))
    assert key in caught.value.key
    assert words in str(caught.value)
    line = TEXT[: TEXT.index(right)].count("\n") + 1
    assert caught.value.line is not None
    assert abs(caught.value.line - line) <= 2
    assert str(caught.value).startswith(f"costs.yaml:{caught.value.line}: ")


def test_a_missing_key_is_refused():
    start = TEXT.index("horizon_days:")
    with pytest.raises(CatalogueError, match="lacks horizon_days"):
        parse_cost_facts(TEXT[:start] + TEXT[TEXT.index("probability_floor:") :])


def test_a_site_overrides_by_key_and_only_that():
    plain, own = load_costs(), load_costs({"electricity_price_per_kwh": 0.31})
    assert own.electricity_price_per_kwh == Interval(0.31, 0.31, 0.31)
    assert replace(own, electricity_price_per_kwh=plain.electricity_price_per_kwh) == plain


def test_a_choice_is_overridden_as_a_number():
    assert load_costs({"horizon_days": 30}).horizon_days == 30.0


@given(rate=st.floats(0.01, 1000.0), key=st.sampled_from(MONEY))
def test_money_that_is_not_overridden_is_converted_and_nothing_else_is(rate, key):
    plain, own = load_costs(), load_costs({"currency_per_usd": rate})
    before, after = getattr(plain, key), getattr(own, key)
    if isinstance(before, Interval):
        before, after = before.likely, after.likely
    assert after == pytest.approx(before * rate)
    assert own.boiler_efficiency == plain.boiler_efficiency
    assert own.attendance == plain.attendance


def test_what_a_site_overrides_is_in_its_own_currency_already():
    own = load_costs({"currency_per_usd": 150.0, "electricity_price_per_kwh": 30.0})
    assert own.electricity_price_per_kwh.likely == 30.0


@pytest.mark.parametrize(
    ("tariff", "words"),
    [
        ({"electricity_price": 0.2}, "electricity_price: unknown key; known: currency_per_usd"),
        (
            {"electricity_price_per_kwh": 15.0},
            "electricity_price_per_kwh: 15 USD/kWh is outside 0 to 2; check its unit",
        ),
        ({"boiler_efficiency": 85.0}, "boiler_efficiency: 85 1 is outside"),
        ({"boiler_efficiency": float("nan")}, "boiler_efficiency: nan"),
        ({"probability_to_leave": 0.6}, "must be under probability_floor"),
    ],
)
def test_a_tariff_that_cannot_be_is_refused(tariff, words):
    with pytest.raises(CatalogueError, match=r"^site tariff: ") as caught:
        load_costs(tariff)
    assert words in str(caught.value)


def test_every_number_is_within_its_bounds_with_unit_meaning_and_source():
    assert list(load_cost_facts()) == [field.name for field in fields(Costs)]
    for fact in load_cost_facts().values():
        assert fact.bounds[0] <= fact.value.low <= fact.value.likely <= fact.value.high <= fact.bounds[1]
        assert fact.unit
        assert fact.meaning.endswith(".")
        assert len(fact.source) > 10


@pytest.mark.parametrize("skill", SKILLS)
def test_every_skill_has_a_rate(skill):
    assert 20 < load_costs().labour_rate_per_hour(skill).likely < 300


def test_an_unknown_skill_has_none():
    with pytest.raises(KeyError, match="no skill 'plumber'"):
        load_costs().labour_rate_per_hour("plumber")


def test_the_same_overrides_are_read_once():
    assert load_costs({"horizon_days": 30.0, "visit_cost": 10.0}) is load_costs(
        {"visit_cost": 10.0, "horizon_days": 30.0}
    )


@pytest.mark.parametrize("skill", SKILLS)
def test_labour_costs_what_it_costs_in_the_region(skill):
    there = load_costs({"labour_region_factor": 1.5}).labour_rate_per_hour(skill)
    assert there.likely == pytest.approx(1.5 * load_costs().labour_rate_per_hour(skill).likely)
