import numpy as np

from simulator.buildings.sensing import fixed_errors, noise, sensor_key
from tests.simulator.buildings.portfolio import drawn

_KEYS = np.random.default_rng(1).integers(0, 2**32, 60, dtype=np.uint32)
_TRUTH = (20 + np.cumsum(np.random.default_rng(2).normal(0, 0.01, (3000, 60)), axis=0)).astype(np.float32)


def test_noise_has_mean_0_and_standard_deviation_1_and_no_wild_values() -> None:
    drawn_noise = noise(_TRUTH, _KEYS)
    assert abs(float(drawn_noise.mean())) < 0.01
    assert abs(float(drawn_noise.std()) - 1) < 0.01
    assert float(np.abs(drawn_noise).max()) < 3.5


def test_the_noise_of_two_sensors_of_one_truth_has_nothing_in_common() -> None:
    same = np.repeat(_TRUTH[:, :1], 60, axis=1)
    between = np.corrcoef(noise(same, _KEYS).T) - np.eye(60)
    assert float(np.abs(between).max()) < 0.1


def test_noise_does_not_follow_from_one_moment_to_the_next() -> None:
    drawn_noise = noise(_TRUTH, _KEYS)
    assert abs(float((drawn_noise[1:] * drawn_noise[:-1]).mean())) < 0.02


def test_a_sensor_that_stands_still_has_still_noise() -> None:
    still = np.full((10, 60), 21.5, dtype=np.float32)
    assert (np.ptp(noise(still, _KEYS), axis=0) == 0).all()


def test_fixed_errors_are_within_two_tolerances_and_two_in_three_within_one() -> None:
    errors = fixed_errors(np.random.default_rng(3).integers(0, 2**32, 20_000, dtype=np.uint32))
    assert float(np.abs(errors).max()) <= 2
    assert abs(float((np.abs(errors) < 1).mean()) - 0.68) < 0.02


def test_a_sensors_key_is_of_seed_building_device_and_point() -> None:
    first, second = drawn().plans[:2]
    keys = {
        sensor_key(first, "AHU-1", "sat"),
        sensor_key(second, "AHU-1", "sat"),
        sensor_key(first, "AHU-2", "sat"),
        sensor_key(first, "AHU-1", "mat"),
    }
    assert len(keys) == 4
    assert sensor_key(first, "AHU-1", "sat") in keys
