"""What managers' answers mean to the model: which candidates rest, and what is believed less."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from model.belief import Belief
from model.windows import Floats

_DAY_MS = 86_400_000
# "Not real" is worth a clear contradiction, but people err too; it fades as things change.
_DISBELIEF = -3.0
_DISBELIEF_HALF_LIFE_DAYS = 60.0
_REST_DAYS = {
    "already_known": 30.0,
    "not_worth_it": 30.0,
    "cannot_now": 7.0,
    "not_real": 2.0,
    "wrong_cause": 2.0,
}
_SNOOZE_DAYS = 1.0
_HANDED_OVER_DAYS = 14.0
_WATCH_DAYS = 7.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a manager said of one recommendation; times in UTC milliseconds.

    ``said``: accepted, done, snoozed, dismissed (with ``reason``), handed_over.
    """

    recommendation: str
    manager: str
    building: str
    equipment: str
    fault: str
    action: str
    said: str
    answered_ms: int
    reason: str | None = None
    until_ms: int | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Building, equipment and fault that it is about."""
        return self.building, self.equipment, self.fault


def newest(answers: Iterable[Answer]) -> dict[tuple[str, str, str], Answer]:
    """The newest answer on each building, equipment and fault."""
    latest: dict[tuple[str, str, str], Answer] = {}
    for answer in sorted(answers, key=lambda a: a.answered_ms):
        latest[answer.key] = answer
    return latest


def rests_until(answer: Answer) -> int:
    """Until when (UTC ms) the candidate is not shown again; 0 when the answer lets it be shown."""
    if answer.said == "snoozed":
        return answer.until_ms or answer.answered_ms + round(_SNOOZE_DAYS * _DAY_MS)
    if answer.said == "dismissed":
        return answer.until_ms or answer.answered_ms + round(
            _REST_DAYS.get(answer.reason or "", 2.0) * _DAY_MS
        )
    if answer.said == "handed_over":
        return answer.answered_ms + round(_HANDED_OVER_DAYS * _DAY_MS)
    if answer.said == "done":
        return answer.answered_ms + round(_WATCH_DAYS * _DAY_MS)
    return 0


def disbelief(
    answers: Iterable[Answer], building: str, beliefs: Mapping[str, Belief], now_ms: int
) -> dict[str, Floats]:
    """Logits (F, E) by kind that "not real" and "wrong cause" take away. "Can't now" is no evidence."""
    result: dict[str, Floats] = {}
    for answer in answers:
        told = answer.said == "dismissed" and answer.reason in {"not_real", "wrong_cause"}
        if not told or answer.building != building or answer.answered_ms > now_ms:
            continue
        for kind, belief in beliefs.items():
            if answer.fault in belief.faults and answer.equipment in belief.equipment:
                logits = result.setdefault(kind, np.zeros_like(belief.score))
                age_days = (now_ms - answer.answered_ms) / _DAY_MS
                at = belief.faults.index(answer.fault), belief.equipment.index(answer.equipment)
                logits[at] += _DISBELIEF * 0.5 ** (age_days / _DISBELIEF_HALF_LIFE_DAYS)
    return result
