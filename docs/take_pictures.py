"""Takes docs/pictures/card.png: a demo is started, its first card photographed, and the demo ended.

Needs Chromium: python docs/take_pictures.py
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).resolve().parent / "pictures"
LINK = re.compile(r"http://127\.0\.0\.1:\d+/#token=\S+")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)


def photograph(link: str) -> None:
    """Open the page as on a phone, and keep what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        phone = browser.new_page(viewport={"width": 390, "height": 844}, locale="en-US", color_scheme="light")
        phone.goto(link)
        phone.get_by_role("button").first.wait_for()
        phone.wait_for_timeout(1500)  # until what glides in stands still
        phone.screenshot(path=PICTURES / "card.png")
        browser.close()


def main() -> None:
    """Start a demo in a folder of its own, wait for its link, photograph, end it."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        environment = os.environ | {"PLANTROOM_STORE": f"{folder}/plantroom.sqlite", "COLUMNS": "200"}
        with said.open("wb") as output:
            demo = subprocess.Popen(
                [sys.executable, "-m", "plantroom", "demo"], env=environment, stdout=output
            )
        try:
            while (link := LINK.search(said.read_text())) is None:
                if demo.poll() is not None:
                    sys.exit("the demo ended before its first card")
                time.sleep(0.2)
            photograph(link[0])
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(30)


if __name__ == "__main__":
    main()
