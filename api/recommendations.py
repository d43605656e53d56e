"""One recommendation with its evidence, whether it still stands or not."""

from dataclasses import asdict, dataclass

from fastapi import APIRouter
from pydantic import TypeAdapter

from api import examples
from api.access import SignedIn, not_there
from api.answers import GivenAnswer, given_answer
from api.parts import Parts
from api.problems import problems
from api.series import Series, evidence_series
from model.recommendation import Outcome, Recommendation

router = APIRouter(tags=["recommendations"])


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationDetail(Recommendation):
    """A recommendation as it was last shown, with its answers oldest first, outcome and evidence series."""

    answers: tuple[GivenAnswer, ...]
    outcome: Outcome | None
    series: Series | None


_document = TypeAdapter(RecommendationDetail)


@router.get(
    "/recommendations/{recommendation}",
    operation_id="getRecommendation",
    summary="A recommendation with its evidence",
    responses=problems(401, 404) | examples.shown(200, "detail"),
)
def recommendation_detail(parts: Parts, profile: SignedIn, recommendation: str) -> RecommendationDetail:
    """Show why: the recommendation, what was answered and found since, and the readings behind it.

    The series runs from 24 hours before the fault began, or for the last seven days, until the
    recommendation was last shown, or its outcome was found. A value is the mean over ``interval_seconds``
    from its time on; null where nothing was heard.
    """
    record = parts.ledger.recommendation(recommendation, profile.id)
    if record is None or record.building not in profile.building_ids:
        raise not_there()
    answers = [asdict(given_answer(said)) for said in parts.ledger.answers_to(recommendation)]
    outcomes = parts.ledger.outcomes_of(recommendation)
    newest = outcomes[-1] if outcomes else None
    until_ms = max(record.shown_until_ms, newest.found_ms if newest else 0)
    series = evidence_series(record, until_ms, parts.readings, profile.units)
    return _document.validate_python(
        record.document
        | {
            "answers": answers,
            "outcome": newest and newest.document,
            "series": series and asdict(series),
        }
    )
