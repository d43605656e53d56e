"""Complaints: what people feel in rooms, as managers hand it on."""

from dataclasses import asdict, dataclass, replace

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.exc import IntegrityError

from store.database import Database
from store.ledger_records import ConflictError
from store.tables import complaints


@dataclass(frozen=True, slots=True)
class ComplaintRecord:
    """What was felt in the rooms of an equipment, and when; ``complaint`` is the client's id.

    ``manager`` handed it on, which was heard at ``heard_ms`` [UTC ms, as ``felt_ms``].
    """

    complaint: str
    manager: str
    building: str
    equipment: str
    felt: str
    felt_ms: int
    heard_ms: int
    note: str | None = None


class Complaints:
    """Complaints of every building; recording the same twice changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, given: ComplaintRecord) -> ComplaintRecord | None:
        """Add a complaint; None if it is new, else the same one as it was recorded before.

        The same is what has the same id and content, whenever it was heard. One that was felt as it was heard
        is the same when it is sent again later. Raises ``ConflictError`` when the id was used for another.
        """
        try:
            with self._database.write() as connection:
                connection.execute(insert(complaints), asdict(given))
        except IntegrityError:
            [kept] = self._complaints(complaints.c.complaint == given.complaint)
            if not _same(kept, given):
                raise ConflictError(
                    f"complaint {given.complaint} was already recorded with other content"
                ) from None
            return kept
        return None

    def since(self, felt_ms: int) -> list[ComplaintRecord]:
        """Complaints of all buildings felt at or after ``felt_ms``, oldest first."""
        return self._complaints(complaints.c.felt_ms >= felt_ms)

    def of_manager(self, manager: str, felt_ms: int) -> list[ComplaintRecord]:
        """Complaints that ``manager`` handed on, felt at or after ``felt_ms``, oldest first."""
        return self._complaints(complaints.c.manager == manager, complaints.c.felt_ms >= felt_ms)

    def _complaints(self, *wanted: ColumnElement[bool]) -> list[ComplaintRecord]:
        with self._database.read() as connection:
            rows = connection.execute(
                select(complaints).where(*wanted).order_by(complaints.c.felt_ms, complaints.c.complaint)
            ).mappings()
            return [ComplaintRecord(**row) for row in rows]


def _same(kept: ComplaintRecord, given: ComplaintRecord) -> bool:
    felt_as_heard = (kept.felt_ms, given.felt_ms) == (kept.heard_ms, given.heard_ms)
    felt_ms = kept.felt_ms if felt_as_heard else given.felt_ms
    return replace(given, heard_ms=kept.heard_ms, felt_ms=felt_ms) == kept
