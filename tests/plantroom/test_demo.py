"""`plantroom demo`: from nothing to a card, from an answer to a verified fix, and to nothing again."""

import json
import re
import signal
import time
import urllib.request
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import answers, free_port, wait_until
from tests.plantroom.processes import Started, alive, whole_family

LINK = re.compile(r"(http://127\.0\.0\.1:(\d+)/)#token=(\S+)")
MANAGER = "portfolio"


def call(link: re.Match[str], path: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
    body = None if given is None else json.dumps(given).encode()
    headers = {"Authorization": f"Bearer {link[3]}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{link[1]}v1/{path}", body, headers)
    with urllib.request.urlopen(request, timeout=10) as response:
        told: dict[str, Any] = json.load(response)
    return told


@pytest.mark.slow
def test_the_first_card_comes_is_answered_done_mended_and_verified(start: Started, tmp_path: Path) -> None:
    broker, api = free_port(), free_port()
    demo = start(
        "demo",
        PLANTROOM_BROKER__PORT=str(broker),
        PLANTROOM_API__PORT=str(api),
        PLANTROOM_SIMULATE__SPEED="5760",  # four days a minute
    )
    said = tmp_path / "said"
    wait_until(lambda: LINK.search(said.read_text()) is not None, "the link is printed", timeout_s=120)
    link = LINK.search(said.read_text())
    assert link is not None
    assert link[2] == str(api)

    card = call(link, f"managers/{MANAGER}/next-action")
    shown = card["recommendation"]
    assert shown is not None, "the link comes with the first card"
    assert call(link, "session")["simulated"] is True
    call(link, f"recommendations/{shown['id']}/answers", {"id": str(uuid4()), "said": "done"})

    def outcome() -> dict[str, Any] | None:
        time.sleep(0.5)
        past = call(link, f"managers/{MANAGER}/history?limit=100")["recommendations"]
        return next(entry["outcome"] for entry in past if entry["id"] == shown["id"])

    wait_until(lambda: outcome() is not None, "the repair is checked", timeout_s=240)
    checked = outcome()
    assert checked is not None
    assert checked["found"] == "fixed", shown["title"]
    log = (tmp_path / "demo" / "demo.log").read_text()
    assert "Traceback" not in log
    assert "repaired" in log, "the simulator mended it because it was reported done"

    family = whole_family(demo.pid)
    assert len(family) >= 5, "broker, ingest, rounds, API and simulator"
    demo.send_signal(signal.SIGINT)
    assert demo.wait(30) == 0, said.read_text()
    assert not any(alive(one) for one in family)
    assert not answers(broker)
    assert not answers(api)
    assert "Traceback" not in said.read_text()
