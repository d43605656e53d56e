"""Equipment is learned from its own history, slowly enough that no fault is taken for its nature."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from model.attending.carrying_on import LEARNED, carry_on
from model.attending.catching_up import catch_up
from model.beliefs.answers import Answer
from model.frames.frames import HOUR_MS, Frames
from model.healthy.laws import LAWS
from model.healthy.learning.law import Law, Observed
from model.healthy.learning.learned import Learned
from model.healthy.learning.learning import (
    DAY_MS,
    HourSamples,
    Learning,
    Sums,
    align_learning,
    begin_day,
    hourly_samples,
    learn,
    learned,
    unlearn,
)
from model.healthy.learning.packing import pack_learning, unpack_learning
from tests.model.building_of import MONDAY_MS, air_handler, building_of
from tests.model.memory_state import MemoryState

TRUSTED = np.ones(1)


def pressure(frames: Frames) -> Observed:
    target = frames.role("supply_air_static_pressure") / 100
    return Observed(target, np.ones((*target.shape, 1)), ~np.isnan(target))


LAW = Law("pressure", "air_handler", pressure, (2.5,), (0.5,), 0.1, "made up")


@pytest.fixture(autouse=True)
def _only_this_law(monkeypatch: pytest.MonkeyPatch) -> None:
    for law in list(LAWS):
        monkeypatch.delitem(LAWS, law)
    monkeypatch.setitem(LAWS, LAW.id, LAW)


def days_of(learning: dict[str, Learning], value: float, days: int, trust: float = 1.0) -> Learned:
    """Learn from days at a value, as samples weighed by what was known; what is then known."""
    random = np.random.default_rng(3)
    for _ in range(days):
        start = learning["air_handler"].day_ms + DAY_MS if learning else MONDAY_MS
        begin_day(learning, start)
        values = 100 * (value + 0.05 * random.standard_normal(24))
        told = building_of({"AHU-1": air_handler(supply_air_static_pressure=np.repeat(values, 12))})
        frames = told.frames()["air_handler"]
        if learning and learning["air_handler"].known:
            frames.__dict__["learned"] = {LAW.id: learned(LAW, learning["air_handler"].known[LAW.id])}
        samples = hourly_samples("air_handler", dict.fromkeys(range(25), frames).__getitem__, 24)
        for hour in range(24):
            learn(
                learning,
                "air_handler",
                ("AHU-1",),
                samples,
                hour=hour,
                hour_ms=start + hour * HOUR_MS,
                trust=trust * TRUSTED,
            )
    begin_day(learning, learning["air_handler"].day_ms + DAY_MS)
    return learned(LAW, learning["air_handler"].known[LAW.id])


def test_on_its_first_day_an_equipment_is_as_its_kind() -> None:
    known = learned(LAW, Sums.none(LAW, 2))
    assert known.mean == pytest.approx(2.5)
    assert known.covariance[:, 0, 0] == pytest.approx(0.25, rel=0.05)
    assert known.noise == pytest.approx(0.1)


def test_after_two_weeks_its_own_nature_is_known_more_narrowly() -> None:
    known = days_of({}, 2.8, 14)
    assert known.mean[0, 0] == pytest.approx(2.8, abs=0.03)
    assert known.covariance[0, 0, 0] < 0.25 / 9
    assert known.noise[0] < 0.1


def test_a_change_is_not_learned_within_days_but_within_months() -> None:
    learning: dict[str, Learning] = {}
    days_of(learning, 2.4, 21)
    assert days_of(learning, 3.2, 3).mean[0, 0] < 2.55
    assert days_of(learning, 3.2, 80).mean[0, 0] > 2.9


def test_what_no_healthy_one_does_is_never_learned() -> None:
    known = days_of({}, 5.5, 21)
    assert known.mean[0, 0] == pytest.approx(2.5, abs=0.02)


def test_hours_in_which_a_fault_is_believed_teach_little() -> None:
    trusted, doubted = days_of({}, 3.2, 4), days_of({}, 3.2, 4, trust=0.02)
    assert abs(doubted.mean[0, 0] - 2.5) < 0.5 * abs(trusted.mean[0, 0] - 2.5)


def test_after_a_repair_what_was_learned_before_counts_less() -> None:
    learning: dict[str, Learning] = {}
    before = days_of(learning, 2.8, 7)
    unlearn(learning["air_handler"], "AHU-1")
    after = learned(LAW, learning["air_handler"].known[LAW.id])
    assert after.covariance[0, 0, 0] > before.covariance[0, 0, 0]


@pytest.mark.parametrize("repaired", ["AHU-1", "AHU-1/supply_air_static_pressure"])
def test_the_repair_of_a_unit_or_of_its_sensor_lets_it_be_learned_anew(repaired: str) -> None:
    learning: dict[str, Learning] = {}
    before = days_of(learning, 2.8, 7)
    done = Answer("r", "ada", "tower", repaired, "any", "any", "done", MONDAY_MS)
    carry_on({}, {}, 0, [done], learning)
    after = learned(LAW, learning["air_handler"].known[LAW.id])
    assert after.covariance[0, 0, 0] > before.covariance[0, 0, 0]


def test_the_promised_interval_covers_at_least_what_equipment_of_the_kind_then_does() -> None:
    random = np.random.default_rng(11)
    count, hours = 400, 10
    law = Law("line", "air_handler", pressure, (1.0, 0.5), (0.3, 0.2), 0.1, "made up")
    own = np.array(law.mean) + np.array(law.spread) * random.standard_normal((count, 2))
    features = np.stack([np.ones((hours, count)), random.uniform(0, 2, (hours, count))], axis=-1)
    target = np.einsum("hek,ek->he", features, own) + 0.1 * random.standard_normal((hours, count))
    sums = Sums.none(law, count)
    sums = Sums(
        np.einsum("hek,hel->ekl", features[1:], features[1:]),
        np.einsum("hek,he->ek", features[1:], target[1:]),
        np.square(target[1:]).sum(axis=0),
        np.full(count, hours - 1.0),
    ).add(sums)
    known = learned(law, sums)
    value = np.einsum("ek,ek->e", features[0], known.mean)
    doubt = np.einsum("ek,ekl,el->e", features[0], known.covariance, features[0]) + known.noise**2
    inside = np.abs(target[0] - value) < 1.2816 * np.sqrt(doubt)
    assert inside.mean() > 0.77


def test_packing_and_unpacking_changes_nothing() -> None:
    learning: dict[str, Learning] = {}
    days_of(learning, 2.8, 2)
    again = unpack_learning(pack_learning(learning))
    assert again["air_handler"].day_ms == learning["air_handler"].day_ms
    for one, other in zip(
        again["air_handler"].known[LAW.id].arrays(),
        learning["air_handler"].known[LAW.id].arrays(),
        strict=True,
    ):
        np.testing.assert_array_equal(one, other)


def test_equipment_that_is_new_knows_nothing_of_itself_and_the_others_keep_theirs() -> None:
    learning: dict[str, Learning] = {}
    days_of(learning, 2.8, 2)
    more = align_learning(learning["air_handler"], ("AHU-9", "AHU-1"))
    weight = more.known[LAW.id].weight
    assert weight[0] == 0
    assert weight[1] == learning["air_handler"].known[LAW.id].weight[0]


def known_after(portions: list[list[int]], values: NDArray[np.float64]) -> Sums:
    told = building_of({"AHU-1": air_handler(supply_air_static_pressure=values)})
    state = MemoryState()
    for hours in portions:
        catch_up(told.site, told.building, told.readings, state, hours, answers=())
    found = state.newest("tower", LEARNED, 2**62)
    assert found is not None
    return unpack_learning(found[1])["air_handler"].known[LAW.id]


def test_learning_hour_by_hour_late_and_all_at_once_is_the_same() -> None:
    hours = [MONDAY_MS + hour * HOUR_MS for hour in range(52)]
    values = 260.0 + 10 * np.sin(np.arange(52 * 12) / 20)
    at_once = known_after([hours], values)
    cut = [hours[a:b] for a, b in pairwise([0, 5, 23, 24, 30, 52])]
    for one, other in zip(known_after(cut, values).arrays(), at_once.arrays(), strict=True):
        np.testing.assert_allclose(one, other)
    late = [hours[10:], hours[3:5], hours[:3]]
    for one, other in zip(known_after(late, values).arrays(), at_once.arrays(), strict=True):
        np.testing.assert_allclose(one, other)


def test_a_silent_hour_teaches_nothing() -> None:
    learning: dict[str, Learning] = {}
    nothing = HourSamples(*(np.zeros(s) for s in ((1, 1), (1, 1, 1), (1, 1), (1, 1))))
    learn(learning, "air_handler", ("AHU-1",), {LAW.id: nothing}, hour=0, hour_ms=0, trust=TRUSTED)
    assert learned(LAW, learning["air_handler"].today[LAW.id]).mean == pytest.approx(2.5)
