import numpy as np
import pytest

from simulator.controls.plant import control_plant
from simulator.physics.instant import Instant
from simulator.record import FLOAT
from tests.simulator.physics.plant_rig import Weather, lives, rig


def asked(heating: float = 0.0, cooling: float = 0.0, outdoor: float = 10.0) -> Instant:
    instant = rig()
    ask(instant, heating, cooling, outdoor)
    return instant


def ask(instant: Instant, heating: float, cooling: float, outdoor: float) -> None:
    instant.state.readings.outdoor_air = np.array([outdoor], dtype=FLOAT)
    instant.state.control_air_handlers.heating_command = np.array([heating], dtype=FLOAT)
    instant.state.control_air_handlers.cooling_command = np.array([cooling], dtype=FLOAT)
    control_plant(instant)


def enabled(instant: Instant) -> tuple[float, float]:
    control = instant.state.control_plant
    return float(control.hot_water_enabled[0]), float(control.chilled_water_enabled[0])


def test_plants_run_when_valves_ask_and_not_when_none_does() -> None:
    assert enabled(asked()) == (0.0, 0.0)
    assert enabled(asked(heating=0.5)) == (1.0, 0.0)
    assert enabled(asked(cooling=0.5, outdoor=20.0)) == (0.0, 1.0)


def test_boxes_ask_for_hot_water_too() -> None:
    instant = asked()
    instant.state.control_boxes.reheat_command[:] = 0.1
    control_plant(instant)
    assert enabled(instant) == (1.0, 0.0)


def test_the_weather_locks_plants_out() -> None:
    assert enabled(asked(heating=1.0, outdoor=25.0)) == (0.0, 0.0)
    assert enabled(asked(cooling=1.0, outdoor=2.0)) == (0.0, 0.0)


def test_a_running_plant_goes_on_with_less_than_it_took_to_start_it() -> None:
    instant = asked(heating=0.1)
    assert enabled(instant) == (0.0, 0.0)
    ask(instant, 0.5, 0.0, 10.0)
    ask(instant, 0.1, 0.0, 10.0)
    assert enabled(instant) == (1.0, 0.0)
    ask(instant, 0.1, 0.0, 18.5)
    assert enabled(instant) == (1.0, 0.0)
    ask(instant, 0.0, 0.0, 10.0)
    assert enabled(instant) == (0.0, 0.0)


def test_a_building_without_a_plant_enables_none() -> None:
    instant = rig()
    instant.fleet.hot_water.capacity[:] = 0.0
    ask(instant, 1.0, 0.0, 0.0)
    assert enabled(instant) == (0.0, 0.0)


@pytest.mark.parametrize(("outdoor", "expected"), [(-20.0, 70.0), (-10.0, 70.0), (2.5, 57.5), (20.0, 45.0)])
def test_hot_water_is_reset_by_the_outdoor_air(outdoor: float, expected: float) -> None:
    assert asked(outdoor=outdoor).state.control_plant.hot_water_setpoint[0] == pytest.approx(expected)


@pytest.mark.parametrize(("outdoor", "expected"), [(10.0, 9.0), (16.0, 9.0), (27.0, 6.7), (35.0, 6.7)])
def test_chilled_water_is_reset_by_the_outdoor_air(outdoor: float, expected: float) -> None:
    assert asked(outdoor=outdoor).state.control_plant.chilled_water_setpoint[0] == pytest.approx(expected)


def test_lights_are_told_to_burn_in_hours_and_less_of_them_in_demand_response() -> None:
    instant = asked()
    assert instant.state.control_plant.lights_command[0] == 1.0
    instant.orders.demand_response[:] = 1.0
    control_plant(instant)
    assert instant.state.control_plant.lights_command[0] == pytest.approx(2 / 3)
    instant.occupied = np.array([False])
    control_plant(instant)
    assert instant.state.control_plant.lights_command[0] == 0.0


def test_the_tower_holds_its_setpoint_above_the_wet_bulb() -> None:
    instant = rig()
    lives(instant, steps=150, weather=Weather(28.0, 0.010), cooling=120e3)
    state = instant.state
    assert state.control_plant.condenser_setpoint[0] == pytest.approx(22.5, abs=1.0)
    assert state.chilled_water.condenser_supply[0] == pytest.approx(
        state.control_plant.condenser_setpoint[0], abs=0.5
    )
    assert 0.1 < state.control_plant.tower_fan_command[0] <= 1.0


def test_the_tower_fan_settles() -> None:
    instant, speeds = rig(), []
    for _ in range(200):
        lives(instant, steps=1, weather=Weather(26.0, 0.008), cooling=90e3)
        speeds.append(float(instant.state.chilled_water.tower_fan_speed[0]))
    assert np.ptp(speeds[-60:]) < 0.03


def test_controls_act_on_readings_and_not_on_the_truth() -> None:
    instant = asked(outdoor=-10.0)
    instant.state.outdoors.air = np.array([30.0], dtype=FLOAT)
    control_plant(instant)
    assert instant.state.control_plant.hot_water_setpoint[0] == pytest.approx(70.0)
