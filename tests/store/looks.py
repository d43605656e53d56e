"""Looks, answers and outcomes as a ledger is told them."""

from store.ledger_records import (
    AnswerRecord,
    Document,
    OutcomeRecord,
)

RECOMMENDATION = {
    "id": "r1",
    "building": "tower",
    "equipment": "AHU-2",
    "action": "free_damper",
    "fault": "damper_stuck",
    "currency": "USD",
    "probability": 0.95,
}


def look(recommendation: Document | None, as_of: str = "t1", heard: int = 10, **more: object) -> Document:
    return {
        "as_of": as_of,
        "headline": "Free it" if recommendation else f"{heard} heard",
        "coverage": {"heard": heard},
        "recommendation": recommendation,
        "candidates": [],
        **more,
    }


def said(answer: str = "a1", word: str = "accepted", answered_ms: int = 100, **more: object) -> AnswerRecord:
    return AnswerRecord(answer, "r1", "maria", word, answered_ms, **more)  # type: ignore[arg-type]


def found(what: str = "fixed", found_ms: int = 200, likely: float | None = 44.0) -> OutcomeRecord:
    saving = None if likely is None else {"low": 1.0, "likely": likely, "high": 90.0}
    return OutcomeRecord("r1", what, 0.97, {"found": what, "saving_per_day": saving}, found_ms)
