from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.web.fake_api import TOKEN, FakeApi

NewPhone = Callable[..., BrowserContext]


def test_the_token_moves_from_the_address_into_the_phone(new_phone: NewPhone, api: FakeApi) -> None:
    page = new_phone(api, signed_in=False).new_page()
    page.goto(f"/#token={TOKEN}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")
    assert "token" not in page.url
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")


def test_without_a_token_the_page_asks_for_it(new_phone: NewPhone, api: FakeApi) -> None:
    page = new_phone(api, signed_in=False).new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="Let this phone in")).to_be_visible()
    page.get_by_label("Access token").fill(f"  {TOKEN}\n")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")


def test_a_pasted_address_is_as_good_as_its_token(new_phone: NewPhone, api: FakeApi) -> None:
    page = new_phone(api, signed_in=False).new_page()
    page.goto("/")
    page.get_by_label("Access token").fill(f"http://127.0.0.1:8000/#token={TOKEN}")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")


def test_a_token_that_does_not_hold_is_asked_for_anew(new_phone: NewPhone, api: FakeApi) -> None:
    page = new_phone(api, signed_in=False).new_page()
    page.goto("/#token=plantroom_revoked")
    expect(page.get_by_role("alert")).to_contain_text("not valid any more")
    page.get_by_label("Access token").fill(TOKEN)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("damper")
