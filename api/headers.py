"""Headers on every response: what a browser may load, keep and tell others."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The page brings its own script and style as files; nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "worker-src 'self'; "
    "base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
HASHED_ASSETS = "/assets/"
_DATA = ("/v1/", "/healthz", "/readyz")


class HeadersMiddleware:
    """Adds the security headers, and says how long each kind of response may be kept.

    Files under ``/assets/`` carry a hash of their content in their name and are kept for good; the rest of
    the page is asked for anew each time (``no-cache``); data and errors are never stored.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SECURITY_HEADERS)
                headers["Cache-Control"] = cache_control(scope["path"], message["status"])
            await send(message)

        await self._app(scope, receive, send_with_headers)


def cache_control(path: str, status: int) -> str:
    """How long a response to ``path`` may be kept."""
    if status >= 400 or path.startswith(_DATA):
        return "no-store"
    if path.startswith(HASHED_ASSETS):
        return "public, max-age=31536000, immutable"
    return "no-cache"
