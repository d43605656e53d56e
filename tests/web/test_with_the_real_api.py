import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from api import ApiSettings, Server, create_app
from store.database import open_database
from tests.api.conftest import House, furnish
from tests.api.documents import choice, recommendation
from tests.conftest import answers, free_port, wait_until


@dataclass
class Served:
    """A running API with its page."""

    house: House
    address: str


@pytest.fixture
def served(tmp_path: Path, page_folder: Path) -> Iterator[Served]:
    with open_database(tmp_path / "plantroom.db") as database:
        house = furnish(database)
        settings = ApiSettings(events_poll_s=0.05, events_last_s=60.0)
        port = free_port()
        server = Server(
            create_app(replace(house.parts, page=page_folder, settings=settings)), "127.0.0.1", port
        )
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        wait_until(lambda: answers(port), "the API answers")
        yield Served(house, f"http://127.0.0.1:{port}")
        server.should_exit = True
        running.join(20)


def test_a_card_comes_over_the_stream_is_answered_and_stands_in_the_ledger(
    served: Served, browser: Browser
) -> None:
    house = served.house
    token, *_ = house.tokens.create("maria")
    phone = browser.new_context(base_url=served.address, service_workers="block")
    page = phone.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.goto(f"/#token={token}")
    expect(page.get_by_role("heading", name="Not looked yet.")).to_be_visible()

    house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))
    expect(page.get_by_role("heading", level=1)).to_have_text("Free the stuck outdoor-air damper on AHU-2")

    page.get_by_role("button", name="Do it").click()
    page.get_by_role("button", name="Why this").click()
    expect(page.get_by_role("heading", name="What it is worth")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("In work since")).to_be_visible(timeout=15_000)
    [said] = house.ledger.answers_to(recommendation().id)
    assert said.said == "accepted"
    assert complaints == []
    phone.close()


def test_a_complaint_made_on_the_page_stands_in_the_store(served: Served, browser: Browser) -> None:
    house = served.house
    token, *_ = house.tokens.create("maria")
    house.ledger.record_choice("maria", house.now_ms, choice(None))
    phone = browser.new_context(base_url=served.address, service_workers="block")
    phone.clock.set_fixed_time("2026-03-07T08:00:00Z")
    page = phone.new_page()
    page.goto(f"/#token={token}")

    page.get_by_role("button", name="Someone complains").click()
    page.get_by_label("Stuffy").check()
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_role("heading", name="Noted.")).to_be_visible()

    wait_until(lambda: len(house.complaints.since(0)) == 1, "the complaint stands in the store")
    [kept] = house.complaints.since(0)
    assert (kept.manager, kept.building, kept.equipment) == ("maria", "north-tower", "VAV-4-12")
    assert (kept.felt, kept.felt_ms) == ("stuffy", house.now_ms)
    phone.close()
