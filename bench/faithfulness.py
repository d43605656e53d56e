"""Whether the stated reasons are the reasons: python -m bench.faithfulness [beliefs]

Over random beliefs of a whole building: do the parts sum; how often does the choice change when a stated
reason is taken away: the first one (what the readings say), the largest of money, or one at random; and how
much of the score is left as reasons go in the stated order, and at random (area under the deletion curve:
less is more faithful).
"""

import sys
from dataclasses import replace
from math import exp, fsum, log

import numpy as np
from rich.console import Console
from rich.table import Table as Printed

from model.cards.explanation import evidence_terms
from model.ranking.choice import Before, choose
from model.ranking.impact import CONSEQUENCES
from model.ranking.table import Table, table_of
from model.round import Judged
from tests.model.believed import at_random, judged_of

BELIEFS = 400


def shown_by(table: Table) -> tuple[int, int]:
    """Row and way that are shown, -1 for nothing."""
    nobody = np.zeros(len(table.rows), dtype=np.int64)
    chosen = choose(table, manager=nobody, managers=1, before=Before.nothing(1), held=nobody)
    row = int(chosen.shown[0])
    return row, int(chosen.way[row]) if row >= 0 else -1


def without_money(table: Table, row: int, consequence: str) -> Table:
    """The table as if one consequence of what is shown were nothing."""
    at = CONSEQUENCES.index(consequence)
    money, worth = table.impacts.money.copy(), table.impacts.worth.copy()
    money[row, at] = worth[row, at] = 0.0
    return table_of(table.rows, replace(table.impacts, money=money, worth=worth), table.craft)


def without_evidence(table: Table, row: int, weight: float) -> Table:
    """The table as if one term of the evidence for what is shown were nothing."""
    p = table.rows.probability.copy()
    p[row] = 1 / (1 + exp(-(log(p[row] / (1 - p[row])) - weight)))
    return table_of(replace(table.rows, probability=p), table.impacts, table.craft)


def changed(table: Table, after: Table, row: int, way: int) -> bool:
    """Whether something else is shown than ``way`` on ``row``."""
    after_row, after_way = shown_by(after)
    return after_row != row or after.ways.action[after_way] != table.ways.action[way]


def left(gains: list[float], spent: float) -> float:
    """Mean share of the score left, from all reasons to none, as ``gains`` go one by one."""
    whole = fsum(gains) + spent
    steps = [max(fsum(gains[gone:]) + spent, 0.0) / whole for gone in range(len(gains) + 1)]
    return float(np.trapezoid(steps) / len(gains))


def card_of(judged: Judged, random: np.random.Generator) -> dict[str, float] | None:
    """What is measured of one card, None where nothing is shown."""
    table = table_of(judged.rows, judged.impacts, judged.craft)
    row, way = shown_by(table)
    if row < 0:
        return None
    money, score = table.money(way), float(table.ways.score[way])
    gains = sorted((n for n in money if n in CONSEQUENCES), key=lambda name: -money[name])
    speaking = [t for t in evidence_terms(judged.proposal(table, row, way)) if t.logit > 0]
    speaking.sort(key=lambda term: -term.logit)
    tables = [without_evidence(table, row, term.logit) for term in speaking]
    tables += [without_money(table, row, name) for name in gains]
    found = [changed(table, after, row, way) for after in tables]
    spent = fsum(money.values()) - fsum(money[name] for name in gains)
    shuffled = [money[name] for name in random.permutation(gains)]
    return {
        "differs": abs(fsum(money.values()) - score) / abs(score),
        "first": float(found[0]),
        "dearest": float(found[len(speaking)]) if gains else 0.0,
        "random": float(np.mean(found)),
        "stated": left([money[name] for name in gains], spent) if gains else 0.0,
        "shuffled": left(shuffled, spent) if gains else 0.0,
    }


def main() -> None:
    """Print the table."""
    beliefs = int(sys.argv[1]) if len(sys.argv) > 1 else BELIEFS
    random = np.random.default_rng(1)
    cards = [card_of(judged_of(at_random(seed)), random) for seed in range(beliefs)]
    seen = [card for card in cards if card is not None]
    mean = {name: float(np.mean([card[name] for card in seen])) for name in seen[0]}
    shown = Printed("what", "measured", title=f"Faithfulness over {len(seen):,} cards of random beliefs")
    worst = max(card["differs"] for card in seen)
    shown.add_row("largest difference between terms and score, relative", f"{worst:.1e}")
    shown.add_row("choice changes without the first reason stated", f"{mean['first']:.0%}")
    shown.add_row("choice changes without the largest gain stated", f"{mean['dearest']:.0%}")
    shown.add_row("choice changes without one of its reasons at random", f"{mean['random']:.0%}")
    shown.add_row("score left, gains gone in stated order", f"{mean['stated']:.3f}")
    shown.add_row("score left, gains gone at random", f"{mean['shuffled']:.3f}")
    Console().print(shown)


if __name__ == "__main__":
    main()
