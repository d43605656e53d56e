"""The one card: what to do now, or why nothing."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Header, Response
from pydantic import TypeAdapter

from api import examples
from api.access import OwnManager
from api.answers import GivenAnswer, given_answer
from api.parts import ApiParts, ManagerProfile, Parts
from api.problems import problems
from api.times import iso
from model.recommendation import BlindSpot, Coverage, Outcome, Recommendation
from store.ledger_records import Look

router = APIRouter(prefix="/managers/{manager}", tags=["next action"])

NOT_LOOKED_YET = "not_looked_yet"
_HEADLINE = "Not looked yet: the first round over your buildings is still to come."


@dataclass(frozen=True, slots=True)
class NextAction:
    """A ``Choice`` without its log of candidates, and the answer that holds for its recommendation.

    ``nothing_because`` is set when ``recommendation`` is null: "nothing_worth_doing", "no_data" with the
    sentence in ``headline``, or "not_looked_yet".
    """

    manager: str
    as_of: str
    model: str
    headline: str
    recommendation: Recommendation | None
    nothing_because: str | None
    coverage: Coverage
    blind_spots: tuple[BlindSpot, ...]
    outcome: Outcome | None
    answer: GivenAnswer | None


_document = TypeAdapter(NextAction)


@router.get(
    "/next-action",
    operation_id="getNextAction",
    summary="The one thing to do now",
    responses=problems(401, 404)
    | examples.shown(200, "recommendation", "nothing", headers=("ETag",))
    | {304: {"description": "Nothing changed since the ETag in If-None-Match"}},
    response_model=NextAction,
)
def next_action(
    parts: Parts,
    profile: OwnManager,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> NextAction | Response:
    """Show the one recommendation with everything that was known when it was chosen.

    It stands until it is answered, is resolved in the data, or is beaten by a clear margin. A phone that
    sends the ``ETag`` of what it has as ``If-None-Match`` gets 304 for as long as that is still the newest.
    """
    look = parts.ledger.look(profile.id)
    if look is None or not _is_theirs(look.building, profile):
        return _not_looked_yet(parts, profile)
    headers = {"ETag": f'"{card_tag(look)}"'}
    if if_none_match is not None and _matches(if_none_match, card_tag(look)):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return current_card(parts, profile)


def current_card(parts: ApiParts, profile: ManagerProfile) -> NextAction:
    """Return the card of ``profile`` as it stands now."""
    choice = parts.ledger.current_choice(profile.id)
    shown = None if choice is None else choice.document["recommendation"]
    if choice is None or not _is_theirs(shown and shown["building"], profile):
        return _not_looked_yet(parts, profile)
    said = parts.ledger.answers_to(choice.recommendation) if choice.recommendation else []
    answer = asdict(given_answer(said[-1])) if said else None
    return _document.validate_python(choice.document | {"answer": answer})


def card_tag(look: Look | None) -> str:
    """Name a state of the card; another state has another name."""
    return hashlib.sha256(repr(look).encode()).hexdigest()[:20]


def _is_theirs(building: str | None, profile: ManagerProfile) -> bool:
    """Whether the building of the card is still the manager's: it may have been handed to another."""
    return building is None or building in profile.building_ids


def _not_looked_yet(parts: ApiParts, profile: ManagerProfile) -> NextAction:
    return NextAction(
        manager=profile.id,
        as_of=iso(parts.clock()),
        model="none",
        headline=_HEADLINE,
        recommendation=None,
        nothing_because=NOT_LOOKED_YET,
        coverage=parts.coverage(profile.building_ids),
        blind_spots=(),
        outcome=None,
        answer=None,
    )


def _matches(if_none_match: str, tag: str) -> bool:
    """Whether the header names ``tag``; weakly, as RFC 9110 (13.1.2) asks."""
    named = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return f'"{tag}"' in named or named == {"*"}
