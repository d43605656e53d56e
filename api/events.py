"""Server-sent events: the card, whenever it changes."""

import time
from collections.abc import AsyncIterator
from typing import Annotated

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api import examples
from api.access import OwnManager, Token
from api.next_action import card_tag, current_card
from api.parts import ApiParts, ManagerProfile, Parts
from api.problems import problems

router = APIRouter(prefix="/managers/{manager}", tags=["next action"])

RETRY_MS = 3000


@router.get(
    "/next-action/events",
    operation_id="streamNextAction",
    summary="The card, whenever it changes",
    response_class=EventSourceResponse,
    responses=problems(401, 404) | examples.events(),
)
async def next_action_events(
    request: Request,
    parts: Parts,
    profile: OwnManager,
    token: Token,
    last_event_id: Annotated[str | None, Header()] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Send the whole card at once, and again whenever a round has looked again or an answer was given.

    A client that comes back with ``Last-Event-ID`` is sent the card only if it has changed. A comment keeps
    the line open every 15 seconds. The stream ends when the server stops, when the token no longer holds, and
    after a quarter of an hour; come back then.
    """
    closing = request.app.state.closing
    ends = time.monotonic() + parts.settings.events_last_s
    seen = last_event_id
    while not closing.is_set():
        news = await run_sync(_news, parts, profile, token, seen)
        if news is None:
            return
        if news.id != seen:
            seen = news.id
            yield news
        if time.monotonic() >= ends:
            return
        await anyio.sleep(parts.settings.events_poll_s)


def _news(parts: ApiParts, profile: ManagerProfile, token: str, seen: str | None) -> ServerSentEvent | None:
    """The event that stands now, its card left out when ``seen`` names it; None when the token ended."""
    if parts.access.manager_of(token) != profile.id:
        return None
    event_id = card_tag(parts.ledger.look(profile.id))
    if event_id == seen:
        return ServerSentEvent(id=event_id)
    return ServerSentEvent(
        event="next_action", id=event_id, data=current_card(parts, profile), retry=RETRY_MS
    )
