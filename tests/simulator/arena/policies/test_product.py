"""The product in the arena is the product: same beliefs, same choice, and no more than it can know."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from model.attending.attending import Attendant
from model.attending.carrying_on import BELIEF
from model.frames.history import ReadingColumns
from model.frames.memory_readings import MemoryReadings
from model.round import Looked, look
from simulator.arena.policies import make_policy
from simulator.arena.policies.energy_only import EnergyOnly
from simulator.arena.policies.informed import Informed
from simulator.arena.policies.product import Product
from simulator.arena.policies.recent_state import KEPT_HOURS, RecentState
from simulator.arena.policy import Policy, Seeing, Suggestion
from tests.model.memory_state import MemoryState
from tests.simulator.arena.fakes import START
from tests.simulator.arena.policies.speaking import (
    HOUR_MS,
    POINTS,
    SUSPECTED,
    SpeakingPortfolio,
    answer,
    hours,
    said,
    speaking_site,
    valve,
)

WARM_AT_FULL_HEAT = (75.2, 75.2, 100.0, 1.0)
LOOKS = (32, 36, 40, 56, 60, 64)


def shown_by(policy: Policy, until_hour: int = 64) -> list[Suggestion | None]:
    """What is shown at looks of two days, the fault arising at the end of the first."""
    portfolio = SpeakingPortfolio([valve()], buildings=1)
    policy.begin(speaking_site(), ["m1"])
    shown = []
    for hour in (at for at in LOOKS if at <= until_hour):
        policy.take_in(portfolio.advance(START + hour * HOUR_MS))
        shown.append(policy.choose("m1", START + hour * HOUR_MS))
    return shown


def test_it_finds_what_is_broken_with_its_certainty() -> None:
    last = shown_by(Product())[-1]
    assert last is not None
    assert (last.building, last.equipment, last.fault) == ("b1", "AHU-1", SUSPECTED)
    assert last.probability is not None
    assert last.probability > 0.5


def test_it_goes_on_showing_the_same() -> None:
    shown = [each for each in shown_by(Product()) if each is not None]
    assert len(shown) > 1
    assert len({each.id for each in shown}) == 1


def test_judged_at_looks_alone_it_believes_what_hourly_rounds_believe() -> None:
    portfolio = SpeakingPortfolio([valve()], buildings=1)
    site = speaking_site()
    hourly = Attendant(_all_readings(SpeakingPortfolio([valve()], buildings=1)), MemoryState())
    for hour in range(49):
        now_ms = START + hour * HOUR_MS
        hourly.attend(site, site.buildings[0], [now_ms], (), now_ms)
    informed = Informed(site)
    for hour in (8, 17, 32, 49):
        informed.take_in(portfolio.advance(START + hour * HOUR_MS - 300_000))
        judged = informed.judged(site.managers[0], START + hour * HOUR_MS - 300_000)
    ours, theirs = (each.beliefs["air_handler"] for each in (judged[0], hourly.judged["b1"]))
    for name in ("score", "run", "waste", "hours_for", "judged_ms"):
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), rtol=1e-12, err_msg=name)


def _all_readings(portfolio: SpeakingPortfolio) -> MemoryReadings:
    published = portfolio.advance(START + 49 * HOUR_MS - 300_000)
    values = published.devices[0].values * [p.scale for p in POINTS] + [p.offset for p in POINTS]
    count = len(POINTS)
    columns = ReadingColumns(
        np.repeat(published.times_ms, count), np.tile(np.arange(count), len(values)), values.ravel()
    )
    return MemoryReadings([f"b1/{point.source}" for point in POINTS], columns)


def test_a_repair_reported_done_rests_and_is_watched() -> None:
    policy = Product()
    shown = shown_by(policy, 40)[-1]
    assert shown is not None
    policy.hear("m1", answer(shown, "accepted", START + 41 * HOUR_MS))
    policy.hear("m1", answer(shown, "done", START + 42 * HOUR_MS))
    policy.take_in(said(hours(40, 90), WARM_AT_FULL_HEAT))
    assert policy.choose("m1", START + 90 * HOUR_MS) is None
    ledger = policy._ledgers["m1"]
    assert ledger.outcome is not None
    assert (ledger.outcome[1].found, ledger.repairs) == ("fixed", [])


def test_an_answer_to_a_card_that_another_has_replaced_meanwhile_is_watched_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policy = Product()
    shown = shown_by(policy, 40)[-1]
    assert shown is not None

    def another(*args: Any, **kwargs: Any) -> Looked:
        looked = look(*args, **kwargs)
        found = looked.choice.recommendation
        renamed = None if found is None else replace(found, id="another")
        return replace(looked, choice=replace(looked.choice, recommendation=renamed))

    monkeypatch.setattr("simulator.arena.policies.product.look", another)
    other = policy.choose("m1", START + 41 * HOUR_MS)
    assert other is not None
    assert other.id == "another"
    policy.hear("m1", answer(shown, "accepted", START + 41 * HOUR_MS))
    policy.hear("m1", answer(shown, "done", START + 42 * HOUR_MS))
    policy.take_in(said(hours(40, 90), WARM_AT_FULL_HEAT))
    policy.choose("m1", START + 90 * HOUR_MS)
    ledger = policy._ledgers["m1"]
    assert ledger.outcome is not None
    assert (ledger.outcome[1].found, ledger.repairs) == ("fixed", [])


def test_what_she_says_is_not_real_is_not_shown_again_at_once() -> None:
    policy = Product()
    shown = shown_by(policy, 40)[-1]
    assert shown is not None
    policy.hear("m1", answer(shown, "dismissed", START + 41 * HOUR_MS, "not_real"))
    after = policy.choose("m1", START + 42 * HOUR_MS)
    assert after is None or after.fault != SUSPECTED


def test_a_look_without_news_shows_the_same() -> None:
    policy = Product()
    before = shown_by(policy)[-1]
    assert policy.choose("m1", START + 65 * HOUR_MS) == before


def test_what_it_keeps_does_not_grow_with_time() -> None:
    portfolio, informed = SpeakingPortfolio([valve()], buildings=1), Informed(speaking_site())
    sizes = []
    for day in range(1, 8):
        informed.take_in(portfolio.advance(START + day * 24 * HOUR_MS))
        informed.judged(speaking_site().managers[0], START + day * 24 * HOUR_MS)
        kept = informed.readings.read([f"b1/{p.source}" for p in POINTS], 0, 2**60)
        sizes.append((len(kept.value), len(informed.state.get("b1", BELIEF, 0, 2**60))))
    assert sizes[-1] == sizes[1]


def test_the_oldest_state_goes_first() -> None:
    state = RecentState()
    state.put("b1", BELIEF, [(hour * HOUR_MS, b"") for hour in range(KEPT_HOURS + 3)])
    assert state.oldest_ms("b1", BELIEF) == 3 * HOUR_MS
    assert state.newest("b1", BELIEF, 5 * HOUR_MS) == (4 * HOUR_MS, b"")


def test_an_old_answer_counts_from_the_oldest_hour_kept() -> None:
    policy = Product()
    shown = shown_by(policy)[-1]
    assert shown is not None
    policy.hear("m1", answer(shown, "done", START))
    assert policy.informed.answers[-1].answered_ms == START + (64 - KEPT_HOURS + 2) * HOUR_MS


@pytest.mark.parametrize(
    "name", ["product", "energy_only", "fault_severity", "alarm_priority", "first_come", "calendar", "random"]
)
def test_nobody_but_the_oracle_is_told_the_truth(name: str) -> None:
    assert not isinstance(make_policy(name, 1), Seeing)
    assert isinstance(make_policy("oracle", 1), Seeing)


def test_ranked_by_energy_alone_cold_people_count_nothing() -> None:
    assert any(shown_by(Product()))
    assert not any(shown_by(EnergyOnly()))
