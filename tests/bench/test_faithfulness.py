"""The stated reasons are the reasons."""

import numpy as np

from bench.faithfulness import card_of
from tests.model.believed import at_random, judged_of

SEEDS = 40


def test_taking_the_first_reason_away_changes_the_choice_and_the_parts_sum() -> None:
    random = np.random.default_rng(3)
    found = [card_of(judged_of(at_random(seed)), random) for seed in range(SEEDS)]
    cards = [card for card in found if card is not None]
    mean = {name: float(np.mean([card[name] for card in cards])) for name in cards[0]}
    assert len(cards) > SEEDS / 2
    assert max(card["differs"] for card in cards) <= 1e-12
    assert mean["first"] >= 0.85
    assert mean["random"] < 0.5 * mean["first"]
    assert mean["stated"] < mean["shuffled"]
