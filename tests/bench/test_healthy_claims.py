"""What is counted on healthy buildings is what is read again from its file."""

from pathlib import Path

import pytest

from bench.healthy_claims import Action, Claims, kept
from bench.healthy_lives import Life, lived


def _claims() -> Claims:
    claims = Claims(building_days=73)
    claims.where["fan_failed"]["hall AHU-1"] += 2
    claims.buildings["fan_failed"].add("hall")
    claims.surest["fan_failed"] = 0.6
    claims.begun["fan_failed"] += 1
    claims.actions.append(Action("fan_failed", "hall", "AHU-1", "repair_fan", 3, 0.6))
    return claims


def test_what_was_kept_of_two_stretches_of_a_life_is_read_as_one(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    _claims().keep(file)
    _claims().keep(file)
    together = kept(file)
    assert together.building_years == pytest.approx(0.4)
    assert together.where["fan_failed"]["hall AHU-1"] == 4
    assert together.buildings["fan_failed"] == {"hall"}
    assert [action.day for action in together.actions] == [3, 3]


def test_a_life_counts_each_day_of_each_building_and_keeps_them(tmp_path: Path) -> None:
    file = tmp_path / "life.jsonl"
    found = lived(Life(43, 2, "2023-04-10", 2, ("london",), answered=True, keep=file))
    assert found.building_days == 4
    assert kept(file) == found
