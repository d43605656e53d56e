"""Tables of candidates for two managers, and what is chosen from them."""

from dataclasses import replace

import numpy as np

from model.catalogue import load_costs
from model.ranking.table import Table
from tests.model.believed import believing, judged_of

COSTS = load_costs()
Key = tuple[str, str, str]
LEAK = ("tower", "AHU-1", "heating_valve_leaking")
STUCK = ("tower", "VAV-1", "zone_reheat_leaking")
TWO = judged_of(believing(heating_valve_leaking=5.0, zone_reheat_leaking=5.0))


def worth(table: Table, scores: dict[Key, float], probability: float | dict[Key, float]) -> Table:
    """The table with other scores and probabilities; what is not named is worth nothing."""
    rows, ways = table.rows, table.ways
    keys = [rows.key(row, table.craft) for row in range(len(rows))]
    chance = probability if isinstance(probability, dict) else dict.fromkeys(scores, probability)
    p = np.array([chance.get(key, 0.2) for key in keys])
    score = np.array([scores.get(key, -1.0) for key in keys])
    return replace(
        table,
        rows=replace(rows, probability=p),
        ways=replace(ways, score=score[ways.row], real=p[ways.row]),
    )
