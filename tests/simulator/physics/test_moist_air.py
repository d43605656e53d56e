import numpy as np
import pytest

from simulator.physics.moist_air import relative_humidity, saturation_humidity, wet_bulb


@pytest.mark.parametrize(
    ("air", "expected"), [(0.0, 0.00379), (10.0, 0.00763), (20.0, 0.01470), (30.0, 0.02722)]
)
def test_saturation_is_that_of_the_psychrometric_tables(air: float, expected: float) -> None:
    assert saturation_humidity(np.array([air], np.float32))[0] == pytest.approx(expected, rel=0.01)


def test_saturated_air_has_a_relative_humidity_of_one() -> None:
    air = np.linspace(-20, 45, 50, dtype=np.float32)
    assert relative_humidity(air, saturation_humidity(air)) == pytest.approx(np.ones(50), rel=1e-5)


@pytest.mark.parametrize(
    ("air", "humidity", "expected"),
    [(30.0, 0.0133, 22.0), (35.0, 0.0094, 20.8), (20.0, 0.00726, 13.8), (-5.0, 0.0015, -6.5)],
)
def test_wet_bulb_is_that_of_the_psychrometric_chart(air: float, humidity: float, expected: float) -> None:
    found = wet_bulb(np.array([air], np.float32), np.array([humidity], np.float32))[0]
    assert found == pytest.approx(expected, abs=0.4)


def test_the_wet_bulb_of_saturated_air_is_its_temperature() -> None:
    air = np.linspace(-20, 40, 20, dtype=np.float32)
    assert wet_bulb(air, saturation_humidity(air)) == pytest.approx(air, abs=1e-3)
