"""What managers' answers mean to the model: which candidates rest, and what is believed less."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from model.beliefs.belief import Belief
from model.beliefs.lessons import NO_LESSONS, Lessons, lessons_of
from model.beliefs.response import USUALLY_SHOWN, People, Response, of_this_one
from model.frames.windows import Floats
from model.site.graph import Site

_DAY_MS = 86_400_000
# What was said fades as things change.
_FORGOTTEN_HALF_DAYS = 60.0
# How far a rule holds for a customer's buildings changes slower than what one of them is like.
_LESSON_HALF_DAYS = 180.0
_REST_DAYS = {
    "already_known": 30.0,
    "not_worth_it": 30.0,
    "cannot_now": 7.0,
    "not_real": 2.0,
    "wrong_cause": 2.0,
}
_DENIED_AGAIN, _MOST_REST_DAYS = 7.0, 90.0
_SNOOZE_DAYS = 1.0
_HANDED_OVER_DAYS = 14.0
_WATCH_DAYS = 7.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a manager said of one recommendation; times in UTC milliseconds.

    ``said``: accepted, done, snoozed, dismissed (with ``reason``), handed_over. ``found``: what the data said
    after "done": fixed, not_fixed, cannot_tell; None while they have not. ``shown``: the probability that the
    recommendation showed when it was first written, None where that is not known.
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
    shown: float | None = field(default=None, compare=False)

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


def times_denied(answers: Iterable[Answer]) -> Counter[tuple[str, str, str]]:
    """How often each building, equipment and fault was said not to be there."""
    return Counter(answer.key for answer in answers if _kind(answer) == "denied")


def rests_until(answer: Answer, denied: int = 1) -> int:
    """Until when (UTC ms) the candidate is not shown again; 0 when the answer lets it be shown.

    ``denied``: how often it was said not to be there; who says so again and again is left in peace.
    """
    if answer.said == "snoozed":
        return answer.until_ms or answer.answered_ms + round(_SNOOZE_DAYS * _DAY_MS)
    if answer.said == "dismissed":
        days = _REST_DAYS.get(answer.reason or "", 2.0)
        if _kind(answer) == "denied":
            days = min(days * _DENIED_AGAIN ** max(denied - 1, 0), _MOST_REST_DAYS)
        return answer.until_ms or answer.answered_ms + round(days * _DAY_MS)
    if answer.said == "handed_over":
        return answer.answered_ms + round(_HANDED_OVER_DAYS * _DAY_MS)
    if answer.said == "done":
        return answer.answered_ms + round(_WATCH_DAYS * _DAY_MS)
    return 0


def _response(answer: Answer, now_ms: int) -> Response | None:
    """What is evidence of an answer by now; None where nothing is."""
    kind = _kind(answer)
    if not kind or answer.answered_ms > now_ms:
        return None
    return Response(
        answer.manager,
        answer.equipment,
        answer.fault,
        kind,
        answer.answered_ms,
        0.5 ** ((now_ms - answer.answered_ms) / _DAY_MS / _FORGOTTEN_HALF_DAYS),
        answer.building,
        USUALLY_SHOWN if answer.shown is None else answer.shown,
    )


def _kind(answer: Answer) -> str:
    if answer.said == "dismissed" and answer.reason in {"not_real", "wrong_cause"}:
        return "denied"
    if answer.said == "done":
        return {"fixed": "fixed", "not_fixed": "not_fixed"}.get(answer.found or "", "done")
    return ""


@dataclass(frozen=True, slots=True)
class Taught:
    """What all answers of one customer come to at a time: worked out once for all its buildings.

    ``responses``: by building, what was said of its faults as far as it is evidence, oldest first.
    """

    responses: Mapping[str, Sequence[Response]]
    people: People
    lessons: Lessons
    _usual: dict[tuple[str, ...], Floats] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def by(cls, answers: Iterable[Answer], now_ms: int) -> "Taught":
        """Of ``answers``, all of one customer and of nobody else, until ``now_ms``."""
        found = [response for answer in answers if (response := _response(answer, now_ms)) is not None]
        found.sort(key=lambda one: (one.at_ms, one.key, one.kind, one.manager))
        here: dict[str, list[Response]] = defaultdict(list)
        for one in found:
            here[one.building].append(one)
        people = People.of(found)
        faded = _LESSON_HALF_DAYS / _FORGOTTEN_HALF_DAYS
        lasting = [replace(one, kept=one.kept ** (1 / faded)) for one in found]
        return cls(dict(here), people, lessons_of(lasting, people))

    def logits(self, building: str, beliefs: Mapping[str, Belief]) -> tuple[dict[str, Floats], ...]:
        """Logits (F, E) by kind that are added to the beliefs of a building, and what of them are lessons.

        What was said of the very fault counts whole, and instead of what was learned elsewhere. "Can't now"
        is no evidence. Kinds of which nothing was said or learned are left out.
        """
        added: dict[str, Floats] = {}
        lessons: dict[str, Floats] = {}
        if not self.responses:
            return added, lessons
        responses = self.responses.get(building, ())
        spoken = {one.fault for one in responses}
        for kind, belief in beliefs.items():
            row = {fault: at for at, fault in enumerate(belief.faults)}
            column = {equipment: at for at, equipment in enumerate(belief.equipment)}
            by_fault = self._elsewhere(belief.faults).copy()
            for fault in spoken & row.keys():
                by_fault[row[fault]] = self.lessons.logit(building, fault)
            learned = np.repeat(by_fault[:, None], len(belief.equipment), axis=1)
            told = [one for one in responses if one.fault in row and one.equipment in column]
            for one in told:
                learned[row[one.fault], column[one.equipment]] = 0.0
            logits = learned.copy()
            for one in told:
                logits[row[one.fault], column[one.equipment]] += of_this_one(one, self.people)
            if logits.any():
                added[kind], lessons[kind] = logits, learned
        return added, lessons

    def _elsewhere(self, faults: tuple[str, ...]) -> Floats:
        """What is learned (F,) for a building of which nobody spoke."""
        known = self._usual.get(faults)
        if known is None:
            known = self._usual[faults] = np.array([self.lessons.logit("", fault) for fault in faults])
        return known


NOTHING_TAUGHT = Taught({}, People(), NO_LESSONS)


def of_customer(answers: Iterable[Answer], site: Site) -> tuple[Answer, ...]:
    """Those of a site's buildings: no customer is taught by another's."""
    buildings = {building.id for building in site.buildings}
    return tuple(answer for answer in answers if answer.building in buildings)


def disbelief(
    answers: Iterable[Answer], building: str, beliefs: Mapping[str, Belief], now_ms: int
) -> dict[str, Floats]:
    """Logits (F, E) by kind that a customer's answers add to the beliefs of a building, or take from them."""
    return Taught.by(answers, now_ms).logits(building, beliefs)[0]
