"""Rounds over several sites: what is wrong with one keeps no other waiting."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from model.attending.attending import Attendant
from model.beliefs.answers import Answer
from model.complaints.complaints import Complaint
from model.site.document import point_rows, site_document
from model.site.graph import Building, Equipment, Manager, Point, Site
from plantroom.parts import open_parts
from plantroom.rounds import News, Rounds
from plantroom.settings import Settings
from store.complaints import ComplaintRecord
from store.ledger_records import AnswerRecord
from store.news import add_news


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


def test_a_building_that_cannot_be_judged_keeps_no_other_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = open_parts(Settings(store=tmp_path / "plantroom.sqlite"))
    real, broken = Attendant.attend_all, [True]

    def attend_all(own: Attendant, site: Site, news: News, *rest: Any, **more: Any) -> None:
        if broken[0] and any(building.id == "spoiled" for building, _ in news):
            raise KeyError("what nobody thought of")
        real(own, site, news, *rest, **more)

    monkeypatch.setattr(Attendant, "attend_all", attend_all)
    with parts.database:
        buildings = [site_with(name).buildings[0] for name in ("sound", "spoiled")]
        managers = [site_with(name).managers[0] for name in ("sound", "spoiled")]
        site = replace(site_with("site"), buildings=tuple(buildings), managers=tuple(managers))
        parts.site_store.save(site_document(site), point_rows(site))
        with parts.database.write() as connection:
            add_news(connection, [("spoiled", 0), ("sound", 0)])
        rounds = Rounds(parts)
        rounds.once()
        assert parts.ledger.current_choice("of-sound") is not None
        assert [item.building for item in parts.news.pending()] == ["spoiled"]
        broken[0] = False
        rounds.once()
        assert parts.news.pending() == []


def test_no_customer_is_taught_by_the_answers_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = open_parts(Settings(store=tmp_path / "plantroom.sqlite"))
    taught: dict[str, list[str]] = {}

    def attend_all(
        _: Attendant, site: Site, __: object, answers: Sequence[Answer], ___: int, **____: object
    ) -> None:
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


def test_each_site_is_told_what_was_felt_in_its_buildings_lately(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = open_parts(Settings(store=tmp_path / "plantroom.sqlite"))
    now_ms, day_ms = 1_772_870_400_000, 86_400_000
    monkeypatch.setattr(type(parts), "clock", lambda _: lambda: now_ms)
    told: dict[str, list[tuple[Complaint, ...]]] = {}

    def attend_all(
        _: Attendant, site: Site, *__: object, complaints: Sequence[Complaint] = (), **___: object
    ) -> None:
        told.setdefault(site.id, []).append(tuple(complaints))

    monkeypatch.setattr(Attendant, "attend_all", attend_all)
    with parts.database:
        for name in ("north", "south"):
            parts.site_store.save(site_document(site_with(name)), point_rows(site_with(name)))
        rounds = Rounds(parts)
        rounds.once()
        for id_, building, felt_ms in (
            ("lately", "north", now_ms - 60 * day_ms),
            ("long ago", "north", now_ms - 60 * day_ms - 1),
            ("a clock ahead", "north", now_ms + 60_000),
            ("elsewhere", "south", now_ms),
        ):
            parts.complaints.record(
                ComplaintRecord(
                    id_, "ada", building, f"{building}-ahu", "cold", felt_ms, now_ms, "By the door."
                )
            )
        rounds.once()
    assert told == {
        "north": [
            (),
            (
                Complaint("lately", "north", "north-ahu", "cold", now_ms - 60 * day_ms),
                Complaint("a clock ahead", "north", "north-ahu", "cold", now_ms),
            ),
        ],
        "south": [(), (Complaint("elsewhere", "south", "south-ahu", "cold", now_ms),)],
    }
