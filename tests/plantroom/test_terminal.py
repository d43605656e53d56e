"""The terminal shows what others wrote, and obeys none of it."""

import io

import pytest
from rich.table import Table

from plantroom.terminal import Terminal, counted, visible


def shown(what: object, monkeypatch: pytest.MonkeyPatch) -> str:
    screen = io.StringIO()
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("FORCE_COLOR", "1")
    terminal = Terminal()
    terminal.file = screen
    terminal.print(what)
    return screen.getvalue()


@pytest.mark.parametrize("text", ["[red]boiler[/red]", "closes nothing [/nope]", ":smile:", "50 % [bold"])
def test_brackets_are_shown_as_they_are(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table(text, title=text)
    table.add_row(text)
    assert shown(text, monkeypatch) == f"{text}\n"
    assert shown(table, monkeypatch).count(text) == 3


def test_control_characters_are_written_out_also_in_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table("name")
    table.add_row("a\x1b[2Jb")
    assert r"a\x1b[2Jb" in shown(table, monkeypatch)
    assert "\x1b[2J" not in shown(table, monkeypatch)


def test_marks_of_direction_and_halves_of_letters_are_written_out() -> None:
    assert visible("a\u202eb\ud800") == r"a\u202eb\ud800"


def test_what_people_write_stays() -> None:
    assert visible("Zuluft 21,5\u202f°C 東\tx\ny") == "Zuluft 21,5\u202f°C 東\tx\ny"


@pytest.mark.parametrize(("number", "said"), [(0, "0 rows"), (1, "1 row"), (1200, "1,200 rows")])
def test_a_number_goes_with_its_word(number: int, said: str) -> None:
    assert counted(number, "row", "rows") == said
