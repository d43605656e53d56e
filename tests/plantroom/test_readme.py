"""What the README and the pages promise is there."""

import re
from pathlib import Path

import pytest

from plantroom.cli import app
from tests.conftest import REPOSITORY

PAGES = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'src="([^"]+)"', text)
    gone = [to for to in targets if "://" not in to and not (page.parent / to).exists()]
    assert gone == []


def test_the_readme_names_only_commands_that_are_there() -> None:
    known = {
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    }
    named = set(re.findall(r"bin/plantroom (\w+)", (REPOSITORY / "README.md").read_text(encoding="utf-8")))
    assert named <= known
    assert {"import", "backtest", "up", "token", "doctor"} <= named


def test_the_picture_of_the_card_is_small() -> None:
    assert (REPOSITORY / "docs" / "pictures" / "card.png").stat().st_size < 150_000
