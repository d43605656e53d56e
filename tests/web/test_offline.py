from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.web import documents
from tests.web.fake_api import FakeApi
from tests.web.test_answers import UNDO_MS, wait_for_answers


def let_time_pass_until(page: Page, sight: Locator, step_ms: int) -> None:
    """Let the page's clock run on; a step that passes while a request is under way sets off nothing."""
    for _ in range(8):
        page.clock.run_for(step_ms)
        with suppress(AssertionError):
            expect(sight).to_be_visible(timeout=1000)
            return
    expect(sight).to_be_visible()


def test_without_a_network_the_last_card_stands_with_its_age(page: Page, api: FakeApi) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")
    api.reachable = False
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")
    page.clock.run_for(12 * 60_000)
    expect(page.get_by_text("Offline · 12 min ago")).to_be_visible()


def test_an_answer_given_offline_is_sent_once_when_back(page: Page, api: FakeApi) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Do it")).to_be_visible()
    api.reachable = False
    let_time_pass_until(page, page.get_by_text("Offline"), 31_000)
    page.get_by_role("button", name="Do it").click()
    page.clock.run_for(UNDO_MS)
    expect(page.get_by_text("1 answer waits on this phone")).to_be_visible()
    page.reload()
    expect(page.get_by_text("In work")).to_be_visible()
    api.reachable = True
    page.evaluate("dispatchEvent(new Event('online'))")
    page.clock.run_for(30_000)
    wait_for_answers(page, api, 1)
    page.clock.run_for(60_000)
    page.evaluate("0")
    assert [answer["said"] for answer in api.answers] == ["accepted"]
    expect(page.get_by_text("Offline")).to_have_count(0)
    expect(page.get_by_text("answer waits")).to_have_count(0)


def test_the_reasons_are_there_without_a_network(page: Page, api: FakeApi) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")
    page.wait_for_function("() => localStorage['plantroom.detail']")
    page.clock.run_for(1000)
    page.wait_for_load_state("networkidle")
    api.reachable = False
    page.get_by_role("button", name="Why this").click()
    expect(page.get_by_role("slider")).to_be_visible()


def test_with_nothing_kept_and_no_network_it_says_so_and_goes_on_trying(page: Page, api: FakeApi) -> None:
    api.reachable = False
    page.goto("/")
    expect(page.get_by_role("heading", name="No connection.")).to_be_visible()
    api.reachable = True
    let_time_pass_until(page, page.get_by_role("heading", level=1).filter(has_text="damper"), 6000)


def test_the_page_itself_opens_in_a_lift(new_phone: Callable[..., BrowserContext], api: FakeApi) -> None:
    phone = new_phone(api, service_workers="allow")
    page = phone.new_page()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    phone.set_offline(True)
    api.reachable = False
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")
    page.get_by_role("button", name="The steps").click()
    expect(page.get_by_role("heading", name="First, make it safe")).to_be_visible()


def test_a_kept_card_of_another_manager_is_not_shown(page: Page, api: FakeApi) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")
    api.session = documents.SESSION | {"manager": "jonas"}
    api.choice = documents.choice(documents.OTHER, manager="jonas")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Replace the filters on AHU-1")
