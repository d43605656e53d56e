"""What the manager says of a recommendation; saying it twice changes nothing."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Path, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Discriminator, Field, Tag

from api import examples
from api.access import SignedIn, not_there
from api.parts import Parts
from api.problems import ProblemError, problems
from api.times import iso, milliseconds
from api.typed import Words
from store.ledger_records import AnswerRecord, ConflictError

router = APIRouter(tags=["answers"])

_Hindrance = Literal["part", "access", "contractor"]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: UUID = Field(description="Made by the client; the same answer sent again keeps it.")
    note: Annotated[str, Words] | None = None


class Accepted(_Answer):
    """She takes it on."""

    said: Literal["accepted"]


class Done(_Answer):
    """It is done; the building's data will tell whether that fixed it."""

    said: Literal["done"]


class Snoozed(_Answer):
    """Not now. ``until``: when to come back; without it, when the model finds it due."""

    said: Literal["snoozed"]
    until: AwareDatetime | None = None
    reason: Literal["cannot_now"] | None = None
    detail: _Hindrance | None = None


class HandedOver(_Answer):
    """Someone else does it."""

    said: Literal["handed_over"]
    handed_to: Annotated[str, Words] | None = None


class Dismissed(_Answer):
    """That's not right, and why; each reason teaches something else."""

    said: Literal["dismissed"]
    reason: Literal["already_known", "not_real", "wrong_cause", "not_worth_it"]


class CannotNow(_Answer):
    """Dismissed for want of a part, of access or of a contractor; no evidence against the fault."""

    said: Literal["dismissed"]
    reason: Literal["cannot_now"]
    detail: _Hindrance | None = None


def _kind(answer: object) -> str | None:
    """Which of the answers this is meant to be, so that only that one's errors are told."""
    if not isinstance(answer, dict):
        return None
    if answer.get("said") == "dismissed" and answer.get("reason") == "cannot_now":
        return "cannot_now"
    return answer["said"] if isinstance(answer.get("said"), str) else None


Answer = Annotated[
    Annotated[Accepted, Tag("accepted")]
    | Annotated[Done, Tag("done")]
    | Annotated[Snoozed, Tag("snoozed")]
    | Annotated[HandedOver, Tag("handed_over")]
    | Annotated[Dismissed, Tag("dismissed")]
    | Annotated[CannotNow, Tag("cannot_now")],
    Discriminator(_kind),
]


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it was recorded."""

    id: str
    said: str
    reason: str | None
    detail: str | None
    until: str | None
    handed_to: str | None
    note: str | None
    answered_at: str


def given_answer(record: AnswerRecord) -> GivenAnswer:
    """Write a recorded answer as it goes over the wire."""
    return GivenAnswer(
        id=record.answer,
        said=record.said,
        reason=record.reason,
        detail=record.detail,
        until=None if record.until_ms is None else iso(record.until_ms),
        handed_to=record.handed_to,
        note=record.note,
        answered_at=iso(record.answered_ms),
    )


@router.post(
    "/recommendations/{recommendation}/answers",
    operation_id="postAnswer",
    summary="Answer a recommendation",
    status_code=201,
    responses=problems(400, 401, 404, 409, 422)
    | examples.shown(201, "answer")
    | examples.shown(200, "answer", description="The same answer was recorded before", model=GivenAnswer),
)
def answer(
    parts: Parts,
    profile: SignedIn,
    recommendation: Annotated[str, Path(description="The recommendation that was shown")],
    said: Annotated[Answer, Body(openapi_examples=examples.ANSWERS)],
    response: Response,
) -> GivenAnswer:
    """Record an answer. It is safe to send again until it is confirmed: the client's id counts once."""
    shown = parts.ledger.recommendation(recommendation, profile.id)
    if shown is None or shown.building not in profile.building_ids:
        raise not_there()
    record = _record(said, recommendation, profile.id, parts.clock())
    try:
        is_new = parts.ledger.record_answer(record)
    except ConflictError:
        detail = f"Answer id {said.id} was already used for another answer; make a new id."
        raise ProblemError(409, "conflict", detail) from None
    if not is_new:
        response.status_code = 200
        [record] = [
            given for given in parts.ledger.answers_to(recommendation) if given.answer == record.answer
        ]
    return given_answer(record)


def _record(said: Answer, recommendation: str, manager: str, answered_ms: int) -> AnswerRecord:
    given: dict[str, Any] = said.model_dump()
    until = given.pop("until", None)
    return AnswerRecord(
        answer=str(given.pop("id")),
        recommendation=recommendation,
        manager=manager,
        answered_ms=answered_ms,
        until_ms=None if until is None else milliseconds(until),
        **given,
    )
