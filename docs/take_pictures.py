"""Photographs the page: docs/pictures/card.png of a demo, and the cards of the laboratory building.

Needs Chromium: python docs/take_pictures.py [FOLDER]

FOLDER holds lab-building/bldg1.ttl and lab-building/readings.csv.gz; without it only the demo is taken.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from plantroom.demo import free_port

PICTURES = Path(__file__).resolve().parent / "pictures"
LINK = re.compile(r"http://127\.0\.0\.1:\d+/#token=\S+")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
_PLANTROOM = (sys.executable, "-m", "plantroom")
_LONGEST_S = 600.0


@contextmanager
def phone(link: str) -> Iterator[Page]:
    """The page as on a phone, with its card."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        page = browser.new_page(viewport={"width": 390, "height": 844}, locale="en-US", color_scheme="light")
        page.goto(link)
        page.get_by_role("button", name="Why this").wait_for(timeout=1000 * _LONGEST_S)
        page.wait_for_timeout(1500)  # until what glides in stands still
        yield page
        browser.close()


@contextmanager
def running(command: str, environment: dict[str, str], said: Path) -> Iterator[None]:
    """`plantroom COMMAND` beside us, ended as by Ctrl-C; what it says goes to a file."""
    with said.open("wb") as output:
        process = subprocess.Popen([*_PLANTROOM, command], env=environment, stdout=output)
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def wait_for(there: Callable[[], object], what: str) -> None:
    """Wait until it is there. Raises TimeoutError."""
    until = time.monotonic() + _LONGEST_S
    while not there():
        if time.monotonic() > until:
            raise TimeoutError(what)
        time.sleep(0.2)


def photograph_demo(folder: Path) -> None:
    """A demo in a folder of its own: its first card."""
    environment = os.environ | {"PLANTROOM_STORE": str(folder / "plantroom.sqlite"), "COLUMNS": "200"}
    said = folder / "said"
    with running("demo", environment, said):
        wait_for(lambda: LINK.search(said.read_text()), "the first card of the demo")
        link = LINK.search(said.read_text())
        assert link is not None
        with phone(link[0]) as page:
            page.screenshot(path=PICTURES / "card.png")


def photograph_laboratory(folder: Path, data: Path) -> None:
    """Two days of the laboratory building through the broker: the card, and why."""
    ready = folder / "ready"
    environment = os.environ | {
        "PLANTROOM_STORE": str(folder / "plantroom.sqlite"),
        "PLANTROOM_READY_FILE": str(ready),
        "PLANTROOM_ROUNDS__CLOCK": "readings",
        "PLANTROOM_BROKER__PORT": str(free_port(18_831)),
        "PLANTROOM_API__PORT": str(free_port(18_081)),
        "COLUMNS": "200",
    }

    def plantroom(*arguments: object) -> str:
        command = [*_PLANTROOM, *map(str, arguments)]
        return subprocess.run(command, env=environment, check=False, capture_output=True, text=True).stdout

    place = ("--timezone", "Etc/UTC", "--units", "imperial", "--manager", "maria")
    plantroom("import", data / "bldg1.ttl", *place)
    with running("up", environment, folder / "said"):
        wait_for(ready.exists, "the parts are up")
        plantroom("replay", data / "readings.csv.gz")
        wait_for(lambda: "2015-01-02T23:45" in plantroom("next", "--manager", "maria"), "the last look")
        link = LINK.search(plantroom("token", "--manager", "maria"))
        assert link is not None
        with phone(link[0]) as page:
            page.screenshot(path=PICTURES / "lab-card.png")
            page.get_by_role("button", name="Why this").click()
            page.get_by_role("slider").wait_for()
            page.wait_for_timeout(500)
            page.screenshot(path=PICTURES / "lab-why.png")


def main() -> None:
    """Take them all, each from a new store."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        photograph_demo(Path(folder))
    for data in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            photograph_laboratory(Path(folder), Path(data) / "lab-building")


if __name__ == "__main__":
    main()
