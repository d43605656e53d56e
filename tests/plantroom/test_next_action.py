"""The card on the terminal says what the page says."""

import io

from rich.console import Console

from api import examples
from plantroom.next_action import card


def on_the_terminal(**changed: object) -> str:
    screen = io.StringIO()
    document = examples.NEXT_ACTION | {"recommendation": examples.RECOMMENDATION | changed}
    Console(file=screen, width=200).print(card(document))
    return screen.getvalue()


def test_a_card_shows_the_reading_beside_what_was_expected() -> None:
    told = on_the_terminal()
    assert "Measured 85 %, expected 20 %." in told
    assert "a week at this certainty 306 USD" in told


def test_what_goes_before_more_money_says_why() -> None:
    runner_up = examples.RECOMMENDATION["runner_up"]
    assert "Before: Replace the filters on AHU-1, by 31 USD a day." in on_the_terminal()
    ahead = runner_up | {"difference_per_day": -12.0, "ahead": "safety"}
    told = on_the_terminal(runner_up=ahead)
    assert "Before: Replace the filters on AHU-1, worth 12 USD a day more, for safety." in told
