"""Listens to what managers report done, without holding up whoever acts on it."""

import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import structlog

from simulator.people.answers import Answers, AnswersUnavailableError, Done, NoHistoryError

_log = structlog.get_logger(__name__)


class Listener:
    """Asks for the answers of each manager every ``every_s``, in a thread of its own.

    Asking waits for the API, and nothing else shall wait for it. What a manager had said before she could
    first be asked belongs to an earlier run. One who cannot be asked is asked again, one whose answers make
    no sense is not. Use it as a context manager.
    """

    def __init__(self, managers: Sequence[Answers], every_s: float) -> None:
        # What each manager is known to have said; None: she could not be asked yet.
        self._known: dict[Answers, set[str] | None] = dict.fromkeys(managers)
        self._every_s = every_s
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._heard: list[Done] = []
        self._thread = threading.Thread(target=self._run, name="answers", daemon=True)

    def __enter__(self) -> Self:
        if self._known:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # It is a daemon: one that waits for an API that hangs is not waited for.
        self._stop.set()

    def take(self) -> list[Done]:
        """What was said done since the last call."""
        with self._lock:
            taken, self._heard = self._heard, []
        return taken

    def _run(self) -> None:
        while not self._stop.is_set():
            for answers in list(self._known):
                if not self._stop.is_set():
                    self._ask(answers)
            self._stop.wait(self._every_s)

    def _ask(self, answers: Answers) -> None:
        try:
            said = {done.id: done for done in answers()}
        except AnswersUnavailableError as error:
            _log.debug("no answers yet", error=str(error))
            return
        except NoHistoryError:
            _log.exception("a manager's answers cannot be understood; not asking for them again")
            del self._known[answers]
            return
        known = self._known[answers]
        if known is not None:
            with self._lock:
                self._heard += [done for name, done in said.items() if name not in known]
        self._known[answers] = set(said) | (known or set())
