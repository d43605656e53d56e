import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import wait_until
from tests.web import documents
from tests.web.fake_api import FakeApi


def pass_time(page: Page, holds: Callable[[], bool], what: str) -> None:
    """Let the page's clock run, a second at a time, until ``holds()``."""

    def held() -> bool:
        page.clock.run_for(1000)
        return holds()

    wait_until(held, what)


def test_the_card_says_what_where_why_and_what_it_costs(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Free the stuck outdoor-air damper on AHU-2")
    card = page.get_by_role("article")
    for words in (
        "AHU-2, North Tower",
        "commanded to 20 % and the air says it is 85 % open",
        "$46 a day",
        "Three rooms on level 4 are below 19 °C.",
        "1.5 h, one mechanic, no parts likely",
        "Almost certain 95 %",
        "19 of 20 like this were real.",
    ):
        expect(card).to_contain_text(words)


def test_the_whole_card_and_its_answers_are_above_the_fold(page: Page) -> None:
    page.goto("/")
    for name in ("Why this", "The steps", "Do it", "Not now", "not right", "Hand over"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844, name
        assert box["height"] >= 48, name
        assert box["width"] >= 48, name
    actions = page.get_by_role("region", name="Your answer").bounding_box()
    links = page.get_by_role("button", name="Why this").bounding_box()
    assert actions is not None
    assert links is not None
    assert links["y"] + links["height"] <= actions["y"], "the answers cover the card"


def test_the_cost_of_waiting_opens_to_its_interval(page: Page) -> None:
    page.goto("/")
    page.get_by_text("$46 a day").click()
    expect(page.get_by_text("Between $31 and $64 a day")).to_be_visible()
    expect(page.get_by_text("A week of waiting: about $306")).to_be_visible()


def test_an_action_in_work_asks_for_done(page: Page, api: FakeApi) -> None:
    api.choice = documents.choice(answer=documents.given("accepted"))
    page.goto("/")
    expect(page.get_by_text("In work since 07:10")).to_be_visible()
    expect(page.get_by_role("button", name="Done")).to_be_enabled()
    expect(page.get_by_role("button", name="Do it")).to_have_count(0)


def test_a_verified_fix_is_told_once(page: Page, api: FakeApi) -> None:
    api.choice = documents.choice(outcome=documents.FIXED)
    page.goto("/")
    banner = page.get_by_role("main").get_by_role("paragraph").filter(has_text="Fixed, we checked:")
    expect(banner).to_have_text(
        "Fixed, we checked: the readings of AHU-4 show no sign of this any more: stuck heating valve. "
        "$44 a day saved."
    )
    page.get_by_role("button", name="Good").click()
    expect(banner).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(banner).to_have_count(0)


def test_a_simulated_building_says_so(page: Page, api: FakeApi) -> None:
    api.session = documents.SESSION | {"simulated": True}
    page.goto("/")
    expect(page.get_by_text("Simulated")).to_be_visible()


def test_all_clear_says_what_it_rests_on(page: Page, api: FakeApi) -> None:
    api.choice = documents.choice(None)
    page.goto("/")
    expect(page.get_by_role("heading", name="Nothing needs you.")).to_be_visible()
    expect(page.get_by_text("4,012 of 4,020 sensors heard from in the last ten minutes.")).to_be_visible()
    expect(page.get_by_text("58 of 61 pieces of equipment judged.")).to_be_visible()
    blind = page.get_by_text("stuck dampers cannot be seen there")
    expect(blind).not_to_be_visible()
    page.get_by_text("What we cannot see (2)").click()
    expect(blind).to_be_visible()


@pytest.mark.parametrize(
    ("choice", "title", "words"),
    [
        (documents.NO_DATA, "No data.", "No data since Sunday 23:40."),
        (documents.NOT_LOOKED_YET, "Not looked yet.", "the first round over your buildings is still to come"),
    ],
    ids=["no data", "not looked yet"],
)
def test_not_knowing_is_not_dressed_as_all_clear(
    page: Page, api: FakeApi, choice: documents.Document, title: str, words: str
) -> None:
    api.choice = choice
    page.goto("/")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_role("article").get_by_text(words)).to_be_visible()
    expect(page.get_by_text("Nothing needs you")).to_have_count(0)
    expect(page.get_by_text("pieces of equipment judged")).to_have_count(0)


def test_a_problem_is_told_in_the_servers_words(page: Page, api: FakeApi) -> None:
    api.problem = {"title": "Service Unavailable", "status": 503, "detail": "The store does not answer."}
    page.goto("/")
    expect(page.get_by_text("The store does not answer.")).to_be_visible()
    api.problem = None
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name=re.compile("Free the stuck"))).to_be_visible()


def test_while_loading_the_card_has_its_place(page: Page, api: FakeApi) -> None:
    api.holds_back = True
    page.goto("/")
    expect(page.get_by_role("heading", name="Looking at your buildings")).to_be_attached()
    expect(page.locator("main")).to_have_attribute("aria-busy", "true")
    for route in api.waiting:
        route.abort()


def test_what_changes_on_the_server_shows_by_itself(page: Page, api: FakeApi) -> None:
    api.streamed = documents.choice(documents.OTHER)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Replace the filters on AHU-1")


def test_without_a_stream_the_page_asks_again_and_names_what_it_has(page: Page, api: FakeApi) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")
    pass_time(page, lambda: len(api.conditional) == 3, "the page asks again")
    api.choice = documents.choice(None)
    pass_time(page, page.get_by_role("heading", name="Nothing needs you.").is_visible, "the news shows")
    assert api.conditional[0] is None
    assert all(tag is not None for tag in api.conditional[1:])


def test_nothing_changes_under_the_readers_finger(page: Page, api: FakeApi) -> None:
    page.goto("/")
    page.get_by_role("button", name="Why this").click()
    api.choice = documents.choice(documents.OTHER)
    pass_time(page, page.get_by_text("There is newer advice.").is_visible, "the news is told")
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper on AHU-2")
    page.get_by_role("button", name="Show it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Replace the filters on AHU-1")


def test_the_ledger_shows_what_came_of_earlier_work(page: Page, api: FakeApi) -> None:
    api.choice = documents.choice(None)
    page.goto("/")
    page.get_by_role("button", name="What came of earlier work").click()
    expect(page.get_by_text("1 of 2 fixed and checked in the data. $44 a day saved.")).to_be_visible()
    expect(page.get_by_role("heading", name="Replace the filters on AHU-3")).to_be_visible()
