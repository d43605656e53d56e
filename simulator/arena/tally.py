"""What is counted of one manager in one world, as sums that can be added over managers and worlds."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from simulator.arena.lived import FaultLife, Lived, Look
from simulator.clock import DAY_MS

BINS = 10
Sums = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of one manager, money in USD. Every figure is one of them over another; ``bins`` are (3, BINS).

    ``decisions``: looks at which something was worth doing or something was shown. ``actions``: visits, of
    those in two parts the last. ``worthy``: faults worth mending, ``waited`` the days that these lasted.
    ``bins``: first looks with a certainty, by that certainty: how many, its sum, how many were real.
    """

    weeks: float
    lost: float
    charged: float
    spent: float
    discomfort: float
    visits: float
    actions: float
    false_actions: float
    decisions: float
    right: float
    showings: float
    changed: float
    worthy: float
    fixed: float
    waited: float
    bins: Sums


def worthy_faults(nothing: Lived) -> frozenset[str]:
    """The faults whose mending pays by the truth, seen where nobody mends anything."""
    return frozenset(life.origin for life in nothing.faults if life.worth(nothing.horizon_days))


def tally(life: Lived, manager: str, worthy: Collection[str]) -> Tally:
    """Count one manager of a world; ``worthy`` as ``worthy_faults`` gives them."""
    visits = [visit for visit in life.visits if visit.manager == manager]
    actions = [visit for visit in visits if visit.outcome != "to_be_continued"]
    looks = [look for look in life.looks if look.manager == manager]
    decisions = [look for look in looks if look.shown is not None or look.best is not None]
    days = [day for day in life.days if day.manager == manager]
    after = [look for before, look in pairwise(looks) if before.shown is not None]
    episodes = [each for each in life.faults if each.manager == manager and each.origin in worthy]
    origins = {each.origin for each in episodes}
    return Tally(
        weeks=(life.end_ms - life.start_ms) / DAY_MS / 7,
        lost=sum(day.lost for day in days) / life.per_usd,
        charged=sum(life.charged(visit) for visit in visits) / life.per_usd,
        spent=sum(visit.cost for visit in visits) / life.per_usd,
        discomfort=sum(day.discomfort for day in days),
        visits=len(visits),
        actions=len(actions),
        false_actions=sum(visit.outcome == "nothing_there" for visit in actions),
        decisions=len(decisions),
        right=sum(look.right for look in decisions),
        showings=len(after),
        changed=sum(look.change == "no_cause" for look in after),
        worthy=len(origins),
        fixed=len(origins - {each.origin for each in episodes if not each.mended}),
        waited=sum(_days(each, life.start_ms) for each in episodes),
        bins=certainty_bins(looks),
    )


def certainty_bins(looks: Collection[Look]) -> Sums:
    """Shown certainties, each suggestion once, in bins of equal width: count, sum, how many were real."""
    first = [look for look in looks if look.first and look.shown is not None]
    said = [(look.shown.probability, look.real) for look in first if look.shown is not None]
    shown = np.array([each for each, _ in said if each is not None], dtype=np.float64)
    real = np.array([is_real for each, is_real in said if each is not None], dtype=np.float64)
    place = np.minimum((shown * BINS).astype(np.int64), BINS - 1)
    weights: Mapping[int, Sums] = {0: np.ones_like(shown), 1: shown, 2: real}
    return np.array([np.bincount(place, weights[row], minlength=BINS) for row in range(3)])


def _days(life: FaultLife, start_ms: int) -> float:
    return max(life.ended_ms - max(life.onset_ms, start_ms), 0) / DAY_MS
