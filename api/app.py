"""The application, put together from its parts."""

import threading

from fastapi import APIRouter, FastAPI

from api import answers, complaints, events, health, history, next_action, recommendations, rooms, session
from api.body_limit import BodyLimitMiddleware
from api.headers import HeadersMiddleware
from api.openapi import TAGS, describe
from api.page import serve_page
from api.parts import ApiParts
from api.problems import handle_problems

_DESCRIPTION = """Tells a facility manager the one thing to do right now, and why.

Times are ISO 8601 in UTC, money is per day in the currency named beside it. Every error is an
`application/problem+json` (RFC 9457). What belongs to another manager is a 404, like what does not exist."""


def create_app(parts: ApiParts) -> FastAPI:
    """Make the application that serves ``parts``; it holds no state of its own but those."""
    app = FastAPI(
        title="plantroom",
        version="1",
        description=_DESCRIPTION,
        openapi_url="/v1/openapi.json",
        openapi_tags=TAGS,
        # Their pages load scripts from elsewhere, which the content security policy forbids.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.parts = parts
    app.state.closing = threading.Event()
    app.add_middleware(BodyLimitMiddleware)
    app.add_middleware(HeadersMiddleware)
    handle_problems(app)
    v1 = APIRouter(prefix="/v1")
    for concept in (session, next_action, events, answers, recommendations, history, rooms, complaints):
        v1.include_router(concept.router)
    app.include_router(v1)
    app.include_router(health.router)
    serve_page(app, parts.page)
    describe(app)
    return app
