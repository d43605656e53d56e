"""The table of candidates: what is believed, what it costs, and what each way of acting is worth."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from model.frames.windows import Flags, Floats
from model.ranking.craft import Craft, Index
from model.ranking.impact import CONSEQUENCES, Impacts
from model.ranking.rows import Rows
from model.ranking.ways import Ways, ways_of


@dataclass(frozen=True, eq=False)
class Table:
    """Rows with their impacts, and the ways to act on them."""

    craft: Craft
    rows: Rows
    impacts: Impacts
    ways: Ways

    @cached_property
    def best(self) -> Index:
        """The best way of each row (N,)."""
        return self.ways.best()

    def rivals(self, row: int) -> Index:
        """Rows of the same equipment that share one whole with ``row``, itself included."""
        order, group = self._by_group
        ends = np.searchsorted(group, [self.ways.group[row], self.ways.group[row] + 1])
        return order[ends[0] : ends[1]]

    @cached_property
    def _by_group(self) -> tuple[Index, Index]:
        """Rows by their group, and these groups."""
        order = np.argsort(self.ways.group, kind="stable")
        return order, self.ways.group[order]

    def money(self, way: int) -> dict[str, float]:
        """Terms of the score of a way, by id [currency a day]; what is zero is left out."""
        craft, rows, ways = self.craft, self.rows, self.ways
        costs, days = craft.costs, craft.costs.horizon_days
        row, action = int(ways.row[way]), int(ways.action[way])
        gains: Floats = np.zeros(len(CONSEQUENCES))
        after = 0.0
        for rival in self.rivals(row).tolist():
            own = way if rival == row else ways.of(rival, action)
            repair = int(ways.then[rival])
            if own >= 0:
                ends, cost = ways.ends[own], ways.after[own]
            elif ways.knows[way] > 0 and repair >= 0:
                ends, cost = ways.knows[way] * ways.chance[repair], ways.knows[way] * ways.cost[repair]
            else:
                continue
            gains = gains + rows.probability[rival] * ends * self.impacts.worth[rival]
            after += rows.probability[rival] * cost / days
        fixed = {
            "labour": craft.labour[action],
            "parts": craft.parts[action],
            "downtime": craft.downtime[action] * rows.people[row],
        }
        fixed["visit"] = ways.cost[way] - sum(fixed.values())
        fixed["wasted_visit"] = (1 - ways.real[way]) * costs.wasted_visit_price.likely
        terms = dict(zip(CONSEQUENCES, gains.tolist(), strict=True))
        terms["repair_after"] = -float(after)
        terms |= {name: float(-cost / days) for name, cost in fixed.items()}
        return {name: value for name, value in terms.items() if abs(value) > _NOTHING}


# Left-overs of subtracting costs are no cost.
_NOTHING = 1e-15


def table_of(
    rows: Rows,
    impacts: Impacts,
    craft: Craft,
    *,
    shared: Flags | None = None,
    outdoor: Floats | None = None,
    empty_hours: Floats | None = None,
    tried: frozenset[tuple[int, int]] = frozenset(),
) -> Table:
    """Table of ``rows``; ``shared``, ``outdoor``, ``empty_hours`` and ``tried`` as for ``ways_of``."""
    ways = ways_of(rows, impacts, craft, shared=shared, outdoor=outdoor, empty_hours=empty_hours, tried=tried)
    return Table(craft, rows, impacts, ways)


def joined_impacts(parts: Sequence[Impacts]) -> Impacts:
    """Impacts of several buildings, in the order of their rows."""
    if len(parts) == 1:
        return parts[0]
    columns = {
        f.name: np.concatenate([getattr(part, f.name) for part in parts])
        if parts
        else np.zeros((0, len(CONSEQUENCES)) if f.name in {"money", "worth"} else 0)
        for f in fields(Impacts)
    }
    return Impacts(**columns)
