"""Rounds over several sites: what is wrong with one keeps no other waiting."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from model.answers import Answer
from model.attending import Attendant
from model.site.document import point_rows, site_document
from model.site.graph import Building, Equipment, Manager, Point, Site
from plantroom.parts import open_parts
from plantroom.rounds import Rounds
from plantroom.settings import Settings
from store.ledger_records import AnswerRecord


def site_with(name: str) -> Site:
    point = Point(f"{name}-ahu/SAT", "supply_air_temperature")
    building = Building(name, name, (Equipment(f"{name}-ahu", "air_handler", "AHU", (point,)),))
    return Site(name, name, "UTC", "USD", (building,), (Manager(f"of-{name}", "Ada", (name,)),))


def test_a_site_with_an_impossible_price_is_left_out_and_the_others_go_on(tmp_path: Path) -> None:
    parts = open_parts(Settings(store=tmp_path / "plantroom.sqlite"))
    with parts.database:
        spoiled = replace(site_with("spoiled"), tariff={"electricity_price_per_kwh": 2100.0})
        for site in (spoiled, site_with("sound")):
            parts.site_store.save(site_document(site), point_rows(site))
        rounds = Rounds(parts)
        rounds.once()
        rounds.once()
        assert parts.ledger.current_choice("of-sound") is not None
        assert parts.ledger.current_choice("of-spoiled") is None
        parts.site_store.save(site_document(site_with("spoiled")), point_rows(site_with("spoiled")))
        rounds.once()
        assert parts.ledger.current_choice("of-spoiled") is not None


def test_no_customer_is_taught_by_the_answers_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = open_parts(Settings(store=tmp_path / "plantroom.sqlite"))
    taught: dict[str, list[str]] = {}

    def attend_all(_: Attendant, site: Site, __: object, answers: Sequence[Answer], ___: int) -> None:
        taught[site.id] = [answer.building for answer in answers]

    monkeypatch.setattr(Attendant, "attend_all", attend_all)
    with parts.database:
        for name in ("north", "south"):
            site = site_with(name)
            parts.site_store.save(site_document(site), point_rows(site))
            shown = {
                "id": name,
                "building": name,
                "equipment": "AHU",
                "fault": "fan_failed",
                "action": "find",
            }
            parts.ledger.record_choice(f"of-{name}", 0, {"recommendation": shown | {"probability": 0.6}})
            parts.ledger.record_answer(AnswerRecord(name, name, f"of-{name}", "dismissed", 1, "not_real"))
        Rounds(parts).once()
    assert taught == {"north": ["north"], "south": ["south"]}
