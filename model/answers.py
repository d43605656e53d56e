"""What managers' answers mean to the model: which candidates rest, and what is believed less."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from model.belief import Belief
from model.response import Response, corrections, of_this_one
from model.windows import Floats

_DAY_MS = 86_400_000
# What was said fades as things change.
_FORGOTTEN_HALF_DAYS = 60.0
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

    ``said``: accepted, done, snoozed, dismissed (with ``reason``), handed_over. ``found``: what the data said
    after "done": fixed, not_fixed, cannot_tell; None while they have not.
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
    found: str | None = field(default=None, compare=False)

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


def responses_of(answers: Iterable[Answer], building: str, now_ms: int) -> list[Response]:
    """What was said until now of the faults of a building, as far as it is evidence, oldest first."""
    found = []
    for answer in sorted(answers, key=lambda each: each.answered_ms):
        kind = _kind(answer)
        if kind and answer.building == building and answer.answered_ms <= now_ms:
            age_days = (now_ms - answer.answered_ms) / _DAY_MS
            kept = 0.5 ** (age_days / _FORGOTTEN_HALF_DAYS)
            found.append(
                Response(answer.manager, answer.equipment, answer.fault, kind, answer.answered_ms, kept)
            )
    return found


def _kind(answer: Answer) -> str:
    if answer.said == "dismissed" and answer.reason in {"not_real", "wrong_cause"}:
        return "denied"
    if answer.said == "done":
        return {"fixed": "fixed", "not_fixed": "not_fixed"}.get(answer.found or "", "done")
    return ""


def disbelief(
    answers: Iterable[Answer], building: str, beliefs: Mapping[str, Belief], now_ms: int
) -> dict[str, Floats]:
    """Logits (F, E) by kind that answers and verified repairs add or take. "Can't now" is no evidence.

    What was said of the very fault counts whole; what was said of the same fault elsewhere in the building,
    and of others there, corrects a little.
    """
    responses = responses_of(answers, building, now_ms)
    if not responses:
        return {}
    by_fault, for_all = corrections(responses)
    result: dict[str, Floats] = {}
    for kind, belief in beliefs.items():
        row = {fault: at for at, fault in enumerate(belief.faults)}
        column = {equipment: at for at, equipment in enumerate(belief.equipment)}
        logits = np.full_like(belief.score, for_all)
        for fault, correction in by_fault.items():
            if fault in row:
                logits[row[fault]] += correction
        told = [one for one in responses if one.fault in row and one.equipment in column]
        for at in {(row[one.fault], column[one.equipment]) for one in told}:
            logits[at] = 0.0
        for one in told:
            logits[row[one.fault], column[one.equipment]] += of_this_one(one, responses)
        if logits.any():
            result[kind] = logits
    return result
