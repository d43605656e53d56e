"""The half of the ledger that comes after showing: answers, outcomes, and what they add up to."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, insert, select, tuple_
from sqlalchemy.exc import IntegrityError

from store.database import Database
from store.ledger_records import (
    AnswerRecord,
    ConflictError,
    Document,
    OutcomeRecord,
    Totals,
    UnknownRecommendationError,
)
from store.tables import answers, outcomes, recommendations

TAKEN_ON = ("accepted", "done", "handed_over")


class AnswerLog:
    """Answers and outcomes of every manager; recording the same twice changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record_answer(self, given: AnswerRecord) -> bool:
        """Add an answer; True if it is new, False if the same one was recorded before.

        Raises ``ConflictError`` when its id was used for other content (the time apart), and
        ``UnknownRecommendationError`` when the manager was never shown that recommendation.
        """
        if self.owner_of(given.recommendation) != given.manager:
            raise UnknownRecommendationError(
                f"manager {given.manager} was never shown {given.recommendation}"
            )
        try:
            with self._database.write() as connection:
                connection.execute(insert(answers), asdict(given))
        except IntegrityError:
            [kept] = self._answers(answers.c.answer == given.answer)
            if replace(kept, answered_ms=given.answered_ms) != given:
                raise ConflictError(f"answer {given.answer} was already given with other content") from None
            return False
        return True

    def answers(self, since_ms: int = 0) -> list[AnswerRecord]:
        """Answers of all managers given at or after ``since_ms``, oldest first."""
        return self._answers(answers.c.answered_ms >= since_ms)

    def answers_to(self, *recommended: str) -> list[AnswerRecord]:
        """Answers to these recommendations, oldest first; the last one to each holds."""
        return self._answers(answers.c.recommendation.in_(recommended))

    def open_answers(self) -> list[AnswerRecord]:
        """Answers that took an action on and still hold, and that no outcome has followed yet."""
        later = answers.alias("later")
        superseded = exists().where(
            later.c.recommendation == answers.c.recommendation,
            tuple_(later.c.answered_ms, later.c.answer) > tuple_(answers.c.answered_ms, answers.c.answer),
        )
        followed = exists().where(
            outcomes.c.recommendation == answers.c.recommendation,
            outcomes.c.found_ms >= answers.c.answered_ms,
        )
        return self._answers(answers.c.said.in_(TAKEN_ON), ~superseded, ~followed)

    def record_outcome(self, outcome: OutcomeRecord) -> bool:
        """Add an outcome; True if it is new, False if the same one was recorded before.

        Raises ``ConflictError`` when another was found for the recommendation at the same time, and
        ``UnknownRecommendationError`` when there is no such recommendation.
        """
        if self.owner_of(outcome.recommendation) is None:
            raise UnknownRecommendationError(f"{outcome.recommendation} was never shown to anyone")
        try:
            with self._database.write() as connection:
                connection.execute(insert(outcomes), asdict(outcome) | {"document": dumps(outcome.document)})
        except IntegrityError:
            if outcome in self.outcomes_of(outcome.recommendation):
                return False
            raise ConflictError(
                f"recommendation {outcome.recommendation} has another outcome found at {outcome.found_ms}"
            ) from None
        return True

    def outcomes_of(self, *recommended: str) -> list[OutcomeRecord]:
        """Outcomes of these recommendations, oldest first; the last one of each holds."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(outcomes)
                .where(outcomes.c.recommendation.in_(recommended))
                .order_by(outcomes.c.found_ms, outcomes.c.outcome)
            ).all()
        return [_outcome(row) for row in rows]

    def totals(self, manager: str, buildings: Sequence[str] | None = None) -> Totals:
        """Count everything that ``manager`` was ever shown, in ``buildings`` or everywhere."""
        wanted = shown_to(manager, buildings)
        own = recommendations.c.recommendation
        with self._database.read() as connection:
            shown = connection.execute(
                select(func.count()).select_from(recommendations).where(*wanted)
            ).scalar_one()
            taken = connection.execute(
                select(own)
                .join(answers, answers.c.recommendation == own)
                .where(*wanted, answers.c.said.in_(TAKEN_ON))
                .distinct()
            ).scalars()
            taken_on = set(taken)
            rows = connection.execute(
                select(outcomes, recommendations.c.document.label("shown"))
                .join(recommendations, outcomes.c.recommendation == own)
                .where(*wanted)
                .order_by(outcomes.c.found_ms, outcomes.c.outcome)
            ).all()
        newest = {row.recommendation: row for row in rows}
        found = [row.found for row in newest.values()]
        saving: defaultdict[str, float] = defaultdict(float)
        for row in newest.values():
            per_day = json.loads(row.document).get("saving_per_day")
            if row.found == "fixed" and per_day is not None:
                saving[json.loads(row.shown)["currency"]] += per_day["likely"]
        return Totals(
            shown=shown,
            taken_on=len(taken_on),
            fixed=found.count("fixed"),
            not_fixed=found.count("not_fixed"),
            cannot_tell=found.count("cannot_tell"),
            trusted=sum(row.found == "fixed" for id_, row in newest.items() if id_ in taken_on),
            saving_per_day=dict(saving),
        )

    def owner_of(self, recommendation: str) -> str | None:
        """Return the manager who was shown ``recommendation``, or None if nobody was."""
        with self._database.read() as connection:
            owner: str | None = connection.execute(
                select(recommendations.c.manager).where(recommendations.c.recommendation == recommendation)
            ).scalar_one_or_none()
        return owner

    def _answers(self, *wanted: ColumnElement[bool]) -> list[AnswerRecord]:
        with self._database.read() as connection:
            rows = connection.execute(
                select(answers).where(*wanted).order_by(answers.c.answered_ms, answers.c.answer)
            ).mappings()
            return [AnswerRecord(**row) for row in rows]


def shown_to(manager: str, buildings: Sequence[str] | None) -> list[ColumnElement[bool]]:
    """Conditions for the recommendations of ``manager``, in ``buildings`` or everywhere."""
    wanted: list[ColumnElement[bool]] = [recommendations.c.manager == manager]
    if buildings is not None:
        wanted.append(recommendations.c.building.in_(buildings))
    return wanted


def dumps(document: Document) -> str:
    """Write a document as compact JSON; raises ``ValueError`` for NaN, which no reader of JSON takes."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _outcome(row: Row[Any]) -> OutcomeRecord:
    return OutcomeRecord(
        row.recommendation, row.found, row.probability, json.loads(row.document), row.found_ms
    )
