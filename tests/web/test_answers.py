import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pydantic import TypeAdapter

from api.answers import Answer
from tests.conftest import wait_until
from tests.web import documents
from tests.web.fake_api import FakeApi

UNDO_MS = 6_200
_contract: TypeAdapter[Any] = TypeAdapter(Answer)


def sent(page: Page, api: FakeApi) -> documents.Document:
    """The one answer that the server got once it could not be undone any more."""
    page.clock.run_for(UNDO_MS)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    wait_for_answers(page, api, 1)
    [answer] = api.answers
    _contract.validate_python(answer)
    assert api.answered == [documents.RECOMMENDATION["id"]]
    uuid.UUID(answer["id"])
    return {name: part for name, part in answer.items() if name != "id"}


def wait_for_answers(page: Page, api: FakeApi, count: int) -> None:
    def arrived() -> bool:
        page.evaluate("0")  # lets the interception of requests run
        return len(api.answers) >= count

    wait_until(arrived, f"{count} answers arrive", timeout_s=5)


def test_do_it_takes_the_work_on(page: Page, api: FakeApi) -> None:
    page.goto("/")
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_text("In work")).to_be_visible()
    assert api.answers == []
    assert sent(page, api) == {"said": "accepted"}
    expect(page.get_by_role("button", name="Done")).to_be_enabled()


def test_an_eager_second_tap_does_not_report_the_work_done(page: Page, api: FakeApi) -> None:
    page.goto("/")
    page.get_by_role("button", name="Do it").dblclick()
    assert sent(page, api) == {"said": "accepted"}


def test_done_says_what_the_data_will_show(page: Page, api: FakeApi) -> None:
    api.choice = documents.choice(answer=documents.given("accepted"))
    page.goto("/")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", name="Done.")).to_be_visible()
    expect(page.get_by_text("Mixed air rises towards return air within an hour")).to_be_visible()
    assert sent(page, api) == {"said": "done"}


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("This afternoon", {"said": "snoozed", "until": "2026-03-09T19:00:00.000Z"}),
        ("Tomorrow morning", {"said": "snoozed", "until": "2026-03-10T12:00:00.000Z"}),
        ("Next week", {"said": "snoozed", "until": "2026-03-16T12:00:00.000Z"}),
        ("Part", {"said": "snoozed", "reason": "cannot_now", "detail": "part"}),
        ("Access", {"said": "snoozed", "reason": "cannot_now", "detail": "access"}),
        ("Contractor", {"said": "snoozed", "reason": "cannot_now", "detail": "contractor"}),
    ],
)
def test_not_now_asks_until_when(page: Page, api: FakeApi, choice: str, expected: dict[str, str]) -> None:
    page.goto("/")
    page.get_by_role("button", name="Not now").click()
    page.get_by_role("dialog", name="Until when?").get_by_role("button", name=choice).click()
    expect(page.get_by_role("heading", name="Not now.")).to_be_visible()
    assert sent(page, api) == expected


def test_this_afternoon_is_offered_only_while_it_lies_ahead(page: Page) -> None:
    page.clock.set_fixed_time("2026-03-09T18:05:00Z")  # 13:05 in Chicago
    page.goto("/")
    page.get_by_role("button", name="Not now").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Tomorrow morning")).to_be_visible()
    expect(dialog.get_by_role("button", name="This afternoon")).to_have_count(0)


def test_next_week_is_a_monday_across_the_change_of_clocks(page: Page, api: FakeApi) -> None:
    page.clock.set_fixed_time("2026-03-06T12:10:00Z")  # Friday 06:10 in Chicago, before the change
    page.goto("/")
    page.get_by_role("button", name="Not now").click()
    page.get_by_role("dialog").get_by_role("button", name="Next week").click()
    page.clock.set_fixed_time("2026-03-06T12:10:10Z")
    assert sent(page, api)["until"] == "2026-03-09T12:00:00.000Z"  # Monday 07:00, an hour less ahead in UTC


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ("Already known", "already_known"),
        ("Not real", "not_real"),
        ("Wrong cause", "wrong_cause"),
        ("Not worth it", "not_worth_it"),
    ],
)
def test_thats_not_right_asks_what(page: Page, api: FakeApi, choice: str, reason: str) -> None:
    page.goto("/")
    page.get_by_role("button", name="not right").click()
    page.get_by_role("dialog", name="What is not right?").get_by_role("button", name=choice).click()
    assert sent(page, api) == {"said": "dismissed", "reason": reason}


def test_hand_over_asks_to_whom_and_remembers_the_name(page: Page, api: FakeApi) -> None:
    page.goto("/")
    page.get_by_role("button", name="Hand over").click()
    dialog = page.get_by_role("dialog", name="Hand over to whom?")
    dialog.get_by_role("button", name="Hand over").click()
    expect(dialog).to_be_visible()  # nobody named yet
    dialog.get_by_label("Name").fill(" Jonas ")
    dialog.get_by_label("Note for them").fill("Key is at the desk.")
    dialog.get_by_role("button", name="Hand over").click()
    expect(page.get_by_role("heading", name="Handed to Jonas.")).to_be_visible()
    assert sent(page, api) == {"said": "handed_over", "handed_to": "Jonas", "note": "Key is at the desk."}
    api.choice = documents.choice(documents.OTHER)
    page.goto("/")
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator("datalist option")).to_have_attribute("value", "Jonas")


def test_an_answer_can_be_taken_back(page: Page, api: FakeApi) -> None:
    page.goto("/")
    page.get_by_role("button", name="not right").click()
    page.get_by_role("dialog").get_by_role("button", name="Not real").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Do it")).to_be_enabled()
    page.clock.run_for(UNDO_MS)
    page.evaluate("0")
    assert api.answers == []


def test_an_answer_outlives_the_page_that_took_it(page: Page, api: FakeApi) -> None:
    page.goto("/")
    page.get_by_role("button", name="Do it").click()
    page.goto("about:blank")
    page.goto("/")
    expect(page.get_by_text("In work")).to_be_visible()
    page.clock.run_for(UNDO_MS)
    wait_for_answers(page, api, 1)
    assert [answer["said"] for answer in api.answers] == ["accepted"] * len(api.answers)
    assert len({answer["id"] for answer in api.answers}) == 1


def test_the_next_card_comes_by_itself(page: Page, api: FakeApi) -> None:
    page.goto("/")
    page.get_by_role("button", name="not right").click()
    page.get_by_role("dialog").get_by_role("button", name="Not worth it").click()
    api.choice = documents.choice(documents.OTHER)
    page.clock.run_for(UNDO_MS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Replace the filters on AHU-1")


def test_an_answer_that_is_refused_is_told_and_not_sent_again(page: Page, api: FakeApi) -> None:
    page.goto("/")
    page.get_by_role("button", name="Do it").click()
    api.problem = {"title": "Conflict", "status": 409, "detail": "This answer id was already used."}
    page.clock.run_for(UNDO_MS)
    expect(page.get_by_role("alert")).to_contain_text("This answer id was already used.")
    api.problem = None
    page.clock.run_for(60_000)
    page.evaluate("0")
    assert api.answers == []


def test_a_server_in_trouble_gets_the_answer_later(page: Page, api: FakeApi) -> None:
    page.goto("/")
    page.get_by_role("button", name="Do it").click()
    api.problem = {"title": "Service Unavailable", "status": 503, "detail": "The store takes no writes."}
    page.clock.run_for(UNDO_MS)
    page.evaluate("0")
    assert api.answers == []
    api.problem = None
    page.clock.run_for(20_000)
    wait_for_answers(page, api, 1)
    expect(page.get_by_text(re.compile("In work"))).to_be_visible()
