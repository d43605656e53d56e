import numpy as np
import pytest

from simulator.people.fate import fate, lognormal, picked, triangular

SHARES = [(number + 0.5) / 2000 for number in range(2000)]


def test_an_event_has_the_same_fate_whatever_else_was_asked():
    alone = fate(7, "look", "m1", 3)
    [fate(7, "look", "m2", number) for number in range(100)]
    assert fate(7, "look", "m1", 3) == alone == 0.32511030447817296


def test_fates_are_even_and_seeds_differ():
    drawn = np.array([fate(1, "event", number) for number in range(4000)])
    other = np.array([fate(2, "event", number) for number in range(4000)])
    assert 0 < drawn.min() < 0.01
    assert 0.99 < drawn.max() < 1
    assert np.histogram(drawn, bins=8, range=(0, 1))[0].min() > 420
    assert abs(np.corrcoef(drawn, other)[0, 1]) < 0.05


def test_names_that_run_together_are_different_events():
    assert fate(1, "ab", "c") != fate(1, "a", "bc")


def test_what_is_picked_comes_as_often_as_its_weight_says():
    picks = [picked(share, {"a": 1.0, "b": 0.0, "c": 3.0}) for share in SHARES]
    assert picks.count("a") == 500
    assert picks.count("c") == 1500


def test_nothing_is_picked_from_nothing():
    with pytest.raises(ValueError, match="nothing to pick"):
        picked(0.5, {"a": 0.0})


def test_quantiles_of_the_lognormal_have_its_median_and_spread():
    values = np.log([lognormal(share, 4.0, 0.5) for share in SHARES])
    assert np.median(values) == pytest.approx(np.log(4.0), abs=1e-3)
    assert values.std() == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("corners", [(0.0, 1.0, 5.0), (2.0, 2.0, 3.0), (1.0, 4.0, 4.0), (3.0, 3.0, 3.0)])
def test_quantiles_of_the_triangle_stay_within_it_and_have_its_mean(corners):
    values = np.array([triangular(share, *corners) for share in SHARES])
    assert corners[0] <= values.min() <= values.max() <= corners[2]
    assert (np.diff(values) >= 0).all()
    assert values.mean() == pytest.approx(sum(corners) / 3, abs=1e-3)


def test_a_number_of_numpy_is_the_same_event_as_one_of_python():
    assert fate(1, "day", np.int64(5)) == fate(1, "day", 5)
