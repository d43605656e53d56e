"""Settings: each is documented, and the environment goes before the file, the file before the default."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import BatchSettings, BrokerSettings, IntakeSettings
from plantroom.settings import Settings, unknown_variables
from plantroom.settings_page import PAGE, Setting, every_setting, page
from tests.plantroom.conftest import Said, the_one_line


@pytest.fixture(autouse=True)
def an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for setting in every_setting():
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.delenv("PLANTROOM_SETTINGS", raising=False)


def test_the_page_is_the_newest() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m plantroom.settings_page"


def test_every_setting_stands_on_the_page_with_what_it_is_for() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for setting in every_setting():
        assert f"| `{setting.variable}` | `{setting.key}` |" in text
        assert setting.meaning.endswith("."), setting.variable


def test_none_is_left_out() -> None:
    described = {setting.path for setting in every_setting()}
    for group, kind in (("broker", BrokerSettings), ("intake", IntakeSettings), ("batch", BatchSettings)):
        assert {(group, field.name) for field in dataclasses.fields(kind)} <= described
    alone = {path[0] for path in described}
    assert alone == set(Settings.model_fields)


@pytest.mark.parametrize("asked", list(every_setting()), ids=lambda asked: asked.key)
def test_a_setting_is_read_under_the_name_on_the_page(
    asked: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {bool: "true" if asked.default is False else "false", int: "7777", float: "7.5"}
    words = {
        "log_level": "debug",
        "rounds.clock": "readings",
        "simulate.portfolio": "demo",
        "simulate.start_days_ago": "7.5",
    }
    text = words.get(asked.key, given.get(type(asked.default), "other"))
    monkeypatch.setenv(asked.variable, text)
    value: object = Settings()
    for name in asked.path:
        value = getattr(value, name)
    assert value != asked.default


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Settings().broker.port == 1883
    (tmp_path / "plantroom.toml").write_text('[broker]\nport = 2883\nhost = "file.example"\n')
    assert Settings().broker.port == 2883
    monkeypatch.setenv("PLANTROOM_BROKER__PORT", "3883")
    assert Settings().broker.port == 3883
    assert Settings().broker.host == "file.example", "one of a group does not hide the others"


def test_the_file_may_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.toml").write_text('log_level = "debug"\n')
    monkeypatch.setenv("PLANTROOM_SETTINGS", str(tmp_path / "other.toml"))
    assert Settings().log_level == "debug"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour = 1", "colour"),
        ("[broker]\ncolour = 1", "broker.colour"),
        ("[rounds]\ncolour = 1", "rounds.colour"),
        ('[broker]\nport = "x"', "broker.port"),
        ('log_level = "loud"', "log_level"),
        ("broken =", "plantroom.toml is no TOML"),
    ],
)
def test_what_is_wrong_in_the_file_is_named_in_one_line(
    plantroom: Callable[..., Said], tmp_path: Path, text: str, named: str
) -> None:
    (tmp_path / "plantroom.toml").write_text(text)
    assert f"settings: {named}" in the_one_line(plantroom("doctor"))


def test_a_named_file_that_is_not_there_is_an_error(plantroom: Callable[..., Said], tmp_path: Path) -> None:
    said = the_one_line(plantroom("doctor", PLANTROOM_SETTINGS=str(tmp_path / "none.toml")))
    assert "none.toml, and there is no such file" in said


def test_a_variable_that_is_no_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANTROOM_COLOUR", "red")
    assert unknown_variables() == ["PLANTROOM_COLOUR"]


def test_an_unknown_name_in_a_group_of_the_environment_is_an_error(plantroom: Callable[..., Said]) -> None:
    assert "settings: broker.colour" in the_one_line(plantroom("doctor", PLANTROOM_BROKER__COLOUR="red"))


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("PLANTROOM_BROKER__PORT", "70000", "broker: port must be 1 to 65535, is 70000"),
        ("PLANTROOM_BROKER__PORT", "0", "broker: port must be 1 to 65535, is 0"),
        ("PLANTROOM_BROKER__KEEPALIVE_S", "0", "broker: keepalive_s must be 1 to 65535, is 0"),
        ("PLANTROOM_BROKER__LONGEST_WAIT_S", "nan", "broker: longest_wait_s must be above 0, is nan"),
        ("PLANTROOM_INTAKE__FUTURE_MS", "-1", "intake: future_ms must be 0 or more, is -1"),
        ("PLANTROOM_BATCH__MESSAGES", "0", "batch: messages must be above 0, is 0"),
        ("PLANTROOM_API__PORT", "70000", "api.port"),
        ("PLANTROOM_SIMULATE__SPEED", "-1", "simulate.speed"),
    ],
)
def test_a_number_that_cannot_be_is_told_at_once(
    plantroom: Callable[..., Said], variable: str, value: str, told: str
) -> None:
    assert f"settings: {told}" in the_one_line(plantroom("doctor", **{variable: value}))
