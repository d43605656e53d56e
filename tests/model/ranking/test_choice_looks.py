"""A look at what is not likely but would cost much: from a lower floor on, and only where it soon pays."""

import numpy as np
import pytest

from model.beliefs.evidence import WASTES
from model.catalogue import CatalogueError, load_costs
from model.ranking.choice import Before, choose
from model.ranking.craft import craft_of
from model.ranking.table import table_of
from model.round import Judged
from tests.model.believed import believing, card_of, judged_of

DAMPER = "outdoor_air_damper_stuck_closed"
PEOPLE_WITHOUT_AIR = 3000.0


def doubtful(probability: float, people: float = PEOPLE_WITHOUT_AIR, days: int = 2) -> Judged:
    """A damper of which so much is believed for ``days``, and so many people who would lack air by it."""
    low, high = -3.0, 7.0
    for _ in range(40):
        score = (low + high) / 2
        beliefs = believing(**{DAMPER: score})
        belief = beliefs["air_handler"]
        row = belief.faults.index(DAMPER), 0
        belief.waste[row], belief.days[row] = 0.0, days
        # Over nine hours in which they are in.
        belief.waste[(*row, WASTES.index("stale_air"))] = people * 9
        judged = judged_of(beliefs)
        found = next((p.probability for p in judged.proposals if p.fault.id == DAMPER), 0.0)
        low, high = (score, high) if found < probability else (low, score)
    assert found == pytest.approx(probability, abs=0.01)
    return judged


def shown(judged: Judged, **settings: float) -> tuple[str, str] | None:
    """Fault, and kind of action, of what is chosen."""
    craft = craft_of(load_costs(settings))
    table = table_of(judged.rows, judged.impacts, craft)
    nobody = np.zeros(len(judged.rows), dtype=np.int64)
    found = choose(table, manager=nobody, managers=1, before=Before.nothing(1), held=nobody)
    row = int(found.shown[0])
    if row < 0:
        return None
    action = craft.actions[int(table.ways.action[found.way[row]])]
    return judged.rows.key(row, craft)[2], action.kind


def test_what_would_cost_very_much_is_looked_at_before_it_is_likely() -> None:
    assert shown(doubtful(0.4)) == (DAMPER, "check")


def test_once_it_is_likely_it_is_mended() -> None:
    assert shown(doubtful(0.7)) == (DAMPER, "repair")


def test_what_would_cost_little_waits_until_it_is_likely() -> None:
    assert shown(doubtful(0.4, people=1.0)) is None


def test_what_is_hardly_believed_is_not_looked_at_whatever_it_would_cost() -> None:
    assert shown(doubtful(0.25, people=5000.0)) is None


def test_what_was_first_seen_today_is_given_another_day_to_tell() -> None:
    assert shown(doubtful(0.4, days=1)) is None


def test_a_site_may_do_without_such_looks() -> None:
    assert shown(doubtful(0.4), look_pays_back_days=0.0) is None


def test_the_card_says_that_it_is_possible_and_no_more() -> None:
    found = card_of(doubtful(0.4))
    assert found is not None
    assert found.action_kind == "check"
    assert found.certainty == "possible"
    assert any("within 5 days" in text for text in found.unknown)


def test_no_floor_lies_under_where_a_card_leaves() -> None:
    with pytest.raises(CatalogueError, match="look_probability_floor"):
        load_costs({"look_probability_floor": 0.1})
