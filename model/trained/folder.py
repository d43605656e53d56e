"""Where what was learned is read from: what ships, or a folder in which other artefacts are tried."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

_PACKAGE = "model.trained"


class _Source:
    """A folder beside what ships, if one was chosen; ``read`` once an artefact was."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.read = False


_source = _Source()


def read_from(folder: Path) -> None:
    """Read artefacts of ``folder`` in this process; those that it has not are read as they ship.

    Raises RuntimeError once an artefact was read: what was judged by then rests on another.
    """
    if _source.read:
        raise RuntimeError(f"artefacts were read before those of {folder} were asked for")
    _source.folder = folder


def artefact(name: str, *, needed: bool = True) -> dict[str, Any]:
    """The artefact of the file ``name``; empty where there is none and none is ``needed``.

    Raises FileNotFoundError where it is.
    """
    _source.read = True
    tried = None if _source.folder is None else _source.folder / name
    file = tried if tried is not None and tried.is_file() else files(_PACKAGE) / name
    if not needed and not file.is_file():
        return {}
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
