"""Whether this process is up, and whether it can serve; without a token and without customers' data."""

from dataclasses import dataclass
from typing import Literal

import structlog
from fastapi import APIRouter

from api import examples
from api.parts import ApiParts, Parts
from api.problems import ProblemError, problems

router = APIRouter(tags=["health"])

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Health:
    """The process answers."""

    status: Literal["up"]


@dataclass(frozen=True, slots=True)
class Readiness:
    """The store answers with the tables that this version reads.

    Ages since the newest round and the newest arrival of a reading [s]; null if there was none yet. Old ages
    do not make the process unready: the page then says since when there are no data.
    """

    status: Literal["ready"]
    round_age_seconds: float | None
    ingest_age_seconds: float | None


@router.get(
    "/healthz", operation_id="getHealth", summary="Process up", responses=examples.shown(200, "health")
)
def health() -> Health:
    """Answer as long as the process does."""
    return Health("up")


@router.get(
    "/readyz",
    operation_id="getReadiness",
    summary="Ready to serve",
    responses=problems() | examples.shown(200, "readiness"),
)
def readiness(parts: Parts) -> Readiness:
    """Say whether requests can be served, and how old the newest round and reading are."""
    try:
        current = parts.health.migrations_current()
        newest_arrival_ms = parts.health.newest_arrival_ms()
        newest_look_ms = parts.ledger.newest_look_ms()
    except Exception:  # noqa: BLE001, whatever keeps the store from answering, the answer is the same
        _log.exception("store does not answer")
        raise _not_ready("store-unavailable", "The store does not answer; the log says why.") from None
    if not current:
        detail = "The store's tables are of another version; start plantroom once to bring them up to date."
        raise _not_ready("migrations-pending", detail)
    return Readiness("ready", _age_s(parts, newest_look_ms), _age_s(parts, newest_arrival_ms))


def _not_ready(kind: str, detail: str) -> ProblemError:
    return ProblemError(503, kind, detail, {"Retry-After": "5"})


def _age_s(parts: ApiParts, time_ms: int | None) -> float | None:
    return None if time_ms is None else max(0, parts.clock() - time_ms) / 1000
