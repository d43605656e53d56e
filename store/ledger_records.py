"""What the ledger hands out: rows as frozen records; documents as decoded JSON."""

from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]


class ConflictError(Exception):
    """The same id was already recorded with other content; nothing was changed."""


class UnknownRecommendationError(LookupError):
    """No such recommendation was ever recorded."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where a manager's card stands, without its document: enough to see whether anything changed.

    ``building`` is that of the recommendation, ``answer`` the id of the newest answer to it, if there is one.
    """

    choice: int
    as_of_ms: int
    building: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class ChoiceRecord:
    """The choice that stands; its document has the time, coverage and headline of the newest look."""

    choice: int
    manager: str
    as_of_ms: int
    recommendation: str | None
    document: Document


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What a manager said of a recommendation; ``answer`` is the client's id."""

    answer: str
    recommendation: str
    manager: str
    said: str
    answered_ms: int
    reason: str | None = None
    detail: str | None = None
    until_ms: int | None = None
    handed_to: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """What the data said afterwards; ``document`` is the JSON of ``model.recommendation.Outcome``."""

    recommendation: str
    found: str
    probability: float
    document: Document
    found_ms: int


@dataclass(frozen=True, slots=True)
class RecommendationRecord:
    """A recommendation as it was last shown, from ``shown_ms`` until ``shown_until_ms`` [UTC ms].

    ``expected_series``: trace name -> {"start_ms", "step_ms", "values"}, in SI.
    """

    recommendation: str
    manager: str
    building: str
    shown_ms: int
    shown_until_ms: int
    document: Document
    expected_series: Document


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A recommendation as it was first shown, with its answers oldest first and its newest outcome."""

    recommendation: str
    shown_ms: int
    document: Document
    answers: tuple[AnswerRecord, ...]
    outcome: OutcomeRecord | None


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of recommendations, each counted once, by its newest outcome.

    ``trusted``: taken on (accepted, done or handed over) and afterwards found fixed.
    ``saving_per_day``: the likely savings of what was found fixed, by currency.
    """

    shown: int
    taken_on: int
    fixed: int
    not_fixed: int
    cannot_tell: int
    trusted: int
    saving_per_day: dict[str, float] = field(default_factory=dict)
