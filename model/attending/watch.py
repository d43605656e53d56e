"""Was it fixed? After "done", the fault's own evidence starts anew and decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log

from model.beliefs.answers import Answer, newest
from model.beliefs.belief import Belief
from model.catalogue import load_actions
from model.frames.windows import Floats

_HOUR_MS, _DAY_MS = 3_600_000, 86_400_000
_LONGEST_DAYS = 7.0
_FIXED, _NOT_FIXED = 0.90, 0.10
# However likely a repair was to end the fault, it is the data that say so, not the repair.
_LEAST_SAID = 1.0
_LEAST_CHANCE, _MOST_CHANCE = 0.05, 0.95
# Nobody is told "not fixed" before the data can show the work; half a day is enough for that.
_MOST_PATIENCE_HOURS = 12.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the data say of a repair: fixed, not_fixed or cannot_tell; the probability that it is fixed.

    ``left``: what the fault still wastes, in the order and units of ``evidence.WASTES``.
    """

    found: str
    probability: float
    left: tuple[float, ...] = ()


def verdict(
    answer: Answer, belief: Belief, row: tuple[int, int], now_ms: int, *, by_people: float = 0.0
) -> Verdict | None:
    """Verdict on an answer "done", or None while the data have not said enough.

    ``belief`` started anew (``set_logit`` 0) when the repair was reported; ``watched`` is what it saw
    since, in hours in which the fault would show: they are like the hours in which it was found, whatever
    the weather and whoever is in. ``by_people`` is what complaints since then say for the fault, a logit. The
    chance that the action ends the fault is the prior.
    """
    # An action may have left the catalogue since somebody did it.
    action = load_actions().get(answer.action)
    chance = 0.5 if action is None else action.addresses.get(answer.fault, 0.5)
    chance = min(max(chance, _LEAST_CHANCE), _MOST_CHANCE)
    said = float(belief.watched[row]) + by_people
    fixed = 1 / (1 + exp(-(log(chance / (1 - chance)) - said)))
    judged = float(belief.judged_ms[row]) >= answer.answered_ms or by_people >= _LEAST_SAID
    patience_h = _MOST_PATIENCE_HOURS if action is None else action.expect.within_hours
    patience_ms = min(patience_h, _MOST_PATIENCE_HOURS) * _HOUR_MS
    if judged and fixed >= _FIXED and said <= -_LEAST_SAID:
        return Verdict("fixed", fixed)
    waited = now_ms - answer.answered_ms >= patience_ms
    if judged and waited and fixed <= _NOT_FIXED and said >= _LEAST_SAID:
        return Verdict("not_fixed", fixed)
    return Verdict("cannot_tell", fixed) if given_up(answer, now_ms) else None


def given_up(answer: Answer, now_ms: int) -> bool:
    """Whether a repair was watched for so long that the data are not waited for any more."""
    return now_ms - answer.answered_ms > _LONGEST_DAYS * _DAY_MS


def not_fixed(
    repairs: Iterable[Answer],
    beliefs: Mapping[str, Mapping[str, Belief]],
    now_ms: int,
    complained: Mapping[str, Mapping[str, Floats]],
) -> frozenset[tuple[str, str, str]]:
    """Keys of ``repairs`` (answers "done") after which the data, or people, still show the fault.

    ``beliefs``, and the logits (F, E) of what was ``complained`` of, by building and kind. They need not rest
    any longer: what is next likely has its turn. Of several repairs of a fault the newest is asked.
    """
    found = set()
    for repair in newest(repairs).values():
        for kind, belief in beliefs.get(repair.building, {}).items():
            if repair.fault in belief.faults and repair.equipment in belief.equipment:
                row = belief.faults.index(repair.fault), belief.equipment.index(repair.equipment)
                people = float(complained[repair.building][kind][row])
                said = verdict(repair, belief, row, now_ms, by_people=people)
                if said is not None and said.found == "not_fixed":
                    found.add(repair.key)
    return frozenset(found)
