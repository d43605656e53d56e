"""Examples are collected the same way twice, from buildings that break and from whole ones."""

from functools import cache

import numpy as np
import pytest

from simulator.training import Collected, Lot, collect, lots_of

BROKEN = Lot(seed=3, first=0, count=2, days=1, start="2023-01-09", whole=False)
WHOLE = Lot(seed=3, first=0, count=2, days=1, start="2023-01-09", whole=True)


@cache
def collected(lot: Lot) -> Collected:
    return collect(lot)


def test_the_same_lot_gives_the_same_examples() -> None:
    one, again = collected(BROKEN).examples, collect(BROKEN).examples
    np.testing.assert_array_equal(one.fault, again.fault)
    np.testing.assert_array_equal(one.score, again.score)


def test_nothing_is_real_in_a_whole_building() -> None:
    assert not collected(WHOLE).examples.real.any()


def test_examples_are_of_one_day_and_of_buildings_told_apart_by_seed() -> None:
    examples = collected(WHOLE).examples
    assert set(examples.day) == {1}
    assert all(group.startswith("3/") for group in examples.group)


def test_lots_hold_all_buildings_once_and_some_stay_whole() -> None:
    lots = lots_of([1, 2], 50, 7)
    assert sum(lot.count for lot in lots) == 50
    assert len({(lot.seed, lot.first) for lot in lots}) == len(lots)
    assert any(lot.whole for lot in lots)
    assert not all(lot.whole for lot in lots)


@pytest.mark.parametrize("lot", [BROKEN, WHOLE])
def test_every_example_has_a_probability(lot: Lot) -> None:
    probability = collected(lot).examples.probability
    assert ((probability > 0) & (probability < 1)).all()
