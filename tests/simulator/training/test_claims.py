"""Claims are collected the same way twice, from buildings that break and from whole ones."""

from functools import cache

import numpy as np
import pytest

from simulator.training import Collected, Life, live, lives_of

BROKEN = Life(seed=3, count=1, days=2, whole=False)
WHOLE = Life(seed=3, count=1, days=2, whole=True)


@cache
def collected(life: Life) -> Collected:
    return live(life)


def test_the_same_life_gives_the_same_examples() -> None:
    one, again = collected(BROKEN), live(BROKEN)
    np.testing.assert_array_equal(one.examples.fault, again.examples.fault)
    np.testing.assert_array_equal(one.examples.score, again.examples.score)


def test_nothing_is_real_in_a_whole_building() -> None:
    assert not collected(WHOLE).examples.real.any()


def test_laws_are_learned_of_whole_buildings_alone() -> None:
    assert collected(WHOLE).laws
    assert not collected(BROKEN).laws


@pytest.mark.parametrize("life", [BROKEN, WHOLE])
def test_the_terms_of_an_example_make_its_probability(life: Life) -> None:
    examples = collected(life).examples
    assert ((examples.probability > 0) & (examples.probability < 1)).all()
    assert all(group.startswith("3/") for group in examples.group)


def test_lives_hold_all_buildings_once_and_some_stay_whole() -> None:
    lives = lives_of(range(1, 8), 52, 7)
    assert sum(life.count for life in lives) == 52
    assert len({life.seed for life in lives}) == len(lives)
    assert any(life.whole for life in lives)
    assert not all(life.whole for life in lives)
