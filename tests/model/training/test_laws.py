"""A law may be told that its kind differs more than it thought, and never that it differs less."""

import numpy as np
import pytest

from model.healthy.laws import LAWS
from model.healthy.learning import law
from model.healthy.learning.law import Law, Observed
from model.healthy.learning.learning import Sums
from model.trained.laws import Widened
from model.training.examples import LawSums
from model.training.laws import widened


def nothing(frames: object) -> Observed:
    raise AssertionError(frames)


LAW = Law("made_up", "air_handler", nothing, (1.0,), (0.2,), 0.1, "made up")


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LAWS, LAW.id, LAW)


def shown(spread: float, noise: float, equipment: int = 60) -> dict[str, LawSums]:
    random = np.random.default_rng(2)
    own = 1.0 + spread * random.standard_normal(equipment)
    target = own[:, None] + noise * random.standard_normal((equipment, 80))
    ones = np.full(equipment, 80.0)
    sums = Sums(ones[:, None, None], target.sum(axis=1)[:, None], np.square(target).sum(axis=1), ones)
    return {LAW.id: LawSums(LAW.id, [sums])}


def test_equipment_that_differs_more_widens_the_spread() -> None:
    assert widened(shown(0.4, 0.1))[LAW.id]["spread"][0] > 1.4


def test_equipment_that_differs_less_leaves_the_spread() -> None:
    assert widened(shown(0.05, 0.02))[LAW.id] == {"spread": [1.0], "noise": 1.0, "equipment": 60}


def test_hours_that_scatter_more_widen_the_noise() -> None:
    assert widened(shown(0.2, 0.25))[LAW.id]["noise"] > 1.5


def test_what_was_learned_before_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = widened(shown(0.4, 0.25, equipment=12))
    monkeypatch.setattr(law, "trained_laws", lambda: {LAW.id: Widened((2.5,), 2.0)})
    assert widened(shown(0.4, 0.25, equipment=12)) == first


def test_a_handful_of_equipment_teaches_nothing_of_a_kind() -> None:
    assert widened(shown(0.4, 0.1, equipment=5)) == {}


def test_laws_that_the_model_does_not_know_are_left_out() -> None:
    assert widened({"forgotten": LawSums("forgotten", [Sums.none(LAW, 20)])}) == {}
