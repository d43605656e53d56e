"""What a manager makes of what she is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from simulator.clock import DAY_MS, HOUR_MS
from simulator.people.fate import fate, picked
from simulator.people.habits import AnswerHabits


@dataclass(frozen=True, slots=True)
class Response:
    """``said``: accepted, snoozed, dismissed (with ``reason``) or ignored; it is said ``delay_ms`` later."""

    said: str
    reason: str | None = None
    delay_ms: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """What she is shown, as far as her answer depends on it.

    ``key`` names the thing and ``occasion`` counts how often she was asked of it before: the same thing asked
    as often has the same fate under any policy. ``real``: it is so; ``known``: she knows of it otherwise.
    """

    manager: str
    key: str
    occasion: int
    real: bool
    known: bool
    probability: float | None


def respond(seed: int, subject: Subject, odds: float, habits: AnswerHabits) -> Response:
    """Her answer; ``odds`` multiplies those of accepting (her patience times her trust).

    The more certain a thing is shown, the more she accepts; nothing else of the answer depends on it.
    """
    event = subject.manager, subject.key, subject.occasion
    weights = acceptance(habits.real if subject.real else habits.false, subject.probability, odds, habits)
    said = picked(fate(seed, "answer", *event), weights)
    if said == "ignored":
        return Response(said)
    delay_ms = round(habits.delay_hours.at(fate(seed, "answer delay", *event)) * HOUR_MS)
    if said != "dismissed":
        return Response(said, None, delay_ms)
    reasons = habits.reasons_known if subject.known else habits.reasons_new
    reason = picked(fate(seed, "reason", *event), reasons if subject.real else habits.reasons_false)
    return Response(said, reason, delay_ms)


def acceptance(
    shares: Mapping[str, float], probability: float | None, odds: float, habits: AnswerHabits
) -> dict[str, float]:
    """The shares of answers when the odds of accepting are ``odds`` times as high, and by the certainty."""
    lift = odds * exp(habits.certainty * ((0.5 if probability is None else probability) - 0.5))
    accepted = shares["accepted"]
    lifted = accepted * lift / (accepted * lift + 1 - accepted)
    scale = 0.0 if accepted == 1 else (1 - lifted) / (1 - accepted)
    return {said: lifted if said == "accepted" else share * scale for said, share in shares.items()}


def stands_until(said: str, reason: str | None, said_ms: int, habits: AnswerHabits) -> int:
    """Until when she holds to an answer and ignores the same thing; ``said_ms`` for what she takes on."""
    return said_ms + round(habits.stands.get(reason or said, 0.0) * DAY_MS)


@dataclass(slots=True)
class Trust:
    """A manager's trust in what she is shown: it sinks with visits for nothing, which she forgets."""

    habits: AnswerHabits
    value: float = 1.0
    at_ms: int = 0

    def now(self, time_ms: int) -> float:
        """Trust at a time not before the last visit, on its way back to what it was at first."""
        days = max(time_ms - self.at_ms, 0) / DAY_MS
        usual = self.habits.trust.likely
        return float(usual + (self.value - usual) * 0.5 ** (days / self.habits.trust_half_life_days))

    def visited(self, time_ms: int, *, mended: bool) -> None:
        """Take in how a visit ended."""
        factor = self.habits.mended_visit if mended else self.habits.wasted_visit
        least, most = self.habits.trust.low, self.habits.trust.high
        self.value = min(max(self.now(time_ms) * factor, least), most)
        self.at_ms = time_ms
