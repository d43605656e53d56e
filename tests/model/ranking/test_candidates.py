"""Candidates are valued in money that adds up."""

from math import fsum, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.cards.explanation import evidence_terms
from model.catalogue import load_costs
from tests.model.believed import at_random, believing, judged_of, proposal_of

seeds = st.integers(0, 10_000)


@given(seeds)
def test_the_score_is_the_sum_of_its_terms_to_the_last_bit(seed: int) -> None:
    for proposal in judged_of(at_random(seed)).proposals:
        assert proposal.score == fsum(term.per_day for term in proposal.money)
        for option in proposal.options:
            assert option.score == fsum(term.per_day for term in option.money)


@given(seeds)
def test_the_evidence_sums_to_the_logit_of_the_probability(seed: int) -> None:
    for proposal in judged_of(at_random(seed)).proposals:
        p = proposal.probability
        total = fsum(term.logit for term in evidence_terms(proposal))
        assert total == pytest.approx(log(p / (1 - p)), abs=1e-9)


@given(seeds)
def test_the_best_score_comes_first_and_each_fault_takes_its_best_action(seed: int) -> None:
    proposals = judged_of(at_random(seed)).proposals
    assert [p.score for p in proposals] == sorted((p.score for p in proposals), reverse=True)
    for proposal in proposals:
        assert proposal.score == max(option.score for option in proposal.options)


@given(seeds)
def test_the_value_of_fixing_is_the_sum_of_its_consequences(seed: int) -> None:
    for proposal in judged_of(at_random(seed)).proposals:
        impact = proposal.impact
        assert impact.likely == pytest.approx(sum(value for _, value in impact.by_consequence), rel=1e-9)
        assert impact.value.low <= impact.value.likely <= impact.value.high


def test_a_fault_that_is_surer_is_worth_more() -> None:
    unsure = proposal_of("heating_valve_leaking", judged_of(believing(heating_valve_leaking=2.0)))
    sure = proposal_of("heating_valve_leaking", judged_of(believing(heating_valve_leaking=6.0)))
    assert sure.score > unsure.score


def test_costs_are_negative_and_gains_positive() -> None:
    money = proposal_of("heating_valve_leaking", judged_of(believing(heating_valve_leaking=5.0))).money
    spent = {"labour", "parts", "visit", "wasted_visit"}
    assert {term.id for term in money if term.per_day < 0} <= spent
    assert {"heating", "cooling", "labour", "visit"} <= {term.id for term in money}


def test_nothing_under_a_tenth_is_even_logged() -> None:
    assert not judged_of(believing()).proposals or all(
        p.probability >= 0.1 for p in judged_of(believing()).proposals
    )


def test_the_costs_of_the_catalogue_leave_room_between_floor_and_leaving() -> None:
    costs = load_costs()
    assert costs.probability_to_leave < costs.probability_floor
