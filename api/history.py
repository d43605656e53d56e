"""What was shown, what was said of it, and what came of it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from api import examples
from api.access import OwnManager
from api.answers import GivenAnswer, given_answer
from api.parts import Parts
from api.problems import problems
from api.times import iso
from model.recommendation import Interval, Outcome
from store.ledger_records import HistoryEntry, Totals

router = APIRouter(prefix="/managers/{manager}", tags=["history"])

_CURSOR = r"^[0-9]{1,15}\.[^\x00-\x1f]{1,200}$"


class Page(BaseModel):
    """Which page of the history; a name that is not known is refused, so that no typo goes unnoticed."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=20, ge=1, le=100)
    before: str | None = Field(default=None, pattern=_CURSOR, description="The ``next`` of the page before")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRecommendation:
    """A recommendation as it was first shown, with the answer that holds and the newest outcome.

    ``answers``: all that was ever said of it, oldest first.
    """

    id: str
    shown_at: str
    title: str
    action: str
    fault: str
    fault_name: str
    building: str
    building_name: str
    equipment: str
    equipment_name: str
    since: str
    probability: float
    certainty: str
    currency: str
    value_per_day: Interval
    answer: GivenAnswer | None
    answers: tuple[GivenAnswer, ...]
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Saving:
    """Likely savings of what was found fixed, per day, in one currency."""

    currency: str
    per_day: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryTotals:
    """Over all that was ever shown, each recommendation counted once, by its newest outcome.

    ``accepted``: taken on, that is accepted, done or handed over. ``trusted_action_rate``: of those shown,
    the share that was taken on and then found fixed in the building's data; null until there is an outcome.
    """

    shown: int
    accepted: int
    fixed: int
    not_fixed: int
    cannot_tell: int
    trusted_action_rate: float | None
    savings: tuple[Saving, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A page of the history, newest first; ``next`` is the ``before`` of the next page, null on the last."""

    recommendations: tuple[PastRecommendation, ...]
    next: str | None
    totals: HistoryTotals


_document = TypeAdapter(PastRecommendation)


@router.get(
    "/history",
    operation_id="getHistory",
    summary="What was shown, answered and found",
    responses=problems(401, 404, 422) | examples.shown(200, "history"),
)
def history(parts: Parts, profile: OwnManager, page: Annotated[Page, Query()]) -> History:
    """Show what was recommended, newest first, with answers, outcomes, and totals over everything."""
    entries = parts.ledger.history(profile.id, page.limit + 1, _place(page.before), profile.building_ids)
    shown = entries[: page.limit]
    last = shown[-1] if len(entries) > page.limit else None
    return History(
        recommendations=tuple(_past(entry) for entry in shown),
        next=None if last is None else f"{last.shown_ms}.{last.recommendation}",
        totals=_totals(parts.ledger.totals(profile.id, profile.building_ids)),
    )


def _place(before: str | None) -> tuple[int, str] | None:
    if before is None:
        return None
    shown_ms, _, recommendation = before.partition(".")
    return int(shown_ms), recommendation


def _past(entry: HistoryEntry) -> PastRecommendation:
    answers = tuple(given_answer(said) for said in entry.answers)
    return _document.validate_python(
        entry.document
        | {
            "shown_at": iso(entry.shown_ms),
            "answer": answers[-1] if answers else None,
            "answers": answers,
            "outcome": entry.outcome and entry.outcome.document,
        }
    )


def _totals(totals: Totals) -> HistoryTotals:
    has_outcome = totals.fixed + totals.not_fixed + totals.cannot_tell > 0
    return HistoryTotals(
        shown=totals.shown,
        accepted=totals.taken_on,
        fixed=totals.fixed,
        not_fixed=totals.not_fixed,
        cannot_tell=totals.cannot_tell,
        trusted_action_rate=totals.trusted / totals.shown if has_outcome else None,
        savings=tuple(Saving(currency, per_day) for currency, per_day in totals.saving_per_day.items()),
    )
