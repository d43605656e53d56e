"""Lives one simulated week of one manager on the real product, and photographs her phone.

Broker, ingester, rounds, API and page run as `plantroom up` does; simulated buildings publish to the broker
and are mended when she reports work done. Needs Chromium: python docs/take_week.py [FOLDER]
"""

import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, sync_playwright

from model.site.document import point_rows, site_document
from plantroom.demo import free_port
from plantroom.parts import open_parts
from plantroom.settings import Settings
from simulator.faults import demo_scenario
from simulator.people import ApiAnswers, Technicians
from simulator.portfolio import Portfolio
from simulator.publishing import BrokerAddress, Publisher

MANAGER = "portfolio"
ZONE = ZoneInfo("America/Chicago")
START = datetime(2026, 1, 6, tzinfo=UTC)
MONDAY = datetime(2026, 1, 12, tzinfo=ZONE)
LOOKS = (7, 11, 15)  # local hours at which she takes out her phone
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
_DAY_S = 86_400
# Undo is offered for some seconds before an answer leaves the phone.
_UNDO_MS = 7_000


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


@contextmanager
def product(folder: Path) -> Iterator[tuple[str, int, str]]:
    """`plantroom up` over a new store: address of the page, port of the broker, the manager's token."""
    broker, api = free_port(18_830), free_port(18_080)
    ready = folder / "ready"
    settings = {
        "STORE": str(folder / "plantroom.sqlite"),
        "READY_FILE": str(ready),
        "EMBEDDED_BROKER": "true",
        "BROKER__PORT": str(broker),
        "API__PORT": str(api),
        "API__SIMULATED": "true",
        "ROUNDS__CLOCK": "readings",
        "ROUNDS__EVERY_S": "1",
    }
    environment = os.environ | {f"PLANTROOM_{name}": value for name, value in settings.items()}
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "plantroom", "up"], env=environment, stdout=log, stderr=log
        )
    try:
        while not ready.exists():
            if running.poll() is not None:
                sys.exit((folder / "log").read_text())
            time.sleep(0.1)
        parts = open_parts(Settings(store=folder / "plantroom.sqlite"))
        with parts.database:
            secret, _ = parts.tokens.create(MANAGER, _DAY_S * 1000)
        yield f"http://127.0.0.1:{api}", broker, secret
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(30)


def next_action(address: str, token: str) -> dict[str, Any]:
    request = Request(
        f"{address}/v1/managers/{MANAGER}/next-action", headers={"Authorization": f"Bearer {token}"}
    )
    with urlopen(request, timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def wait_for_round(address: str, token: str, now: datetime) -> dict[str, Any]:
    """The choice of the round that knew the last whole hour before ``now``."""
    last = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    for _ in range(1200):
        choice = next_action(address, token)
        as_of = choice.get("as_of")
        if as_of is not None and datetime.fromisoformat(as_of) >= last:
            return choice
        time.sleep(0.1)
    sys.exit(f"no round until {now}")


class Diary:
    """Photographs with a line each, numbered as they happen."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, itertools.count(1)

    def keep(self, page: Page, now: datetime, what: str) -> None:
        name = f"week-{next(self._numbers):02d}.png"
        page.wait_for_timeout(1500)  # until what glides in stands still
        page.screenshot(path=self._folder / name)
        print(f"{now:%a %H:%M} {name} {what}", flush=True)


def look(page: Page, diary: Diary, now: datetime, choice: dict[str, Any], seen: set[str]) -> None:
    """What she does at a look: read, why, take on, and report done at the next look."""
    page.reload()
    page.get_by_role("heading").first.wait_for()
    shown = choice["recommendation"]
    if shown is None:
        if choice["headline"] not in seen:
            seen.add(choice["headline"])
            diary.keep(page, now, choice["headline"])
        return
    done = page.get_by_role("button", name="Done")
    if done.count():
        diary.keep(page, now, f"in work: {shown['title']}")
        done.click()
        page.wait_for_timeout(_UNDO_MS)
        diary.keep(page, now, "reported done")
        return
    if shown["id"] not in seen:
        seen.add(shown["id"])
        diary.keep(page, now, shown["title"])
        page.get_by_role("button", name="Do it").click()
        page.wait_for_timeout(_UNDO_MS)
        diary.keep(page, now, "taken on")


def live(folder: Path) -> None:
    """The week, look by look."""
    portfolio = Portfolio.demo(7, start_ms=milliseconds(START), scenario=demo_scenario())
    stop, seen, told = threading.Event(), set[str](), set[str]()
    with tempfile.TemporaryDirectory() as place:
        parts = open_parts(Settings(store=Path(place) / "plantroom.sqlite"))
        with parts.database:
            site = portfolio.site()
            parts.site_store.save(site_document(site), point_rows(site))
        with product(Path(place)) as (address, port, token), sync_playwright() as playwright:
            technicians, answers = Technicians(portfolio, seed=7), ApiAnswers(address, MANAGER, token)
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
            page = browser.new_page(
                viewport={"width": 390, "height": 844}, locale="en-US", color_scheme="light"
            )
            page.goto(f"{address}/#token={token}")
            diary = Diary(folder)
            with Publisher(BrokerAddress(port=port), client_id="week") as publisher:
                for day, hour in itertools.product(range(8), LOOKS):
                    now = MONDAY + timedelta(days=day, hours=hour, minutes=10)
                    publisher.publish(portfolio.advance(milliseconds(now)), stop)
                    publisher.drain(stop)
                    choice = wait_for_round(address, token, now)
                    outcome = choice.get("outcome")
                    if outcome is not None and json.dumps(outcome) not in told:
                        told.add(json.dumps(outcome))
                        page.reload()
                        diary.keep(page, now, f"outcome: {outcome['found']}")
                    if now.weekday() < 5:
                        look(page, diary, now, choice, seen)
                    technicians.hear(answers())
            browser.close()


if __name__ == "__main__":
    pictures = Path(sys.argv[1] if len(sys.argv) > 1 else "build/week")
    pictures.mkdir(parents=True, exist_ok=True)
    live(pictures)
