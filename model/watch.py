"""Was it fixed? After "done", the fault's own evidence starts anew and decides."""

from dataclasses import dataclass
from math import exp, log

from model.answers import Answer
from model.belief import Belief
from model.catalogue import load_actions

_DAY_MS = 86_400_000
_LONGEST_DAYS = 7.0
_FIXED, _NOT_FIXED = 0.90, 0.10
# However likely a repair was to end the fault, it is the data that say so, not the repair.
_LEAST_SAID = 1.0
_LEAST_CHANCE, _MOST_CHANCE = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the data say of a repair: fixed, not_fixed or cannot_tell; the probability that it is fixed."""

    found: str
    probability: float


def verdict(answer: Answer, belief: Belief, row: tuple[int, int], now_ms: int) -> Verdict | None:
    """Verdict on an answer "done", or None while the data have not said enough.

    ``belief`` started anew (``set_logit`` 0) when the repair was reported; ``watched`` is what it saw since.
    The chance that the action ends the fault is the prior.
    """
    chance = load_actions()[answer.action].addresses.get(answer.fault, 0.5)
    chance = min(max(chance, _LEAST_CHANCE), _MOST_CHANCE)
    said = float(belief.watched[row])
    fixed = 1 / (1 + exp(-(log(chance / (1 - chance)) - said)))
    judged = float(belief.judged_ms[row]) >= answer.answered_ms
    if judged and fixed >= _FIXED and said <= -_LEAST_SAID:
        return Verdict("fixed", fixed)
    if judged and fixed <= _NOT_FIXED and said >= _LEAST_SAID:
        return Verdict("not_fixed", fixed)
    if now_ms - answer.answered_ms > _LONGEST_DAYS * _DAY_MS:
        return Verdict("cannot_tell", fixed)
    return None
