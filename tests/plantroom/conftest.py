"""The command `plantroom`, run as a person would, in a folder of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from plantroom import cli
from tests.conftest import REPOSITORY
from tests.plantroom.processes import Started, alive, children


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


def plantroom_environment(folder: Path, **more: str) -> dict[str, str]:
    """An environment whose only setting is a store in ``folder``, and ``more``; wide lines, no colours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLANTROOM_")}
    ours = {"PLANTROOM_STORE": str(folder / "plantroom.sqlite"), "PYTHONPATH": str(REPOSITORY)}
    return kept | ours | {"COLUMNS": "300", "NO_COLOR": "1", "TERM": "dumb"} | more


@pytest.fixture
def plantroom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., Said]]:
    """Run `plantroom WORDS` in a fresh folder, and give what it said; keywords are variables."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def run(*words: str | Path, **variables: str) -> Said:
        with monkeypatch.context() as here:
            here.chdir(tmp_path)
            here.setattr(sys, "argv", ["plantroom", *map(str, words)])
            for name in list(os.environ):
                here.delenv(name)
            for name, value in plantroom_environment(tmp_path, **variables).items():
                here.setenv(name, value)
            capfd.readouterr()
            with pytest.raises(SystemExit) as ended:
                cli.main()
            said = capfd.readouterr()
        # It wrote its log to where standard error then was.
        structlog.reset_defaults()
        code = ended.value.code
        return Said(code if isinstance(code, int) else int(code is not None), said.out, said.err)

    yield run
    for number, handler in handlers.items():
        signal.signal(number, handler)


def the_one_line(said: Said) -> str:
    """The one line of a refusal: it ends with 1, without a traceback."""
    assert said.code == 1, said
    lines = said.err.strip().splitlines()
    assert len(lines) == 1, said.err
    assert lines[0].startswith("plantroom: ")
    return lines[0]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Started]:
    """Start `plantroom WORDS` as a process; whatever of it is left after the test is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def run(*words: str, **variables: str) -> subprocess.Popen[bytes]:
        with (tmp_path / "said").open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "plantroom", *words],
                cwd=tmp_path,
                env=plantroom_environment(tmp_path, **variables),
                stdout=said,
                stderr=said,
            )
        started.append(process)
        return process

    yield run
    for process in started:
        for left in [*children(process.pid), process.pid]:
            if alive(left):
                os.kill(left, signal.SIGKILL)
        process.wait()
