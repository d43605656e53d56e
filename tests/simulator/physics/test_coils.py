import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.physics.coils import Coil, coil_heat, valve_flow, wet_coil
from simulator.physics.moist_air import VAPOUR_HEAT, saturation_humidity
from simulator.record import Array


def array(*values: float) -> Array:
    return np.array(values, dtype=np.float32)


COIL = Coil(ua=array(6000.0), air=array(3000.0), water=array(6000.0))


def test_a_shut_valve_passes_nothing_and_an_open_one_all() -> None:
    assert valve_flow(array(0.0, 1.0)) == pytest.approx([0.0, 1.0])


def test_a_valve_passes_as_much_as_one_of_equal_percentage_nearly() -> None:
    position = np.linspace(0, 1, 50, dtype=np.float32)
    equal_percentage = (12.0**position - 1.0) / 11.0
    assert valve_flow(position) == pytest.approx(equal_percentage, abs=0.045)


@given(st.floats(1, 6000), st.floats(1, 12000), st.floats(-20, 30), st.floats(10, 90))
def test_air_leaves_a_heating_coil_between_itself_and_the_water(
    air_rate: float, water_rate: float, air_in: float, water_in: float
) -> None:
    heat = coil_heat(
        COIL,
        air_rate=array(air_rate),
        air_in=array(air_in),
        water_rate=array(water_rate),
        water_in=array(water_in),
    )[0]
    assert heat >= 0
    assert air_in + heat / air_rate <= max(water_in, air_in) + 1e-3
    assert water_in - heat / water_rate >= min(water_in, air_in) - 1e-3


def cooled(humidity: float, water: float = 7.0, rate: float = 3000.0) -> tuple[float, float]:
    sensible, latent = wet_coil(
        COIL,
        air_rate=array(rate),
        air_in=array(27.0),
        humidity_in=array(humidity),
        water_rate=array(6000.0),
        water_in=array(water),
    )
    return float(sensible[0]), float(latent[0])


def test_dry_air_loses_no_vapour() -> None:
    assert cooled(0.004)[1] == 0.0


def test_moist_air_loses_vapour_and_less_sensible_heat_than_dry_air() -> None:
    dry, moist = cooled(0.004), cooled(0.013)
    assert moist[1] > 0.2 * moist[0]
    assert moist[0] < dry[0]
    assert sum(moist) > sum(dry)


@given(st.floats(0.002, 0.02), st.floats(4, 20), st.floats(30, 6000))
def test_air_leaves_a_wet_coil_no_drier_than_the_water_could_make_it(
    humidity: float, water: float, rate: float
) -> None:
    sensible, latent = cooled(humidity, water, rate)
    flow = rate / 1206.0
    driest = min(humidity, float(saturation_humidity(array(water))[0]))
    assert latent >= 0
    assert humidity - latent / (flow * VAPOUR_HEAT) >= driest - 3e-4
    assert 27.0 - sensible / rate >= water - 1e-3


def test_warm_water_does_not_cool() -> None:
    assert cooled(0.012, water=30.0) == (0.0, 0.0)
