"""Worlds of practice tell what cards stated beside what was true, and the same twice."""

from functools import cache

from model.trained.savings import GROUPS
from model.training.savings import Saving
from simulator.training import World, first_savings

WORLD = World(seed=1101, buildings=3, days=5)


@cache
def found() -> list[Saving]:
    return first_savings(WORLD)


def test_a_world_tells_savings_of_what_was_so() -> None:
    assert found()
    assert {saving.world for saving in found()} == {"1101"}
    assert {saving.group for saving in found()} <= set(GROUPS)
    assert all(saving.true == saving.true for saving in found())


def test_what_is_stated_is_an_interval_as_if_nothing_had_been_learned() -> None:
    for saving in found():
        assert 0 < saving.low < saving.likely < saving.high
        # A sum of lognormal parts: as far down as up.
        assert abs(saving.low * saving.high / saving.likely**2 - 1) < 1e-9


def test_the_same_world_tells_the_same() -> None:
    assert first_savings(WORLD) == found()
