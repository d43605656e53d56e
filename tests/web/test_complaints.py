"""What people feel, handed on from the card or from "nothing needs you"."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from api.complaints import Complaint
from tests.conftest import wait_until
from tests.web import documents
from tests.web.fake_api import FakeApi


def open_the_view(page: Page) -> None:
    page.get_by_role("button", name="Someone complains").click()
    expect(page.get_by_role("heading", name="What do people feel?")).to_be_focused()


def complain(page: Page, *, room: str = "VAV 1-2 Level", felt: str = "Too cold", when: str = "Now") -> None:
    page.get_by_label(room).check()
    page.get_by_label(felt).check()
    page.get_by_label(when).check()
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_role("heading", name="Noted.")).to_be_focused()


def heard(page: Page, api: FakeApi) -> documents.Document:
    """The one complaint that the server got."""

    def arrived() -> bool:
        page.evaluate("0")  # lets the interception of requests run
        return len(api.complaints) > 0

    wait_until(arrived, "the complaint arrives", timeout_s=5)
    [complaint] = api.complaints
    Complaint.model_validate(complaint)
    uuid.UUID(complaint["id"])
    return {name: part for name, part in complaint.items() if name != "id"}


COLD = {
    "building": "north-tower",
    "equipment": "VAV-1-2",
    "felt": "cold",
    "felt_at": "2026-03-09T12:10:00.000Z",
}


@pytest.mark.parametrize("recommendation", [documents.RECOMMENDATION, None], ids=["card", "all clear"])
def test_a_complaint_is_handed_on_at_once_and_counts(
    page: Page, api: FakeApi, recommendation: documents.Document | None
) -> None:
    page.clock.set_fixed_time(documents.NOW)
    api.choice = documents.choice(recommendation)
    page.goto("/")
    open_the_view(page)
    complain(page)
    expect(page.get_by_text("VAV 1-2, North Tower")).to_be_visible()
    expect(page.get_by_text("It counts in the next look.").last).to_be_visible()
    assert heard(page, api) == COLD
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("button", name="Someone complains")).to_be_visible()


@pytest.mark.parametrize(
    ("words", "felt"), [("Too hot", "hot"), ("Stuffy", "stuffy"), ("Can\u2019t say", "unsaid")]
)
def test_what_they_feel_is_said_in_the_words_of_the_api(
    page: Page, api: FakeApi, words: str, felt: str
) -> None:
    page.goto("/")
    open_the_view(page)
    complain(page, felt=words)
    assert heard(page, api)["felt"] == felt


@pytest.mark.parametrize(
    ("now", "when", "felt_at"),
    [
        ("2026-03-09T19:30:00Z", "Earlier today", "2026-03-09T16:30:00.000Z"),
        ("2026-03-09T06:30:00Z", "Earlier today", "2026-03-09T05:00:00.000Z"),  # 01:30 in Chicago
        ("2026-03-09T19:30:00Z", "Yesterday", "2026-03-08T17:00:00.000Z"),
        ("2026-03-08T19:30:00Z", "Yesterday", "2026-03-07T18:00:00.000Z"),  # before the clocks went forward
    ],
)
def test_when_it_was_is_meant_on_the_clock_of_the_site(
    page: Page, api: FakeApi, now: str, when: str, felt_at: str
) -> None:
    page.clock.set_fixed_time(now)
    page.goto("/")
    open_the_view(page)
    complain(page, when=when)
    assert heard(page, api)["felt_at"] == felt_at


def test_people_of_a_simulated_building_feel_in_its_own_time(page: Page, api: FakeApi) -> None:
    api.session = documents.SESSION | {"simulated": True}
    api.choice = documents.choice(as_of="2026-01-15T09:00:00Z")
    page.goto("/")
    open_the_view(page)
    complain(page)
    assert heard(page, api)["felt_at"] == "2026-01-15T09:00:00.000Z"


def test_a_room_among_many_is_found_by_parts_of_its_name(page: Page, api: FakeApi) -> None:
    page.goto("/")
    open_the_view(page)
    rooms = page.get_by_role("group", name="Where").get_by_role("radio")
    expect(rooms).to_have_count(5)
    expect(page.get_by_text("91 more")).to_be_visible()
    page.get_by_label("Find a room").fill("EAST 3-2")
    expect(rooms).to_have_count(2)
    page.get_by_label("VAV 3-23").check()
    page.get_by_label("Find a room").fill("attic")
    expect(page.get_by_text("No room is called that.")).to_be_visible()
    expect(rooms).to_have_count(1)
    expect(page.get_by_label("VAV 3-23")).to_be_checked()
    complain(page, room="VAV 3-23")
    assert heard(page, api)["equipment"] == "VAV-3-23"


def test_few_rooms_need_no_search(page: Page, api: FakeApi) -> None:
    api.rooms = documents.MILL
    page.goto("/")
    open_the_view(page)
    expect(page.get_by_label("Find a room")).to_have_count(0)
    expect(page.get_by_label("Building")).to_have_count(0)
    expect(page.get_by_label("AHU-1")).to_be_checked()
    complain(page, room="AHU-1")
    assert heard(page, api)["building"] == "mill"


def test_the_building_of_the_card_comes_first_and_then_the_one_that_was_named_last(
    page: Page, api: FakeApi
) -> None:
    api.rooms = documents.MILL + documents.ROOMS
    page.goto("/")
    open_the_view(page)
    building = page.get_by_label("Building")
    expect(building).to_have_value("north-tower")
    page.get_by_label("VAV 1-2 Level").check()
    building.select_option("Mill")
    complain(page, room="AHU-1")
    assert heard(page, api)["equipment"] == "AHU-1"
    page.get_by_role("button", name="Another one").click()
    expect(building).to_have_value("mill")


def test_a_note_goes_with_it(page: Page, api: FakeApi) -> None:
    page.goto("/")
    open_the_view(page)
    page.get_by_label("Note").fill(" By the window. ")
    complain(page)
    assert heard(page, api)["note"] == "By the window."


def test_nothing_is_sent_until_the_room_and_what_they_feel_are_said(page: Page, api: FakeApi) -> None:
    page.goto("/")
    open_the_view(page)
    page.get_by_role("button", name="Note it").click()
    page.get_by_label("VAV 1-2 Level").check()
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_label("Too cold")).to_be_focused()
    page.evaluate("0")
    assert api.complaints == []


def test_a_complaint_made_offline_is_sent_once_when_back(page: Page, api: FakeApi) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Someone complains")).to_be_visible()
    page.clock.run_for(1000)
    page.wait_for_function("() => localStorage['plantroom.rooms']")
    page.wait_for_load_state("networkidle")
    api.reachable = False
    open_the_view(page)
    complain(page)
    expect(
        page.get_by_text("1 complaint waits on this phone and goes out when you are back.")
    ).to_be_visible()
    expect(page.get_by_text("Kept on this phone")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_text("1 answer and 1 complaint wait on this phone")).to_be_visible()
    page.reload()
    expect(page.get_by_text("1 answer and 1 complaint wait on this phone")).to_be_visible()
    api.reachable = True
    page.evaluate("dispatchEvent(new Event('online'))")
    page.clock.run_for(30_000)
    assert heard(page, api)["equipment"] == "VAV-1-2"
    page.clock.run_for(60_000)
    page.evaluate("0")
    assert len(api.complaints) == 1
    assert [answer["said"] for answer in api.answers] == ["accepted"]


def test_without_rooms_at_hand_it_says_so(page: Page, api: FakeApi) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Someone complains")).to_be_visible()
    page.clock.run_for(1000)
    page.wait_for_load_state("networkidle")
    page.evaluate("localStorage.removeItem('plantroom.rooms')")
    api.reachable = False
    open_the_view(page)
    expect(page.get_by_role("alert")).to_contain_text("The rooms cannot be fetched now.")


def test_a_complaint_that_is_refused_is_told_and_not_sent_again(page: Page, api: FakeApi) -> None:
    page.goto("/")
    open_the_view(page)
    expect(page.get_by_role("radio").first).to_be_visible()
    api.problem = {"title": "Not Found", "status": 404, "detail": "There is nothing here for this token."}
    complain(page)
    expect(page.get_by_role("alert")).to_contain_text("What you said was not taken: There is nothing here")
    api.problem = None
    page.clock.run_for(60_000)
    page.evaluate("0")
    assert api.complaints == []


def test_it_can_be_done_by_keyboard_alone(page: Page, api: FakeApi) -> None:
    api.rooms = documents.MILL
    page.goto("/")
    open_the_view(page)
    expect(page.get_by_role("radio").first).to_be_visible()
    for key in ("Tab", "Space", "Tab", "Space", "ArrowDown", "Tab", "ArrowDown", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="Noted.")).to_be_focused()
    complaint = heard(page, api)
    assert (complaint["equipment"], complaint["felt"]) == ("AHU-1", "hot")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Another one")).to_be_focused()


def test_whatever_is_tapped_is_large_enough_for_a_thumb(page: Page, api: FakeApi) -> None:
    api.rooms = documents.ROOMS + documents.MILL
    page.goto("/")
    small = """() => [...document.querySelectorAll('button, select, .complaint label, [type=search]')]
        .filter((each) => each.offsetParent && !each.matches('.for-screen-readers, [for=note]'))
        .filter((each) => each.getBoundingClientRect().height < 44)
        .map((each) => each.textContent || each.ariaLabel)"""
    assert page.evaluate(small) == []
    open_the_view(page)
    expect(page.get_by_role("radio").first).to_be_visible()
    assert page.evaluate(small) == []


def test_nothing_jumps_when_the_rooms_are_kept(page: Page, api: FakeApi) -> None:
    page.goto("/")
    page.clock.run_for(1000)
    page.wait_for_function("() => localStorage['plantroom.rooms']")
    page.emulate_media(reduced_motion="reduce")
    api.holds_back = True
    open_the_view(page)
    before = page.get_by_role("button", name="Note it").bounding_box()
    [*_, asked] = [route for route in api.waiting if route.request.url.endswith("/rooms")]
    asked.fulfill(json={"rooms": api.rooms})
    page.evaluate("0")
    assert page.get_by_role("button", name="Note it").bounding_box() == before
