"""The report: one document, shown alike by the file, the table and the page."""

import json
import re
import sys
from html.parser import HTMLParser
from typing import Any

import pytest

from simulator.arena.executor import ArenaError, Here
from simulator.arena.figures import load_figures
from simulator.arena.lived import Lived
from simulator.arena.page import headline, page, setup_line
from simulator.arena.plots import value_plot
from simulator.arena.report import Setup, report, saved_by_day
from simulator.arena.runs import run_arena
from simulator.arena.scoring import FIGURES
from tests.simulator.arena.policies.small_arena import open_speaking

SETUP = Setup(buildings=2, days=6, seeds=(1, 2))


@pytest.fixture(scope="module")
def lives() -> list[Lived]:
    return run_arena(
        ("product", "random"),
        SETUP.seeds,
        buildings=SETUP.buildings,
        managers=None,
        days=SETUP.days,
        executor=Here(),
        opening=open_speaking,
    )


@pytest.fixture(scope="module")
def document(lives: list[Lived]) -> dict[str, Any]:
    return report(lives, SETUP)


@pytest.fixture(scope="module")
def html(document: dict[str, Any]) -> str:
    pytest.importorskip("matplotlib")
    return page(document)


def test_the_words_name_every_figure_that_is_scored_in_its_order() -> None:
    assert tuple(load_figures()) == FIGURES


def test_the_document_is_json_without_nan(document: dict[str, Any]) -> None:
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_the_best_comes_first(document: dict[str, Any]) -> None:
    shares = [of["figures"]["value_share"]["value"] for of in document["policies"].values()]
    assert shares == sorted(shares, reverse=True)
    assert next(iter(document["policies"])) == "oracle"


def test_the_oracle_saves_all_of_what_it_saves_and_nothing_saves_nothing(document: dict[str, Any]) -> None:
    ends = [document["policies"][name]["figures"]["value_share"]["value"] for name in ("oracle", "nothing")]
    assert ends == [1.0, 0.0]


def test_what_is_saved_by_day_adds_up_to_what_the_days_lost(lives: list[Lived]) -> None:
    lost = {
        name: sum(day.lost for life in lives if life.policy == name for day in life.days)
        for name in ("product", "nothing")
    }
    saved = saved_by_day(lives)["product"]
    assert len(saved) == SETUP.days
    assert saved[-1] == pytest.approx((lost["nothing"] - lost["product"]) / len(SETUP.seeds))
    assert saved[-1] > 0


def shares(**given: tuple[float, float | None, float | None]) -> dict[str, Any]:
    """A document of shares of the oracle's value alone, with the ends of their intervals."""
    return {
        "policies": {
            name: {"figures": {"value_share": dict(zip(("value", "low", "high"), share, strict=True))}}
            for name, share in given.items()
        }
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"oracle": (1, 1, 1), "product": (0.7, 0.6, 0.8), "random": (0.2, 0.1, 0.5)},
            "plantroom saved 70 % of what the oracle saved, more than any other",
        ),
        (
            {"product": (0.7, 0.4, 0.8), "random": (0.2, 0.1, 0.5)},
            "plantroom saved 70 % of what the oracle saved, not clearly more than Random",
        ),
        (
            {"random": (0.7, None, None), "product": (0.2, None, None)},
            "Random saved 70 % of what the oracle saved, not clearly more than plantroom",
        ),
        ({"product": (0.7, 0.4, 0.8)}, "plantroom saved 70 % of what the oracle saved"),
        ({"nothing": (0, 0, 0), "random": (-0.2, None, None)}, "No policy saved more than its visits cost"),
        ({"oracle": (1, 1, 1)}, "Nobody but the oracle competed, or there was nothing to save"),
    ],
)
def test_the_headline_claims_no_more_than_the_intervals_do(given: dict[str, Any], told: str) -> None:
    assert headline(shares(**given)) == told


def test_the_setup_is_told_in_one_line(document: dict[str, Any]) -> None:
    assert setup_line(document) == "2 worlds of 2 buildings, 2 managers in all, 6 days; seeds 1, 2"


def test_the_page_needs_no_address(html: str) -> None:
    addresses = set(re.findall(r"""(?:https?:)?//[^\s"'<>]+""", html))
    assert {each for each in addresses if "www.w3.org" not in each} == set()
    assert not re.search(r"<(?:script|link|img|iframe)\b|@import|url\((?!#)", html)


class _Tags(HTMLParser):
    """Counts tags, and keeps every id."""

    def __init__(self) -> None:
        super().__init__()
        self.count: dict[str, int] = {}
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] = self.count.get(tag, 0) + 1
        self.ids += [value for name, value in attrs if name == "id" and value]


def test_the_page_has_its_plots_and_a_row_for_each_policy(html: str, document: dict[str, Any]) -> None:
    tags = _Tags()
    tags.feed(html)
    assert tags.count["svg"] == 11
    assert tags.count["tr"] == 1 + len(document["policies"])
    assert len(tags.ids) == len(set(tags.ids))


def test_plots_take_the_colours_of_the_page(html: str) -> None:
    drawn = re.findall(r"(?:fill|stroke): ?(#[0-9a-f]{6})", html)
    assert drawn == []
    assert "prefers-color-scheme: dark" in html


def test_the_page_shows_the_figures_of_the_document(html: str, document: dict[str, Any]) -> None:
    for words in load_figures().values():
        value = document["policies"]["product"]["figures"][words.id]["value"]
        assert f"<td>{words.written(value)}" in html


def test_the_same_document_gives_the_same_page(html: str, document: dict[str, Any]) -> None:
    assert page(document) == html


def test_without_matplotlib_the_error_names_the_line_that_installs_it(
    document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ArenaError, match=r"python -m pip install 'plantroom\[arena\]'"):
        value_plot(document)


@pytest.mark.parametrize(
    ("figure", "value", "text"),
    [
        ("value_share", 0.714, "71 %"),
        ("value_share", -0.004, "0 %"),
        ("regret_per_manager_week", 1234.5, "1,234"),
        ("value_per_manager_week", -12.0, "\N{MINUS SIGN}12"),
        ("days_to_fix", 3.14, "3.1"),
        ("false_actions", None, "\N{EN DASH}"),
    ],
)
def test_figures_are_written_for_people(figure: str, value: float | None, text: str) -> None:
    assert load_figures()[figure].written(value) == text
