"""The one: which candidate each manager is shown, and when it holds still. All managers at once."""

from dataclasses import dataclass

import numpy as np

from model.beliefs.evidence import WASTES
from model.frames.windows import Flags, Floats
from model.ranking.craft import Craft, Index
from model.ranking.exploring import explored
from model.ranking.impact import CONSEQUENCES
from model.ranking.table import Table
from model.ranking.ways import HINDRANCES

# Why a candidate may not be shown, by code; the first is none.
HOLDS = (
    "",
    "answered",
    "probability",
    "value",
    "in_work",
    "rival",
    *(reason for reason in HINDRANCES if reason),
)
OPEN = 0
CODE = {reason: code for code, reason in enumerate(HOLDS)}
_SAFETY, _WATER = 2, 1
# A litre a minute that runs for nothing is water running.
_RUNNING_M3_S = 1 / 60_000
# Beyond what people tolerate, in the mean of all hours: two kelvins through a working week.
_SUFFERED_K = 0.5
# Under the floor: what begins to show is soon likely, or gone.
_DAYS_TO_TELL = 2
_OF_PEOPLE = [CONSEQUENCES.index(name) for name in ("comfort", "air")]
_WATER_WASTE = WASTES.index("water_m3_s")


@dataclass(frozen=True, eq=False, slots=True)
class Before:
    """What each of M managers was shown at the last look: row and action, -1 for none.

    ``accepted`` (M,): taken on, and not yet reported done.
    """

    row: Index
    action: Index
    accepted: Flags

    @classmethod
    def nothing(cls, managers: int) -> "Before":
        """Nobody was shown anything."""
        none = np.full(managers, -1, dtype=np.int64)
        return cls(none, none.copy(), np.zeros(managers, dtype=bool))


@dataclass(frozen=True, eq=False, slots=True)
class Chosen:
    """``shown`` and ``runner_up`` (M,): rows, -1 for nothing. ``way`` (N,): how each row would be acted on.

    ``held`` (N,): codes of ``HOLDS``, why a row may not be shown; ``odds`` (N,): with what probability it
    was to be shown.
    """

    shown: Index
    runner_up: Index
    way: Index
    held: Index
    odds: Floats


def choose(
    table: Table,
    *,
    manager: Index,
    managers: int,
    before: Before,
    held: Index,
    seeds: tuple[str, ...] = (),
) -> Chosen:
    """Pick the one of each manager among the rows of ``table``, or nothing, whose score is zero.

    ``manager`` (N,) says whose each row is; ``held`` (N,) what is held back already, by ``HOLDS``;
    ``seeds``, one a manager, let chance be repeated. What was shown before stays while its probability is
    above the level to leave and nothing beats it by the challenger's margin; so does its action among those
    on the same fault. What was accepted stays until it is done. Safety, then running water, come before
    money; what people suffer from, and costs more, does not wait for the water, nor does what many bear a
    little of, and more together.
    """
    craft, rows, ways = table.craft, table.rows, table.ways
    costs = craft.costs
    was = before.row >= 0
    mine = np.zeros(len(rows), dtype=bool)
    mine[before.row[was]] = True
    taken = np.zeros(len(rows), dtype=bool)
    taken[before.row[was & before.accepted]] = True
    way, floor = _under_the_floor(table, _ways(table, before))
    score, real = ways.score[way], ways.real[way]
    tier = urgency(table, way)
    held = _held(table, way, held, tier, floor)
    believed = (real > costs.probability_to_leave) & ((score > 0) | (tier == _SAFETY))
    doubted = (held == CODE["probability"]) | (held == CODE["value"])
    stays = mine & believed & doubted
    held = np.where(stays | taken, OPEN, held)
    held = np.where(_repeated(table, way, held, mine) & ~mine, CODE["rival"], held)
    wet = (tier == _WATER) & (held == OPEN)
    water = np.full(managers, np.inf)
    water[manager[wet]] = -np.inf
    np.maximum.at(water, manager[wet], score[wet])
    hurt = _suffered(table) | (real * _borne_by_people(table) > water[manager])
    tier = np.where(hurt & (score > water[manager]), np.maximum(tier, _WATER), tier)

    opened = np.flatnonzero(held == OPEN)
    order = opened[np.lexsort((-rows.probability[opened], -score[opened], -tier[opened], manager[opened]))]
    place = np.searchsorted(manager[order], np.arange(managers + 1))
    best, second = _nth(order, place, 0), _nth(order, place, 1)
    shown = _holding(best, before, held=held, score=score, tier=tier, craft=craft)
    odds = np.zeros(len(rows))
    odds[shown[shown >= 0]] = 1.0
    if costs.exploration_share > 0 and seeds:
        fresh = (shown >= 0) & (shown != before.row)
        may = (held == OPEN) & (tier == 0)
        shown, odds = explored(
            shown, odds, fresh=fresh, score=score, may=may, manager=manager, seeds=seeds, costs=costs
        )
    runner_up = np.where(shown < 0, -1, np.where(best == shown, second, best))
    return Chosen(shown, runner_up, way, held, odds)


def urgency(table: Table, way: Index) -> Index:
    """Rank before money (N,): 2 safety, 1 running water, 0 the rest."""
    craft, rows = table.craft, table.rows
    costs = craft.costs
    sure = table.ways.real[way] >= costs.urgent_probability_floor
    running = rows.waste[:, _WATER_WASTE] >= _RUNNING_M3_S
    runs = running & (table.impacts.money.sum(axis=1) >= costs.smallest_value_per_day)
    return np.where(sure & craft.safety[rows.fault], _SAFETY, np.where(sure & runs, _WATER, 0))


def _suffered(table: Table) -> Flags:
    """What makes many hours of many people clearly too cold or too hot (N,)."""
    return np.asarray((table.impacts.people > 0) & (table.impacts.kelvin >= _SUFFERED_K))


def _borne_by_people(table: Table) -> Floats:
    """What people bear of it a day, in comfort and air (N,): a little of many is much."""
    borne: Floats = table.impacts.money[:, _OF_PEOPLE].sum(axis=1)
    return borne


def _ways(table: Table, before: Before) -> Index:
    """The best way of each row; of what was shown the same as before, unless it is clearly beaten."""
    costs, way = table.craft.costs, table.best.copy()
    for row, action, accepted in zip(
        before.row.tolist(), before.action.tolist(), before.accepted.tolist(), strict=True
    ):
        same = table.ways.of(row, action) if row >= 0 and action >= 0 else -1
        if same >= 0:
            least = table.ways.score[same] * (1 + costs.challenger_margin)
            beaten = table.ways.score[way[row]] > max(least, costs.smallest_value_per_day)
            if accepted or not beaten:
                way[row] = same
    return way


def _under_the_floor(table: Table, way: Index) -> tuple[Index, Floats]:
    """The way of each row (N,), and from which probability on it may be shown.

    Nobody is sent to mend what is not likely; but to look, where so much is at stake that the look earns
    itself and a wasted visit back within days, and another day has not told more.
    """
    ways, costs = table.ways, table.craft.costs
    price = costs.wasted_visit_price.likely
    gain = ways.score + (ways.cost + price * (1 - ways.real)) / costs.horizon_days
    pays = gain * costs.look_pays_back_days >= ways.cost + price
    waited = (table.rows.days >= _DAYS_TO_TELL)[ways.row]
    looks = table.craft.check[ways.action] & (ways.real >= costs.look_probability_floor) & pays & waited
    look, there = ways.best_among(looks)
    to_look = (ways.real[way] < costs.probability_floor) & there
    floor = np.where(to_look, costs.look_probability_floor, costs.probability_floor)
    return np.where(to_look, look, way), floor


def _held(table: Table, way: Index, held: Index, tier: Index, floor: Floats) -> Index:
    """Codes of ``HOLDS`` (N,): held already, cannot be done, not sure enough, not worth it."""
    costs, ways, impacts = table.craft.costs, table.ways, table.impacts
    score = ways.score[way]
    felt = (impacts.people > 0) & (impacts.kelvin > 0)
    small = (impacts.money.sum(axis=1) < costs.smallest_value_per_day) & ~felt
    worthless = ((score <= 0) | small) & (tier != _SAFETY)
    hindered = np.array([CODE[reason] for reason in HINDRANCES])[ways.hindered[way]]
    for code, holds in (
        (hindered, hindered > 0),
        (CODE["probability"], ways.real[way] < floor),
        (CODE["value"], worthless),
    ):
        held = np.where((held == OPEN) & holds, code, held)
    return held


def _repeated(table: Table, way: Index, held: Index, mine: Flags) -> Flags:
    """Open rows (N,) that a rival speaks for: the one shown before, else the best, else the likeliest."""
    ways, repeated = table.ways, np.zeros(len(held), dtype=bool)
    together = np.bincount(ways.group, minlength=len(held))[ways.group] > 1
    some = np.flatnonzero(together & (held == OPEN))
    contribution = table.rows.probability[some] * ways.chance[way[some]]
    order = some[np.lexsort((-contribution, -ways.score[way[some]], ~mine[some], ways.group[some]))]
    repeated[order[1:]] = ways.group[order][1:] == ways.group[order][:-1]
    return repeated


def _nth(order: Index, place: Index, nth: int) -> Index:
    """Of each manager, whose rows in ``order`` begin at ``place``, the one at ``nth``; -1 for none."""
    at = place[:-1] + nth
    row = np.full(len(at), -1, dtype=np.int64)
    within = at < place[1:]
    row[within] = order[at[within]]
    return row


def _holding(best: Index, before: Before, *, held: Index, score: Floats, tier: Index, craft: Craft) -> Index:
    """What each manager is shown: the best, unless what was shown before holds against it."""
    if not len(held):
        return best
    costs, was = craft.costs, before.row
    kept = (was >= 0) & (held[np.maximum(was, 0)] == OPEN)
    margin = np.maximum(score[was] * (1 + costs.challenger_margin), costs.smallest_value_per_day)
    clearly = (score[best] > margin) & (tier[best] >= tier[was])
    beaten = (best >= 0) & (clearly | (tier[best] > tier[was])) & ~before.accepted
    return np.where(kept & ~beaten, was, best)
