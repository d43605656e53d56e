"""What each way of acting is worth: p V - C - W (1 - p) for repairs, and for looks the gain of knowing."""

from dataclasses import dataclass

import numpy as np

from model.frames.windows import Flags, Floats
from model.ranking.craft import NO_RIVALS, UNDOABLE, Craft, Index
from model.ranking.impact import Impacts
from model.ranking.rows import Rows

# What was done and did not end it is tried again as a last resort only.
_TRIED_CHANCE = 0.3
# Why an action cannot be done, here or today, by code; the first is none.
HINDRANCES = (*UNDOABLE, "weather", "occupancy")


@dataclass(frozen=True, eq=False, slots=True)
class Ways:
    """Every action on every row: M ways, by row, those of row n from first[n] to first[n + 1].

    ``row`` and ``action`` (M,). ``group`` (N,): rows of one equipment that are rivals, whose probabilities
    share one whole, have the number of the first of them. ``then`` (N,): the repair that is best once the
    row's fault is certain, -1 where none pays. Of each way (M,): ``chance`` that the action by itself ends
    the fault; ``ends``, the same with the repair that a look leads to; ``after``, the likely cost of that
    repair; ``knows``, the probability that a look settles the cause (0 for repairs); ``cost``, one-off;
    ``real``, the probability that whoever goes finds one of what it is about; ``score`` [currency a day],
    -inf for what cannot be done here or today, or not yet; ``hindered``, why not, a code of ``HINDRANCES``.
    """

    row: Index
    action: Index
    first: Index
    group: Index
    then: Index
    chance: Floats
    ends: Floats
    after: Floats
    knows: Floats
    cost: Floats
    real: Floats
    score: Floats
    hindered: Index

    def best(self) -> Index:
        """The best way of each row (N,), the first of equals."""
        return _first_best(self.score, self.row, self.first)[0]

    def best_among(self, allowed: Flags) -> tuple[Index, Flags]:
        """The best of the ways (M,) that are ``allowed``, of each row (N,), and whether there is one."""
        best, score = _first_best(np.where(allowed, self.score, -np.inf), self.row, self.first)
        return best, np.isfinite(score)

    def of(self, row: int, action: int) -> int:
        """The way in which ``action`` addresses ``row``, -1 where it does not."""
        within = np.flatnonzero(self.action[self.first[row] : self.first[row + 1]] == action)
        return int(self.first[row] + within[0]) if len(within) else -1


def ways_of(
    rows: Rows,
    impacts: Impacts,
    craft: Craft,
    *,
    shared: Flags | None = None,
    outdoor: Floats | None = None,
    empty_hours: Floats | None = None,
    tried: frozenset[tuple[int, int]] = frozenset(),
) -> Ways:
    """Every way to act on ``rows``.

    ``shared`` (N,): other work is agreed in the same building, so that the visit is shared. ``outdoor`` (N,):
    temperature outside [degC], NaN where it is not known, which holds nothing back; ``empty_hours`` (N,): for
    how long nobody is in within the next day. ``tried``: pairs of row and action that were done already and
    did not end it.
    """
    count = craft.first[rows.fault + 1] - craft.first[rows.fault]
    first = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    row = np.repeat(np.arange(len(rows)), count)
    pair = craft.first[rows.fault][row] + np.arange(len(row)) - first[row]
    action = craft.pair_action[pair]
    chance = craft.pair_chance[pair] * craft.kept[action]
    again = np.zeros(len(row), dtype=bool)
    for tried_row, tried_action in tried:
        again |= (row == tried_row) & (action == tried_action)
    chance = np.where(again, chance * _TRIED_CHANCE, chance)
    costs, days = craft.costs, craft.costs.horizon_days
    visit = craft.visit[action]
    if shared is not None:
        visit = np.where(shared[row], visit * costs.shared_visit_share.likely, visit)
    cost = craft.labour[action] + craft.parts[action] + visit + craft.downtime[action] * rows.people[row]
    looks = craft.check[action]
    worth = impacts.worth.sum(axis=1)
    hindered = craft.undoable[action]
    if outdoor is not None:
        outside = outdoor[row]
        hostile = (outside < craft.outdoor_above[action]) | (outside > craft.outdoor_below[action])
        hindered = np.where((hindered == 0) & hostile, HINDRANCES.index("weather"), hindered)
    if empty_hours is not None:
        peopled = empty_hours[row] < craft.empty_hours[action]
        hindered = np.where((hindered == 0) & peopled, HINDRANCES.index("occupancy"), hindered)
    can = hindered == 0
    group = _groups(rows, craft)
    p = rows.probability
    # What the best repair of a row brings once its fault is certain, net of its cost.
    net = np.where(looks | ~can, -np.inf, chance * worth[row] - cost / days)
    then, follow = _first_best(net, row, first)
    then, follow = np.where(follow > 0, then, -1), np.maximum(follow, 0.0)
    knows = np.where(looks & ~again, costs.look_reliability.likely, 0.0)
    # What the look itself ends is taken for a part of what the repair would, so that it counts once.
    more = knows * np.maximum(np.where(then >= 0, chance[then], 0.0)[row] - chance, 0.0)
    leads = more > 0
    ends = chance + more
    after = np.where(leads, knows * (1 - chance) * cost[then][row], 0.0)

    real = p[row]
    gain = real * (ends * worth[row] - after / days)
    shares = np.flatnonzero((craft.rivals[rows.fault] != NO_RIVALS)[row])
    if len(shares):
        of, knowing = row[shares], knows[shares]
        same = _same(group[of] * len(craft.actions) + action[shares])
        real[shares] = np.where(looks[shares], _summed(group, p)[of], _summed(same, p[of]))
        gain[shares] = _summed(same, gain[shares])
        # Rivals that the look itself does not address are told apart by it too, and repaired afterwards.
        others = _summed(group, p * follow)[of] - _summed(same, p[of] * follow[of])
        gain[shares] += knowing * others
        np.minimum(real, 1.0, out=real)
    score = gain - (cost + costs.wasted_visit_price.likely * (1 - real)) / days
    # What names no cause is looked at before anything is repaired by guess.
    to_look = np.bincount(row, looks & can & ~again, len(rows)) > 0
    guess = (craft.by_people[rows.fault] & to_look)[row] & ~looks
    return Ways(
        row=row,
        action=action,
        first=first,
        group=group,
        then=then,
        chance=chance,
        ends=ends,
        after=after,
        knows=knows,
        cost=cost,
        real=real,
        score=np.where(can & ~guess, score, -np.inf),
        hindered=hindered,
    )


def _first_best(values: Floats, row: Index, first: Index) -> tuple[Index, Floats]:
    """Of each row, its way with the highest value, the first of equals, and that value."""
    if len(first) < 2:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    top = np.maximum.reduceat(values, first[:-1])
    hits = np.flatnonzero(values == top[row])
    return hits[np.searchsorted(row[hits], np.arange(len(top)))], top


def _groups(rows: Rows, craft: Craft) -> Index:
    """Rows of one equipment with the same rival word share a number (N,); others have one of their own."""
    word = craft.rivals[rows.fault]
    words = int(craft.rivals.max(initial=NO_RIVALS)) + 1
    group = np.arange(len(rows), dtype=np.int64)
    shares = np.flatnonzero(word != NO_RIVALS)
    _, first, number = np.unique(
        rows.place[shares] * words + word[shares], return_index=True, return_inverse=True
    )
    group[shares] = shares[first][number]
    return group


def _summed(number: Index, values: Floats) -> Floats:
    """Of each element, the sum over all that have its number."""
    total: Floats = np.bincount(number, values).astype(np.float64)
    return total[number] if len(number) else values


def _same(key: Index) -> Index:
    """Small numbers for equal keys."""
    return np.unique(key, return_inverse=True)[1].astype(np.int64)
