"""For everyone: nothing that axe-core finds, by keyboard alone, on the smallest phone, in large text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import REPOSITORY
from tests.web import documents
from tests.web.fake_api import FakeApi

NewPhone = Callable[..., BrowserContext]
SCREENSHOTS = REPOSITORY / "build" / "screenshots"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = {"phone": (390, 844), "small": (320, 640), "desk": (1280, 800)}


def nothing(_: Page, __: FakeApi) -> None: ...


def press(*names: str) -> Callable[[Page, FakeApi], None]:
    def act(page: Page, _: FakeApi) -> None:
        for name in names:
            page.get_by_role("button", name=name).last.click()

    return act


def unfold(words: str) -> Callable[[Page, FakeApi], None]:
    return lambda page, _: page.get_by_text(words).click()


def why(page: Page, _: FakeApi) -> None:
    page.get_by_role("button", name="Why this").click()
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("PageDown")
    for fold in ("The same as a table", "Read from one point", "The two side by side"):
        page.get_by_text(fold).click()
    expect(page.get_by_role("table")).to_have_count(3)


def steps(page: Page, _: FakeApi) -> None:
    page.get_by_role("button", name="The steps").click()
    page.get_by_role("checkbox").first.check()


def ledger(page: Page, _: FakeApi) -> None:
    page.get_by_role("button", name="What came of earlier work").click()
    expect(page.get_by_role("listitem")).to_have_count(2)


def complain(page: Page, _: FakeApi) -> None:
    page.get_by_role("button", name="Someone complains").click()
    expect(page.get_by_role("radio").first).to_be_visible()


def complain_of_cold(page: Page, api: FakeApi) -> None:
    complain(page, api)
    page.get_by_label("Find a room").fill("4-1 east")
    page.get_by_label("VAV 4-11").check()
    page.get_by_label("Too cold").check()


def noted(page: Page, api: FakeApi) -> None:
    complain_of_cold(page, api)
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_role("heading", name="Noted.")).to_be_visible()


def offline(page: Page, api: FakeApi) -> None:
    api.reachable = False
    page.reload()
    page.get_by_role("button", name="Do it").click()
    page.clock.run_for(12 * 60_000)
    expect(page.get_by_text("Offline")).to_be_visible()
    expect(page.get_by_text("answer waits")).to_be_visible()


@dataclass(frozen=True)
class State:
    """One thing that the page can show, and how to come to it."""

    api: dict[str, object] = field(default_factory=dict)
    act: Callable[[Page, FakeApi], None] = nothing
    signed_in: bool = True


STATES = {
    "card": State(),
    "card with its cost unfolded": State(act=unfold("$46 a day")),
    "card in work": State({"choice": documents.choice(answer=documents.given("accepted"))}),
    "card of a simulated building, urgent": State(
        {
            "choice": documents.choice(documents.RECOMMENDATION | {"urgent": True}),
            "session": documents.SESSION | {"simulated": True},
        }
    ),
    "card with a verified fix": State({"choice": documents.choice(outcome=documents.FIXED)}),
    "card with a fix that failed": State({"choice": documents.choice(outcome=documents.NOT_FIXED)}),
    "accepted": State(act=press("Do it")),
    "asking until when": State(act=press("Not now")),
    "asking what is not right": State(act=press("not right")),
    "asking to whom": State(act=press("Hand over")),
    "snoozed": State(act=press("Not now", "Tomorrow morning")),
    "dismissed": State(act=press("not right", "Wrong cause")),
    "done": State({"choice": documents.choice(answer=documents.given("accepted"))}, press("Done")),
    "why": State(act=why),
    "steps": State(act=steps),
    "all clear": State({"choice": documents.choice(None, outcome=documents.FIXED)}),
    "all clear with blind spots": State({"choice": documents.choice(None)}, unfold("What we cannot see")),
    "ledger": State({"choice": documents.choice(None)}, ledger),
    "complaining": State(act=complain),
    "complaining of cold": State(
        {"choice": documents.choice(None), "rooms": documents.ROOMS + documents.MILL}, complain_of_cold
    ),
    "complaining in a small building": State({"rooms": documents.MILL}, complain),
    "noted": State(act=noted),
    "no data": State({"choice": documents.NO_DATA}),
    "not looked yet": State({"choice": documents.NOT_LOOKED_YET}),
    "loading": State({"holds_back": True}),
    "offline with an answer waiting": State(act=offline),
    "no connection": State({"reachable": False}),
    "problem": State(
        {"problem": {"title": "Service Unavailable", "status": 503, "detail": "The store does not answer."}}
    ),
    "asking for the token": State(signed_in=False),
}


def reach(state: State, new_phone: NewPhone, **options: object) -> tuple[Page, FakeApi]:
    api = FakeApi(**state.api)  # type: ignore[arg-type]
    page = new_phone(api, signed_in=state.signed_in, reduced_motion="reduce", **options).new_page()
    page.goto("/")
    if not api.holds_back:
        expect(page.locator("main:not([aria-busy])")).to_be_visible()
        page.clock.run_for(1000)
        page.wait_for_load_state("networkidle")
    state.act(page, api)
    page.evaluate("document.fonts.ready")
    return page, api


@pytest.fixture(scope="session")
def axe(page_folder: Path) -> str:
    return (REPOSITORY / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text()


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_in_light_and_dark(name: str, new_phone: NewPhone, axe: str) -> None:
    page, api = reach(STATES[name], new_phone, bypass_csp=True)
    page.evaluate(axe)
    told = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
        )
        told += [f"{scheme}: {v['id']}: {[n['html'][:120] for n in v['nodes']]}" for v in found]
    for route in api.waiting:
        route.abort()
    assert told == []


@pytest.mark.parametrize("name", STATES)
def test_nothing_is_wider_than_the_screen(name: str, new_phone: NewPhone) -> None:
    """Also where a screenshot of every state, size and colour scheme is kept as build output."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page, api = reach(STATES[name], new_phone)
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, size
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.screenshot(
                path=SCREENSHOTS / f"{name.replace(' ', '-').replace(',', '')}.{size}.{scheme}.png"
            )
    for route in api.waiting:
        route.abort()


@pytest.mark.parametrize(
    "name", ["card", "why", "steps", "asking until when", "all clear with blind spots", "complaining of cold"]
)
def test_text_of_double_size_loses_nothing(name: str, new_phone: NewPhone) -> None:
    page, _ = reach(STATES[name], new_phone)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    clipped = page.evaluate(
        """() => [...document.querySelectorAll('button, h1, h2, p, dd, dt, label, summary, li')]
            .filter((e) => !e.closest('.for-screen-readers') && !e.closest('.table-frame'))
            .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
            .map((e) => e.textContent)"""
    )
    assert clipped == []
    for button in page.get_by_role("button").all():
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport()


def test_a_card_is_answered_by_keyboard_alone(page: Page, api: FakeApi) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Do it")).to_be_visible()
    order = []
    for _ in range(8):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.textContent"))
    assert order == [
        "$46 a day",
        "Why this",
        "The steps",
        "Someone complains",
        "Do it",
        "Not now",
        "That\u2019s not right",
        "Hand over",
    ]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="What is not right?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="not right")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Already known")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you.")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Do it")).to_be_visible()
    assert api.answers == []


def test_a_view_that_opens_takes_the_focus_to_its_heading(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="The steps").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox").first).to_be_focused()
    page.get_by_role("button", name="Back").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("button", name="Do it")).to_be_visible()


def test_what_changes_is_said_aloud(page: Page) -> None:
    page.goto("/")
    spoken = page.locator("[aria-live=polite]")
    expect(spoken).to_have_text("Free the stuck outdoor-air damper on AHU-2")
    page.get_by_role("button", name="Do it").click()
    expect(spoken).to_have_text("Taken on.")
    page.get_by_role("button", name="Undo").click()
    expect(spoken).to_have_text("Taken back.")
