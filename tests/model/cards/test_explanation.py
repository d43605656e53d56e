"""Why: every fault says itself in sentences without a gap, and its money and evidence add up."""

import re
from dataclasses import asdict, replace
from math import fsum, log

import numpy as np
import pytest

from model.beliefs.evidence import WASTES
from model.cards.explanation import Teller, explain
from model.cards.shown import display_unit
from model.catalogue import load_costs
from model.faults import FAULTS
from model.ranking.candidates import score_of
from model.ranking.certainty import Band, certainty_of
from model.recommendation import Recommendation
from model.round import Judged
from tests.model.believed import NOW_MS, believing, judged_of, proposal_of, site_of

ALL = [(kind, fault.id) for kind, faults in FAULTS.items() for fault in faults]
every_fault = pytest.mark.parametrize(("kind", "fault"), ALL, ids=[f"{kind} {fault}" for kind, fault in ALL])


def explained(kind: str, fault: str) -> Recommendation:
    judged = judged_of(believing(**{fault: 6.5}))
    proposal = next(p for p in judged.proposals if p.fault.id == fault and p.fault.kind == kind)
    others = [p for p in judged.proposals if p is not proposal]
    site = site_of(judged.building)
    return explain(
        proposal,
        others[0] if others else None,
        identifier="r",
        teller=Teller.of(site, judged.building, load_costs(site.tariff)),
        now_ms=NOW_MS,
    )


def sentences(found: Recommendation) -> list[str]:
    texts = [found.title, found.because, found.people_text, found.certainty_basis, found.expect]
    return [*texts, *found.against, *found.unknown, *found.would_change, *(step.text for step in found.steps)]


@every_fault
def test_no_sentence_has_an_open_gap(kind: str, fault: str) -> None:
    for text in sentences(explained(kind, fault)):
        assert not re.search(r"[{}]|\bnan\b|\bNone\b|unknown", text), text


@every_fault
def test_what_the_data_show_is_one_or_two_short_sentences(kind: str, fault: str) -> None:
    because = explained(kind, fault).because
    assert because[0].isupper() or because[0].isdigit()
    assert because.endswith(".")
    assert len(because) < 220
    assert "  " not in because


@every_fault
def test_the_money_sums_to_the_score_and_the_evidence_to_the_logit(kind: str, fault: str) -> None:
    found = explained(kind, fault)
    assert abs(fsum(term.per_day for term in found.money) - found.score_per_day) <= 1e-12
    p = found.probability
    assert abs(fsum(term.logit for term in found.evidence) - log(p / (1 - p))) <= 1e-9


@every_fault
def test_the_work_starts_with_its_safety_and_the_chart_has_lines(kind: str, fault: str) -> None:
    found = explained(kind, fault)
    safety = [step.safety for step in found.steps]
    assert safety == sorted(safety, reverse=True)
    assert any(not step.safety for step in found.steps)
    assert found.traces[0].name == "seen"
    assert asdict(found)["fault"] == fault


@every_fault
def test_the_chart_is_in_the_unit_of_the_sentence(kind: str, fault: str) -> None:
    """A rise of 5 K is no 500 %."""
    found = explained(kind, fault)
    seen = next(trace for trace in found.traces if trace.name == "seen")
    readings = next(term for term in found.evidence if term.id == "readings")
    symbol = display_unit(seen.unit, "metric", seen.quantity).symbol
    assert readings.measured is not None
    if seen.quantity not in {"strokes", "count", "switch"}:
        assert readings.measured.endswith(f" {symbol}")


def test_the_runner_up_is_told_by_the_difference() -> None:
    judged = judged_of(believing(heating_valve_leaking=6.5, zone_reheat_leaking=6.0))
    best, second = judged.proposals[0], judged.proposals[1]
    site = site_of(judged.building)
    teller = Teller.of(site, judged.building, load_costs())
    found = explain(best, second, identifier="r", teller=teller, now_ms=NOW_MS)
    assert found.runner_up is not None
    assert found.runner_up.difference_per_day == best.score - second.score
    differences = fsum(term.per_day for term in found.runner_up.differences)
    assert abs(differences - found.runner_up.difference_per_day) <= 1e-12


def test_what_is_shown_before_more_money_says_what_went_ahead() -> None:
    judged = judged_of(believing(heating_valve_leaking=6.5, zone_reheat_leaking=6.0))
    best, second = judged.proposals[0], judged.proposals[1]
    ahead = replace(second, facts=replace(second.facts, consequences=("safety",)))
    site = site_of(judged.building)
    teller = Teller.of(site, judged.building, load_costs())
    found = explain(ahead, best, identifier="r", teller=teller, now_ms=NOW_MS)
    assert found.urgent
    assert found.runner_up is not None
    assert found.runner_up.difference_per_day < 0
    assert found.runner_up.ahead == "safety"


def test_the_readings_are_told_beside_what_was_expected_and_by_their_points() -> None:
    readings = next(
        t for t in explained("air_handler", "heating_valve_leaking").evidence if t.id == "readings"
    )
    assert readings.measured is not None
    assert readings.expected is not None
    assert any(point.startswith("tower/AHU-1/") for point in readings.points)


def test_the_consequences_sum_to_what_the_fault_costs_a_day() -> None:
    found = explained("air_handler", "heating_valve_leaking")
    total = fsum(term.per_day for term in found.consequences)
    assert total == pytest.approx(found.value_per_day.likely)
    assert found.waiting_day == pytest.approx(found.probability * total)


def test_cards_that_were_checked_set_the_word() -> None:
    bands = (Band(0.9, 1.0, checked=40, right=28), Band(0.5, 0.9, checked=5, right=5))
    word, basis = certainty_of(0.97, bands)
    assert (word, basis) == (
        "more likely than not",
        "Of 40 as sure as this in simulated buildings, 28 were real.",
    )
    assert certainty_of(0.97, bands, own=(9, 12))[1] == "Of 12 like this that were checked, 9 were real."
    assert certainty_of(0.6, bands) == certainty_of(0.6, ())


def test_people_short_of_fresh_air_are_counted_and_not_called_nobody() -> None:
    beliefs = believing(too_little_outdoor_air=6.5)
    belief = beliefs["air_handler"]
    row = belief.faults.index("too_little_outdoor_air"), 0
    belief.waste[row] = 0.0
    belief.waste[row][WASTES.index("stale_air")] = 12.0 * 20
    judged = judged_of(beliefs)
    site = site_of(judged.building)
    teller = Teller.of(site, judged.building, load_costs())
    proposal = proposal_of("too_little_outdoor_air", judged)
    found = explain(proposal, None, identifier="r", teller=teller, now_ms=NOW_MS)
    assert found.people_text.endswith(" in stale air.")


def test_waiting_a_week_costs_seven_days_at_its_probability() -> None:
    judged = judged_of(believing(heating_valve_leaking=6.5))
    proposal = proposal_of("heating_valve_leaking", judged)
    found = explained("air_handler", "heating_valve_leaking")
    assert found.waiting_week == pytest.approx(7 * proposal.probability * proposal.impact.likely)


def _cheaply(fault: str, score: float) -> Judged:
    """A building in which the fault is hardly worth its repair."""
    beliefs = believing(**{fault: score})
    for belief in beliefs.values():
        belief.waste *= _HARDLY[fault]
    return judged_of(beliefs)


_HARDLY = {"box_damper_stuck": 0.1, "supply_reset_lost": 0.06}


@pytest.mark.parametrize("fault", _HARDLY)
def test_it_leaves_the_card_where_it_says_that_it_does(fault: str) -> None:
    """How likely it must be is where the score of what is to be done comes to nothing."""
    seen = []
    for score in np.linspace(0.0, 7.0, 141):
        one = next((p for p in _cheaply(fault, float(score)).proposals if p.fault.id == fault), None)
        if one is not None:
            seen.append((one.probability, score_of(one.money)))
    lowest = min(p for p, worth in seen if worth > 0)
    judged = _cheaply(fault, 6.5)
    site = site_of(judged.building)
    card = explain(
        proposal_of(fault, judged),
        None,
        identifier="r",
        teller=Teller.of(site, judged.building, load_costs(site.tariff)),
        now_ms=NOW_MS,
    )
    told = re.search(r"less than (\d+) % likely", card.would_change[-1])
    assert told is not None
    assert lowest > 0.2
    assert int(told[1]) / 100 == pytest.approx(lowest, abs=0.02)
