"""`plantroom up`: the parts as processes of one machine, started, watched and ended together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog
from rich.console import Console

from plantroom.processes import stop_on_signal
from plantroom.settings import Settings

_log = structlog.get_logger("up")
_GRACE_S = 10.0
_PR_SET_PDEATHSIG = 1
_SHORTEST_WAIT_S, _LONGEST_WAIT_S = 0.5, 30.0
_STEADY_S = 60.0


@dataclass(slots=True)
class _Part:
    command: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait_s: float = _SHORTEST_WAIT_S
    again_at: float = 0.0


@dataclass
class Supervisor:
    """Runs `plantroom COMMAND` for each command; one that ends is started again, later each time."""

    commands: Sequence[tuple[str, ...]]
    environment: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None
    _parts: list[_Part] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Start every part."""
        self._parts = [_Part(command) for command in self.commands]
        for part in self._parts:
            self._start(part)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every part, last started first: asked at first, then made to."""
        for part in reversed(self._parts):
            if part.process is not None and part.process.poll() is None:
                part.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + _GRACE_S
        for part in reversed(self._parts):
            if part.process is not None:
                try:
                    part.process.wait(max(0.1, deadline - time.monotonic()))
                except subprocess.TimeoutExpired:
                    _log.warning("made to end", part=part.command[0])
                    part.process.kill()
                    part.process.wait()

    def watch(self) -> None:
        """Start again what ended; call it now and then."""
        now = time.monotonic()
        for part in self._parts:
            if part.process is None:
                if now >= part.again_at:
                    self._start(part)
                continue
            code = part.process.poll()
            if code is not None:
                steady = now - part.started > _STEADY_S
                part.wait_s = _SHORTEST_WAIT_S if steady else min(part.wait_s * 2, _LONGEST_WAIT_S)
                part.process, part.again_at = None, now + part.wait_s
                _log.error("ended, starts again", part=part.command[0], code=code, in_s=part.wait_s)

    def _start(self, part: _Part) -> None:
        output = None if self.log is None else self.log.open("ab")
        # A session of its own: Ctrl-C reaches this process, which ends the parts in their order.
        part.process = subprocess.Popen(  # noqa: S603, the commands are ours
            [sys.executable, "-m", "plantroom", *part.command],
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509, one prctl, no lock is taken
        )
        if output is not None:
            output.close()
        part.started = time.monotonic()


def _end_with_parent() -> None:
    """Have Linux send SIGTERM when the supervisor dies, however it dies; elsewhere do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def parts_to_run(settings: Settings) -> list[tuple[str, ...]]:
    """The commands of `up`."""
    own = [("broker",)] if settings.embedded_broker else []
    return [*own, ("ingest",), ("rounds",), ("serve",)]


def run_up(settings: Settings, console: Console) -> None:
    """Run the parts until asked to stop."""
    stop = stop_on_signal()
    where = settings.api.public_url or f"http://{settings.api.host}:{settings.api.port}/"
    with Supervisor(parts_to_run(settings)) as supervisor:
        console.print(f"plantroom is up: page and API at {where}, MQTT at port {settings.broker.port}.")
        console.print("`plantroom token --manager ID` makes a token; Ctrl-C ends it all.")
        while not stop.wait(0.5):
            supervisor.watch()
