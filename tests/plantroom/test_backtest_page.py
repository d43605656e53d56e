"""Real lines of a backtest fit the published schema, and each key of the schema is explained and occurs."""

import json
import re
from functools import cache
from typing import Any

import jsonschema_rs
import pytest

from ingest.tables import read_table
from model.backtest import backtest
from model.site.site_file import load_site
from simulator.faults import Fault, Scenario
from simulator.portfolio import Portfolio
from simulator.write import write
from tests.conftest import REPOSITORY

SCHEMA = json.loads((REPOSITORY / "docs" / "backtest.schema.json").read_text(encoding="utf-8"))
PAGE = (REPOSITORY / "docs" / "backtest.md").read_text(encoding="utf-8")
JANUARY_MS = 1_768_176_000_000
HOUR_MS = 3_600_000


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Looks at a building with a damper stuck open in the cold, from the files of `simulate --out`."""
    folder = tmp_path_factory.mktemp("export")
    stuck = Fault("stuck", "outdoor_air_damper_stuck_open", "north-tower", "AHU-2", 1.0, 6 * HOUR_MS)
    broken = Scenario(first=(stuck,), intensity=0.0, oddities=False)
    living = Portfolio.demo(7, buildings=1, start_ms=JANUARY_MS, scenario=broken)
    write(living, folder, 3, judge=lambda: ())
    site = load_site(folder / "site.yaml")
    looks = backtest(site, read_table(folder / "readings.parquet", site).readings)
    return [json.loads(json.dumps(line)) for line, _ in looks]


@cache
def validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(SCHEMA)


def documented() -> set[str]:
    table = PAGE.partition("## The line")[2].partition("## ")[0]
    return {
        key
        for row in re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE)
        for key in re.findall(r"`(\w+)`", row)
    }


def test_the_lines_show_something_and_nothing(lines: list[dict[str, Any]]) -> None:
    assert {line["action"] is None for line in lines} == {True, False}


def test_every_line_fits_the_schema(lines: list[dict[str, Any]]) -> None:
    for line in lines:
        assert [error.message for error in validator().iter_errors(line)] == []


def test_the_page_explains_exactly_the_keys_of_the_schema() -> None:
    assert documented() == set(SCHEMA["properties"])


def test_each_documented_key_occurs(lines: list[dict[str, Any]]) -> None:
    assert {key for line in lines for key in line} == documented()


def test_the_terms_add_up_to_the_score(lines: list[dict[str, Any]]) -> None:
    for line in lines:
        if line["action"] is not None:
            assert sum(term["per_day"] for term in line["money"]) == pytest.approx(
                line["score_per_day"], abs=1e-9
            )


def test_there_is_a_look_of_each_manager_at_the_end_of_each_hour(lines: list[dict[str, Any]]) -> None:
    assert lines[0]["time"] == "2026-01-12T01:00:00Z"
    assert all(line["time"].endswith(":00:00Z") for line in lines)
    looks = {(line["manager"], line["time"]) for line in lines}
    assert len(looks) == len(lines)
    assert len({time for _, time in looks}) == 3 * 24 + 1, "the last reading, at midnight, begins an hour"


@pytest.mark.parametrize(
    "broken",
    [{"action": None}, {"money": []}, {"probability": 1.5}, {"extra": 1}, {"time": "2026-01-12 01:00"}],
    ids=lambda broken: next(iter(broken)),
)
def test_the_schema_refuses_what_a_line_never_is(lines: list[dict[str, Any]], broken: dict[str, Any]) -> None:
    shown = next(line for line in lines if line["action"] is not None)
    assert validator().is_valid(shown)
    assert not validator().is_valid(shown | broken)
