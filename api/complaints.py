"""What people complain of, handed on by the manager; handing it on twice changes nothing."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Response
from fastapi.exceptions import RequestValidationError
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api import examples
from api.access import SignedIn, not_there
from api.complaint_examples import COMPLAINTS
from api.parts import ApiParts, ManagerProfile, Parts
from api.problems import ProblemError, problems
from api.times import iso, milliseconds
from api.typed import Words
from model.complaints.complaints import Feeling
from store.complaints import ComplaintRecord
from store.ledger_records import ConflictError

router = APIRouter(tags=["complaints"])

# Phones' clocks are not all right.
_AHEAD_MS = 5 * 60_000
_DAY_MS = 86_400_000
_TAKEN_DAYS = 60
_LISTED_DAYS = 30


class Complaint(BaseModel):
    """Somebody feels that it is not right. ``felt_at``: when; without it, now."""

    model_config = ConfigDict(extra="forbid")

    id: UUID = Field(description="Made by the client; the same complaint sent again keeps it.")
    building: str
    equipment: str = Field(description="What serves the room, one of `/v1/rooms`, or any other equipment")
    felt: Feeling = "unsaid"
    felt_at: AwareDatetime | None = Field(
        default=None, description=f"Not ahead, and at most {_TAKEN_DAYS} days ago"
    )
    note: Annotated[str, Words] | None = None


@dataclass(frozen=True, slots=True)
class HeardComplaint:
    """A complaint as it was recorded; ``heard_at`` is when it came in."""

    id: str
    building: str
    equipment: str
    felt: Feeling
    felt_at: str
    note: str | None
    heard_at: str


@dataclass(frozen=True, slots=True)
class HeardComplaints:
    """Complaints, newest first."""

    complaints: tuple[HeardComplaint, ...]


@router.post(
    "/complaints",
    operation_id="postComplaint",
    summary="Hand on a complaint",
    status_code=201,
    responses=problems(400, 401, 404, 409, 422)
    | examples.shown(201, "complaint")
    | examples.shown(
        200, "complaint", description="The same complaint was recorded before", model=HeardComplaint
    ),
)
def complain(
    parts: Parts,
    profile: SignedIn,
    felt: Annotated[Complaint, Body(openapi_examples=COMPLAINTS)],
    response: Response,
) -> HeardComplaint:
    """Record what people feel. Safe to send again until it is confirmed: the client's id counts once."""
    if not _is_hers(felt, profile, parts):
        raise not_there()
    now_ms = parts.clock()
    given = ComplaintRecord(
        complaint=str(felt.id),
        manager=profile.id,
        building=felt.building,
        equipment=felt.equipment,
        felt=felt.felt,
        felt_ms=now_ms if felt.felt_at is None else milliseconds(felt.felt_at),
        heard_ms=now_ms,
        note=felt.note,
    )
    if not now_ms - _TAKEN_DAYS * _DAY_MS <= given.felt_ms <= now_ms + _AHEAD_MS:
        message = (
            f"It is now {iso(now_ms)} here; felt_at lies ahead of that, or more than {_TAKEN_DAYS} days back"
        )
        raise RequestValidationError([{"type": "felt_at", "loc": ("body", "felt_at"), "msg": message}])
    try:
        before = parts.complaints.record(given)
    except ConflictError:
        detail = f"Complaint id {felt.id} was already used for another complaint; make a new id."
        raise ProblemError(409, "conflict", detail) from None
    if before is not None:
        response.status_code = 200
    return _heard(before or given)


@router.get(
    "/complaints",
    operation_id="getComplaints",
    summary="What was complained of lately",
    responses=problems(401, 404) | examples.shown(200, "complaints"),
)
def complaints(parts: Parts, profile: SignedIn) -> HeardComplaints:
    """List what the manager handed on of the last 30 days, of the buildings that are still theirs."""
    since_ms = parts.clock() - _LISTED_DAYS * _DAY_MS
    kept = parts.complaints.of_manager(profile.id, since_ms)
    return HeardComplaints(
        tuple(_heard(each) for each in reversed(kept) if each.building in profile.building_ids)
    )


def _is_hers(felt: Complaint, profile: ManagerProfile, parts: ApiParts) -> bool:
    if felt.building not in profile.building_ids:
        return False
    described = parts.buildings([felt.building])
    return any(each.id == felt.equipment for building in described for each in building.equipment)


def _heard(record: ComplaintRecord) -> HeardComplaint:
    return HeardComplaint(
        id=record.complaint,
        building=record.building,
        equipment=record.equipment,
        felt=record.felt,  # type: ignore[arg-type]  # as it was taken
        felt_at=iso(record.felt_ms),
        note=record.note,
        heard_at=iso(record.heard_ms),
    )
