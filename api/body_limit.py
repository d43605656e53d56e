"""No request of this API has a large body."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 64 * 1024


class BodyLimitMiddleware:
    """Stops reading a body beyond ``LARGEST_BODY`` bytes with a 413.

    Starlette's own limit answers in plain text, past the exception handlers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        read = 0

        async def receive_within_limit() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LARGEST_BODY:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_within_limit if scope["type"] == "http" else receive, send)
