"""`next`, `rounds --once`, `doctor` and `token`: what they say of a store, and of an empty one."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.formats import Formats, Plain
from ingest.intake import Intake
from ingest.reading import Message
from ingest.settings import IntakeSettings
from plantroom.parts import open_parts
from plantroom.settings import Settings
from store.readings import ReadingStore
from tests.plantroom.conftest import Said, the_one_line
from tests.plantroom.small_site import write_site

Command = Callable[..., Said]
SECRET = re.compile(r"plantroom_\S+")


@pytest.fixture
def imported(plantroom: Command, tmp_path: Path) -> Command:
    assert plantroom("import", write_site(tmp_path)).code == 0
    return plantroom


def manager_of(folder: Path, secret: str) -> str | None:
    parts = open_parts(Settings(store=folder / "plantroom.sqlite"))
    with parts.database:
        return parts.tokens.manager_of(secret)


def test_next_before_any_round_says_what_to_run(imported: Command) -> None:
    assert "plantroom rounds --once" in the_one_line(imported("next", "--manager", "jonas"))


def test_next_of_an_unknown_manager_names_the_known(imported: Command) -> None:
    assert "no manager 'nobody'; known: jonas" in the_one_line(imported("next", "--manager", "nobody"))


def test_a_building_never_heard_from_gets_no_guess(imported: Command) -> None:
    assert imported("rounds", "--once").code == 0
    said = imported("next", "--manager", "jonas")
    assert said.code == 0
    assert "No data" in said.out
    told = json.loads(imported("next", "--manager", "jonas", "--json").out)
    assert (told["recommendation"], told["nothing_because"]) == (None, "no_data")


def test_doctor_of_an_empty_store_says_to_import(plantroom: Command) -> None:
    said = plantroom("doctor")
    assert said.code == 0
    assert "First: no site is imported: `plantroom import FILE`" in said.out


def test_doctor_names_what_was_never_heard_and_what_cannot_be_seen(imported: Command) -> None:
    said = imported("doctor")
    assert "Never heard: 5 points" in said.out
    assert "cannot be seen, mill: no cooling valve command" in said.out
    assert "First: nothing was ever heard from mill" in said.out


def test_doctor_shows_what_a_stranger_sent_and_obeys_none_of_it(imported: Command, tmp_path: Path) -> None:
    with open_parts(Settings(store=tmp_path / "plantroom.sqlite")).database as database:
        message = Message("plantroom/mill/box/[/red]", b'{"value": "\\u001b[2J[/green]"}', 1, 1, 0)
        taken = Intake(Formats([Plain()]), database, IntakeSettings()).take([message])
        ReadingStore(database).commit(taken.batch)
    said = imported("doctor")
    assert said.code == 0, said
    assert "mill/box/[/red]" in said.out
    assert "[/green]" in said.out
    assert "\x1b" not in said.out


def test_a_token_lets_its_manager_in_and_is_shown_once(imported: Command, tmp_path: Path) -> None:
    said = imported("token", "--manager", "jonas")
    secrets = set(SECRET.findall(said.out.splitlines()[0]))
    assert len(secrets) == 1
    secret = secrets.pop()
    assert f"#token={secret}" in said.out
    assert manager_of(tmp_path, secret) == "jonas"
    assert secret.encode() not in (tmp_path / "plantroom.sqlite").read_bytes()


@pytest.mark.parametrize("days", ["-3", "nan", "inf", "1e300"])
def test_a_token_of_days_that_cannot_be_is_refused_and_never_an_endless_one(
    imported: Command, days: str
) -> None:
    said = imported("token", "--manager", "jonas", "--days", days)
    assert said.code == 2, said
    assert not SECRET.search(said.out)


@pytest.mark.parametrize("place", ["folder", "file/below"])
def test_a_store_that_cannot_be_is_said_in_one_line(plantroom: Command, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    said = plantroom("doctor", PLANTROOM_STORE=str(tmp_path / place))
    assert str(tmp_path / place.partition("/")[0]) in the_one_line(said)


def test_a_token_for_an_unknown_manager_is_refused(imported: Command) -> None:
    assert "no manager 'nobody'; known: jonas" in the_one_line(imported("token", "--manager", "nobody"))


def test_a_revoked_token_lets_nobody_in(imported: Command, tmp_path: Path) -> None:
    made = imported("token", "--manager", "jonas").out
    secret, identifier = SECRET.findall(made)[0], re.findall(r"id (\w+)", made)[0]
    said = imported("token", "--manager", "jonas", "--revoke", identifier)
    assert f"Token {identifier} is revoked." in said.out
    assert manager_of(tmp_path, secret) is None


def test_revoking_a_token_that_is_none_is_said(imported: Command) -> None:
    assert "nothing" in the_one_line(imported("token", "--manager", "jonas", "--revoke", "nothing"))
