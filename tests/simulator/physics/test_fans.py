import numpy as np
import pytest

from simulator.physics.fans import NATURAL_DRAUGHT, fan_power, flow_against, static_pressure
from simulator.record import Array


def array(*values: float) -> Array:
    return np.array(values, dtype=np.float32)


def pressure(speed: float, opening: float = 0.3) -> float:
    found = static_pressure(array(speed), array(opening), array(20.0), array(1000.0))
    return float(found[0]) - NATURAL_DRAUGHT


def power(speed: float, flow: float) -> float:
    found = fan_power(
        array(speed), array(flow), design_flow=array(5.0), fan_pressure=array(1000.0), efficiency=array(0.6)
    )
    return float(found[0])


def test_pressure_follows_the_square_of_the_speed() -> None:
    assert pressure(0.5) == pytest.approx(pressure(1.0) / 4, rel=1e-4)


def test_power_follows_the_cube_of_the_speed_where_flow_follows_the_speed() -> None:
    assert power(0.5, 2.5) == pytest.approx(power(1.0, 5.0) / 8, rel=1e-5)


def test_power_at_design_is_flow_by_pressure_over_efficiency() -> None:
    assert power(1.0, 5.0) == pytest.approx(5.0 * 1000.0 / 0.6, rel=1e-5)


def test_the_pressure_is_where_fan_and_duct_agree() -> None:
    opening, resistance = 0.3, 20.0
    made = pressure(0.8, opening)
    flow = opening * made**0.5
    assert 0.8**2 * 1000.0 - resistance * flow**2 == pytest.approx(made, rel=1e-4)


def test_a_still_fan_leaves_a_natural_draught() -> None:
    assert pressure(0.0) == pytest.approx(0.0, abs=1e-6)


def test_a_loaded_filter_takes_flow_from_a_fan_of_one_speed() -> None:
    assert flow_against(array(1.0), 0.25)[0] == 1.0
    assert 0.6 < flow_against(array(4.0), 0.25)[0] < 0.9
