"""Errors as RFC 9457 problems: one shape for every error, whoever raised it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from api.headers import SECURITY_HEADERS
from store.database import StoreUnavailableError

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 5

_log = structlog.get_logger(__name__)


class FieldProblem(BaseModel):
    """One thing that is wrong with the request; ``pointer`` says where, as in ``body/reason``."""

    pointer: str
    message: str


class Problem(BaseModel):
    """What went wrong (RFC 9457): ``type`` says it to programs, ``detail`` to people."""

    type: str
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    instance: str
    errors: list[FieldProblem] | None = None


class ProblemError(Exception):
    """A request that cannot be served; answered with a problem of ``kind`` ("not-found")."""

    def __init__(self, status: int, kind: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.headers = headers


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe these error statuses for ``responses=`` of a route."""
    return {status: _described(status) for status in (*statuses, 503)}


def handle_problems(app: FastAPI) -> None:
    """Answer every error of ``app`` with a problem."""

    def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ProblemError)  # noqa: S101, FastAPI hands over what was registered
        return _response(request, error.status, error.kind, error.detail, headers=error.headers)

    def plain(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)  # noqa: S101, as above
        kind, detail = _PLAIN.get(error.status_code, ("refused", str(error.detail)))
        return _response(request, error.status_code, kind, detail, headers=error.headers)

    def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)  # noqa: S101, as above
        errors = [
            FieldProblem(pointer="/".join(map(str, found["loc"])), message=found["msg"])
            for found in error.errors()
        ]
        detail = "The request is not as this operation takes it; errors says where."
        return _response(request, 422, "invalid-request", detail, errors=errors)

    def unavailable(request: Request, error: Exception) -> JSONResponse:
        _log.warning("store unavailable", error=str(error), path=request.url.path)
        detail = "The store takes no writes at the moment; nothing was changed. Send the same again."
        retry = {"Retry-After": str(RETRY_AFTER_S)}
        return _response(request, 503, "store-unavailable", detail, headers=retry)

    def broken(request: Request, _error: Exception) -> JSONResponse:
        detail = "The server failed at this; its log says why."
        # Starlette answers this one outside of all middleware.
        return _response(request, 500, "server-error", detail, headers=SECURITY_HEADERS)

    app.add_exception_handler(ProblemError, refused)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(StoreUnavailableError, unavailable)
    app.add_exception_handler(Exception, broken)


_PLAIN = {
    400: ("not-readable", "The body is not JSON in UTF-8."),
    404: ("not-found", "There is nothing here."),
    405: ("method-not-allowed", "This address does not take that method; Allow says which it takes."),
    413: ("too-large", "The body is larger than any request of this API."),
}

_EXAMPLES = {
    400: ("not-readable", "The body is not JSON in UTF-8."),
    401: ("no-access", "Send a valid token: Authorization: Bearer plantroom_…"),
    404: ("not-found", "There is nothing here for this token."),
    409: ("conflict", "This id was already used for another."),
    422: ("invalid-request", "The request is not as this operation takes it; errors says where."),
    503: ("store-unavailable", "The store takes no writes at the moment; nothing was changed."),
}


def _described(status: int) -> dict[str, Any]:
    kind, detail = _EXAMPLES[status]
    example = _problem("/v1/session", status, kind, detail)
    if status == 422:
        example.errors = [FieldProblem(pointer="body/reason", message="Field required")]
    described: dict[str, Any] = {
        "description": HTTPStatus(status).phrase,
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": example.model_dump(exclude_none=True),
            }
        },
    }
    header = {401: "WWW-Authenticate", 503: "Retry-After"}.get(status)
    if header is not None:
        described["headers"] = {header: {"required": True, "schema": {"type": "string"}}}
    return described


def _problem(path: str, status: int, kind: str, detail: str) -> Problem:
    return Problem(
        type=f"urn:plantroom:problem:{kind}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=path,
    )


def _response(
    request: Request,
    status: int,
    kind: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    errors: list[FieldProblem] | None = None,
) -> JSONResponse:
    problem = _problem(request.url.path, status, kind, detail)
    problem.errors = errors
    return JSONResponse(
        problem.model_dump(exclude_none=True),
        status_code=status,
        headers=None if headers is None else dict(headers),
        media_type=MEDIA_TYPE,
    )
