"""MQTT in, one action out: a building with a stuck damper, a broker, the ingester, a round, the phone."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from plantroom.next_action import run_next
from plantroom.settings import Settings
from simulator.faults import Fault, healthy
from simulator.portfolio import Portfolio
from simulator.published import Published
from simulator.publishing import Pointsets
from tests.journey.house import House, house, spoiled

JANUARY_MS = 1_768_176_000_000
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
BUILDING, MANAGER = "north-tower", "portfolio"
STUCK = Fault("stuck", "outdoor_air_damper_stuck_open", BUILDING, "AHU-2", 1.0, JANUARY_MS + 6 * HOUR_MS)


def portfolio() -> Portfolio:
    living = Portfolio.demo(7, buildings=1, start_ms=JANUARY_MS, scenario=healthy(), interval_ms=600_000)
    living.break_down(STUCK)
    return living


@pytest.fixture(params=["mosquitto", "embedded_broker"])
def at_home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    port = request.getfixturevalue(request.param).port
    with house(port, tmp_path) as opened:
        yield opened


def said(published: Published) -> list[tuple[str, bytes]]:
    """Topic and payload of each message; the simulator has its topics as MQTT sends them, length first."""
    return [
        (topic[2:].decode(), payload)
        for moment in Pointsets().messages(published)
        for topic, payload in moment
    ]


def live_on(living: Portfolio, at_home: House, days: float) -> None:
    """Publish what is said in ``days`` more, wait until it is in, and make a round."""
    until_ms = living.now_ms + round(days * DAY_MS)
    at_home.publish(said(living.advance(until_ms)))
    at_home.rounds.once()


def next_on_the_terminal(at_home: House, capsys: pytest.CaptureFixture[str]) -> str:
    run_next(Settings(store=at_home.parts.settings.store), Console(width=200), MANAGER, as_json=False)
    return capsys.readouterr().out


def without_its_looks(card: dict[str, Any]) -> dict[str, Any]:
    return {name: card[name] for name in ("headline", "recommendation", "nothing_because", "blind_spots")}


def test_readings_become_the_one_action(at_home: House, capsys: pytest.CaptureFixture[str]) -> None:
    living = portfolio()
    at_home.keep(living.site())
    good = said(living.advance(JANUARY_MS + 3 * DAY_MS))
    half = len(good) // 2
    at_home.publish(itertools.chain(good[:half], spoiled(), good[half:]))
    assert at_home.rounds.once() > 0

    card = at_home.card(MANAGER)
    shown = card["recommendation"]
    assert shown is not None, card["headline"]
    assert (shown["building"], shown["equipment"]) == (BUILDING, "AHU-2")
    assert shown["fault"] == "outdoor_air_damper_stuck_open"
    assert sum(term["per_day"] for term in shown["money"]) == pytest.approx(shown["score_per_day"], abs=1e-9)

    current = at_home.parts.ledger.current_choice(MANAGER)
    assert current is not None
    assert without_its_looks(card) == without_its_looks(current.document)
    terminal = next_on_the_terminal(at_home, capsys)
    assert shown["title"] in terminal
    assert shown["id"] in terminal
    whole = at_home.phone(MANAGER).get(f"/v1/recommendations/{shown['id']}").json()
    assert {name: whole[name] for name in shown} == shown

    refused = at_home.parts.dead_letters.by_reason()
    assert sum(refused.values()) == len(spoiled()), "each spoiled message is a dead letter, and no other is"
    assert at_home.rounds.once() == 0, "without news there is nothing to take in"
    assert at_home.card(MANAGER)["recommendation"]["id"] == shown["id"]


def test_a_dismissed_card_gives_way(at_home: House) -> None:
    living = portfolio()
    at_home.keep(living.site())
    live_on(living, at_home, 3)
    first = at_home.card(MANAGER)["recommendation"]
    at_home.answer(MANAGER, first["id"], "dismissed", reason="not_real")
    at_home.rounds.once()
    second = at_home.card(MANAGER)["recommendation"]
    assert second is None or (second["fault"], second["equipment"]) != (first["fault"], first["equipment"])


@pytest.mark.slow
def test_what_was_done_is_checked_in_the_data_and_found_fixed(at_home: House) -> None:
    living = portfolio()
    at_home.keep(living.site())
    live_on(living, at_home, 3)
    shown = at_home.card(MANAGER)["recommendation"]
    at_home.answer(MANAGER, shown["id"], "done")
    assert living.heal(STUCK.id)
    for _ in range(5):
        live_on(living, at_home, 1)
    history = at_home.phone(MANAGER).get(f"/v1/managers/{MANAGER}/history").json()
    [entry] = [past for past in history["recommendations"] if past["id"] == shown["id"]]
    assert entry["outcome"] is not None, "five days tell"
    assert entry["outcome"]["found"] == "fixed"
    assert history["totals"]["fixed"] == 1
    card = at_home.card(MANAGER)["recommendation"]
    assert card is None or card["fault"] != shown["fault"]


def test_a_building_that_was_never_heard_from_gets_no_guess(at_home: House) -> None:
    at_home.keep(portfolio().site())
    at_home.rounds.once()
    card = at_home.card(MANAGER)
    assert (card["recommendation"], card["nothing_because"]) == (None, "no_data")
    assert card["headline"].startswith("No data")


def test_a_building_that_fell_silent_is_said_to_be_silent_since_then(
    at_home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    living = portfolio()
    at_home.keep(living.site())
    live_on(living, at_home, 2)
    monkeypatch.setattr(type(at_home.parts), "clock", lambda _: lambda: JANUARY_MS + 3 * DAY_MS)
    at_home.rounds.once()
    card = at_home.card(MANAGER)
    assert (card["recommendation"], card["nothing_because"]) == (None, "no_data")
    assert card["headline"].startswith("No data since")


def test_another_managers_name_is_not_there(at_home: House) -> None:
    at_home.keep(portfolio().site())
    for manager in ("nobody", BUILDING):
        assert at_home.phone(MANAGER).get(f"/v1/managers/{manager}/next-action").status_code == 404
