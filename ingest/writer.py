from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from ingest.intake import Intake, Taken, refuse
from ingest.reading import DecodeError, Message, Reason
from ingest.settings import IntakeSettings
from store.database import Database, StoreUnavailableError
from store.dead_letters import DeadLetters
from store.readings import ReadingStore

_log = structlog.get_logger("ingest")

_PRUNE_EVERY = 1000


@dataclass(slots=True)
class Done:
    """Totals of what was written."""

    messages: int = 0
    readings: int = 0
    duplicates: int = 0
    unknown: int = 0
    refused: Counter[Reason] = field(default_factory=Counter)


class Writer:
    """Writes messages to the store: when ``write`` returns they may be acknowledged."""

    def __init__(self, intake: Intake, database: Database, settings: IntakeSettings) -> None:
        self._intake = intake
        self._store = ReadingStore(database)
        self._letters = DeadLetters(database)
        self._kept = settings.dead_letters_kept
        self._unpruned = 0
        self.done = Done()

    def write(self, messages: Sequence[Message]) -> None:
        """Commit the readings of ``messages``, or their dead letters.

        Raises StoreUnavailableError, then they must be written again.
        """
        try:
            self._commit(self._intake.take(messages))
        except StoreUnavailableError:
            raise
        except Exception:  # noqa: BLE001
            _log.exception("a batch failed; its messages are taken in one by one", messages=len(messages))
            self._write_one_by_one(messages)
        self.done.messages += len(messages)
        if self._unpruned >= _PRUNE_EVERY:
            self._letters.prune(self._kept)
            self._unpruned = 0

    def _write_one_by_one(self, messages: Sequence[Message]) -> None:
        # Whatever is wrong with one message must not stall the others, nor come back for ever.
        for message in messages:
            try:
                self._commit(self._intake.take([message]))
            except StoreUnavailableError:
                raise
            except Exception as error:  # noqa: BLE001
                problem = DecodeError(Reason.INTERNAL_ERROR, f"{type(error).__name__}: {error}")
                self._commit(refuse(message, problem))

    def _commit(self, taken: Taken) -> None:
        committed = self._store.commit(taken.batch)
        self.done.readings += committed.new
        self.done.duplicates += committed.known
        self.done.unknown += taken.unknown
        self.done.refused.update(taken.refused)
        self._unpruned += len(taken.batch.dead_letters)
