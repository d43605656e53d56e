"""Savings that were claimed beside what they truly were: how wide an interval keeps its promise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.model_selection import GroupKFold

from model.trained.savings import AS_STATED, GROUPS, Widening

# The interval is from the 10th to the 90th percentile.
_TAIL = 0.1
# A group's own claims weigh as much as all claims where there are so many of them.
_HALF = 25.0
_LEAST_CLAIMS = 20
_FOLDS = 5
_BOUNDS = {"low": (0.0, 1.0), "high": (1.0, 8.0)}


@dataclass(frozen=True, slots=True)
class Saving:
    """A saving a day that was stated [money], from ``low`` to ``high``.

    ``group``: which of ``GROUPS`` it is of; ``true``: what it was; ``world`` in which its building stands.
    """

    group: str
    low: float
    likely: float
    high: float
    world: str = ""
    true: float = float("nan")

    def held_against(self, world: str, true: float) -> "Saving":
        """The same with the truth, as known in a world."""
        return replace(self, world=world, true=true)


@dataclass(frozen=True, slots=True)
class Covered:
    """Shares of ``claims`` of which the truth lay within, under and over what was stated."""

    claims: int
    within: float
    under: float
    over: float


def widened(savings: Sequence[Saving]) -> dict[str, Widening]:
    """By how much the ends have to move for one truth in ten to lie under, and one over, by group.

    The quantiles of truth over stated end (conformalised quantiles: Romano, Patterson and Candes 2019), those
    of a group drawn towards those of all. Ends are moved outwards only, and none is less than nothing: where
    fewer than one in ten lie under for it, more may lie over.
    """
    told = [each for each in savings if each.low > 0]
    if len(told) < _LEAST_CLAIMS:
        return {}
    of = {group: [each for each in told if each.group == group] for group in GROUPS}
    return {group: _of_group(own, told) for group, own in of.items()}


def _of_group(own: Sequence[Saving], every: Sequence[Saving]) -> Widening:
    low = _end(own, every, "low", _TAIL)
    under = float(np.mean([each.true < each.low * low for each in own])) if own else _TAIL
    high = _end(own, every, "high", 1 - (2 * _TAIL - min(under, _TAIL)))
    return Widening(round(low, 3), round(high, 3), len(own))


def _end(own: Sequence[Saving], every: Sequence[Saving], end: str, quantile: float) -> float:
    """The quantile of truth over an ``end``; that of ``own`` is drawn towards ``every``.

    Where so many of its own save nothing that its low end is nothing, it stays there: just above it all of
    them would lie under.
    """
    found = _quantile(every, end, quantile)
    if own:
        mine = _quantile(own, end, quantile)
        share = len(own) / (len(own) + _HALF)
        nothing = end == "low" and mine <= 0 and len(own) >= _LEAST_CLAIMS
        found = mine if nothing else share * mine + (1 - share) * found
    return float(np.clip(found, *_BOUNDS[end]))


def _quantile(savings: Sequence[Saving], end: str, quantile: float) -> float:
    """The quantile of truth over an end, as far out as holds for one claim more than these."""
    further = (1 + 1 / len(savings)) * (quantile - 0.5) + 0.5
    ratios = [each.true / getattr(each, end) for each in savings]
    return float(np.quantile(ratios, np.clip(further, 0.0, 1.0)))


def covered(savings: Sequence[Saving], by: dict[str, Widening] | None = None) -> Covered:
    """How often the truth lay within what was stated, with ends moved ``by`` group."""
    return _counted([(saving, (by or {}).get(saving.group, AS_STATED)) for saving in savings])


def _counted(moved: Sequence[tuple[Saving, Widening]]) -> Covered:
    if not moved:
        return Covered(0, float("nan"), float("nan"), float("nan"))
    under = np.array([s.true < s.low * w.low for s, w in moved])
    over = np.array([s.true > s.high * w.high for s, w in moved])
    return Covered(len(moved), float((~under & ~over).mean()), float(under.mean()), float(over.mean()))


def cross_covered(savings: Sequence[Saving]) -> Covered:
    """How often the truth would lie within, each world's savings with ends learned of the others."""
    if len({each.world for each in savings}) < _FOLDS:
        return covered([])
    inside: list[tuple[Saving, Widening]] = []
    worlds = [each.world for each in savings]
    for learned, judged in GroupKFold(_FOLDS).split(worlds, groups=worlds):
        by = widened([savings[at] for at in learned])
        inside += [(savings[at], by.get(savings[at].group, AS_STATED)) for at in judged]
    return _counted(inside)
