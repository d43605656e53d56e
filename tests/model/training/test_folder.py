"""What was learned can be tried from another folder, before anything was judged by what ships."""

import json
from pathlib import Path

import pytest

from model.trained import folder
from model.trained.folder import artefact, read_from


@pytest.fixture(autouse=True)
def nothing_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_source", folder._Source())


def test_what_a_folder_has_is_read_from_it_and_the_rest_as_it_ships(tmp_path: Path) -> None:
    as_it_ships = artefact("laws.json")
    folder._source.read = False
    (tmp_path / "calibration.json").write_text(json.dumps({"slope": 1.5}), encoding="utf-8")
    read_from(tmp_path)
    assert artefact("calibration.json") == {"slope": 1.5}
    assert artefact("laws.json") == as_it_ships


def test_no_folder_is_taken_once_something_was_read(tmp_path: Path) -> None:
    artefact("calibration.json")
    with pytest.raises(RuntimeError, match="artefacts were read before"):
        read_from(tmp_path)


def test_what_is_needed_and_nowhere_is_an_error_and_else_nothing() -> None:
    assert artefact("never.json", needed=False) == {}
    with pytest.raises(FileNotFoundError):
        artefact("never.json")
