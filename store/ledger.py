"""The ledger: what was chosen, shown, answered and found afterwards; rows are added, never changed."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select, tuple_, update

from store.ledger_answers import AnswerLog, dumps, shown_to
from store.ledger_records import (
    AnswerRecord,
    ChoiceRecord,
    ConflictError,
    Document,
    HistoryEntry,
    Look,
    RecommendationRecord,
)
from store.tables import answers, choices, looks, recommendations

# Told anew at every look without anything else being chosen or known. Beside a recommendation the headline is
# its title; beside none it counts the sensors.
_VOLATILE = ("as_of", "coverage", "headline", "expected_series")


class Ledger(AnswerLog):
    """Choices, recommendations, answers and outcomes of every manager.

    Documents are the JSON of the records in ``model.recommendation``, decoded. Times are UTC epoch ms.
    Writing raises ``StoreUnavailableError`` while the store cannot take it.
    """

    def record_choice(self, manager: str, as_of_ms: int, document: Document) -> int:
        """Log one look of ``manager``; returns the number of the choice that stands.

        A choice that differs from the one before only in when it was made, in the coverage or in the
        expected series, renews the heartbeat and adds no row. A recommendation is written the first time
        its id is chosen. ``document`` may hold, beside the fields of a ``Choice``, the chart's lines that no
        sensor measures: ``expected_series``, trace name -> {"start_ms", "step_ms", "values"}, in SI.
        Raises ``ConflictError`` when that id belongs to another manager.
        """
        content = _content(document)
        volatile = dumps({name: document[name] for name in _VOLATILE if name in document})
        heartbeat = {"as_of_ms": as_of_ms, "volatile": volatile}
        with self._database.write() as connection:
            renewed = connection.execute(
                update(looks)
                .where(looks.c.manager == manager, looks.c.content == content)
                .values(heartbeat)
                .returning(looks.c.choice)
            ).scalar_one_or_none()
            if renewed is not None:
                return int(renewed)
            chosen = document.get("recommendation")
            row = {
                "manager": manager,
                "as_of_ms": as_of_ms,
                "recommendation": chosen["id"] if chosen else None,
                "document": dumps(document),
            }
            choice = int(connection.execute(insert(choices).returning(choices.c.choice), row).scalar_one())
            newest = heartbeat | {"choice": choice, "content": content}
            moved = connection.execute(update(looks).where(looks.c.manager == manager).values(newest))
            if not moved.rowcount:
                connection.execute(insert(looks), newest | {"manager": manager})
            if chosen:
                _write_if_new(connection, manager, as_of_ms, chosen)
            return choice

    def look(self, manager: str) -> Look | None:
        """Where the card of ``manager`` stands, without its document; None before the first look."""
        with self._database.read() as connection:
            found = connection.execute(
                select(
                    looks.c.choice,
                    looks.c.as_of_ms,
                    choices.c.recommendation,
                    recommendations.c.building,
                )
                .join(choices, choices.c.choice == looks.c.choice)
                .outerjoin(recommendations, recommendations.c.recommendation == choices.c.recommendation)
                .where(looks.c.manager == manager)
            ).one_or_none()
            if found is None:
                return None
            answer = connection.execute(
                select(answers.c.answer)
                .where(answers.c.recommendation == found.recommendation)
                .order_by(answers.c.answered_ms.desc(), answers.c.answer.desc())
                .limit(1)
            ).scalar_one_or_none()
        return Look(found.choice, found.as_of_ms, found.building, answer)

    def current_choice(self, manager: str) -> ChoiceRecord | None:
        """Return the choice that stands for ``manager``, or None before the first look."""
        with self._database.read() as connection:
            found = connection.execute(
                select(choices, looks.c.as_of_ms.label("looked_ms"), looks.c.volatile)
                .join(looks, looks.c.choice == choices.c.choice)
                .where(looks.c.manager == manager)
            ).one_or_none()
        if found is None:
            return None
        document = json.loads(found.document) | json.loads(found.volatile)
        return ChoiceRecord(found.choice, manager, found.looked_ms, found.recommendation, document)

    def newest_look_ms(self) -> int | None:
        """When a round last looked at any manager's buildings, or None if none ever did."""
        with self._database.read() as connection:
            newest: int | None = connection.execute(select(func.max(looks.c.as_of_ms))).scalar_one()
        return newest

    def recommendation(self, recommendation: str, manager: str | None = None) -> RecommendationRecord | None:
        """Return a recommendation as it was last shown; with ``manager``, only if it is theirs."""
        mine = [recommendations.c.recommendation == recommendation]
        if manager is not None:
            mine.append(recommendations.c.manager == manager)
        with self._database.read() as connection:
            first = connection.execute(select(recommendations).where(*mine)).one_or_none()
            if first is None:
                return None
            last = connection.execute(
                select(choices)
                .where(choices.c.recommendation == recommendation)
                .order_by(choices.c.choice.desc())
                .limit(1)
            ).one()
            until_ms = _shown_until(connection, first.manager, last.choice)
            renewed = connection.execute(
                select(looks.c.volatile).where(looks.c.choice == last.choice)
            ).scalar_one_or_none()
        document = json.loads(last.document) | json.loads(renewed or "{}")
        return RecommendationRecord(
            recommendation=recommendation,
            manager=first.manager,
            building=first.building,
            shown_ms=first.shown_ms,
            shown_until_ms=until_ms,
            document=document["recommendation"],
            expected_series=document.get("expected_series", {}),
        )

    def history(
        self,
        manager: str,
        limit: int,
        before: tuple[int, str] | None = None,
        buildings: Sequence[str] | None = None,
    ) -> list[HistoryEntry]:
        """Return what ``manager`` was shown, newest first, at most ``limit``.

        ``before`` is (shown_ms, recommendation) of the last entry seen; ``buildings`` narrows to these.
        """
        place = recommendations.c.shown_ms, recommendations.c.recommendation
        wanted = shown_to(manager, buildings)
        if before is not None:
            wanted.append(tuple_(*place) < tuple_(*before))
        with self._database.read() as connection:
            rows = connection.execute(
                select(recommendations)
                .where(*wanted)
                .order_by(*(column.desc() for column in place))
                .limit(limit)
            ).all()
        shown = [row.recommendation for row in rows]
        said: defaultdict[str, list[AnswerRecord]] = defaultdict(list)
        for answer in self.answers_to(*shown):
            said[answer.recommendation].append(answer)
        found = {outcome.recommendation: outcome for outcome in self.outcomes_of(*shown)}
        return [
            HistoryEntry(
                row.recommendation,
                row.shown_ms,
                json.loads(row.document),
                tuple(said[row.recommendation]),
                found.get(row.recommendation),
            )
            for row in rows
        ]


def _write_if_new(connection: Connection, manager: str, shown_ms: int, chosen: Document) -> None:
    owner = connection.execute(
        select(recommendations.c.manager).where(recommendations.c.recommendation == chosen["id"])
    ).scalar_one_or_none()
    if owner is None:
        row = {name: chosen[name] for name in ("building", "equipment", "action", "fault")}
        row |= {"recommendation": chosen["id"], "manager": manager, "shown_ms": shown_ms}
        connection.execute(insert(recommendations), row | {"document": dumps(chosen)})
    elif owner != manager:
        raise ConflictError(f"recommendation {chosen['id']} was shown to manager {owner}, not to {manager}")


def _shown_until(connection: Connection, manager: str, choice: int) -> int:
    """When the choice after ``choice`` was made, or else when it was last confirmed [UTC ms]."""
    followed: int | None = connection.execute(
        select(choices.c.as_of_ms)
        .where(choices.c.manager == manager, choices.c.choice > choice)
        .order_by(choices.c.choice)
        .limit(1)
    ).scalar_one_or_none()
    if followed is not None:
        return followed
    confirmed: int = connection.execute(
        select(looks.c.as_of_ms).where(looks.c.manager == manager)
    ).scalar_one()
    return confirmed


def _content(document: Document) -> str:
    lasting = {name: value for name, value in document.items() if name not in _VOLATILE}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()
