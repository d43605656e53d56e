"""A look: what a manager is told when nothing is shown."""

import pytest

from model.recommendation import Coverage
from model.round import look
from tests.model.believed import NOW_MS, site_of, whole_building


@pytest.mark.parametrize(
    ("heard", "because", "words"),
    [(21, "nothing_worth_doing", "Nothing needs you"), (2, "no_data", "Too little to go by. 2 of 21")],
)
def test_nothing_needs_you_is_not_said_of_a_building_that_is_hardly_heard(
    heard: int, because: str, words: str
) -> None:
    site = site_of(whole_building())
    coverage = Coverage(21, heard, 60, None, 5, 1)
    choice = look(
        site.managers[0],
        site,
        (),
        before=None,
        answers=(),
        coverage=coverage,
        outcome=None,
        blind=(),
        now_ms=NOW_MS,
        newest_ms=NOW_MS - 60_000,
    ).choice
    assert choice.nothing_because == because
    assert choice.headline.startswith(words)
