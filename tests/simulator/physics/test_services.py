import numpy as np
import pytest

from simulator.physics.instant import Instant
from simulator.physics.services import WATER_HEAT
from tests.simulator.physics.plant_rig import SECONDS, Weather, lives, rig

MILD = Weather(15.0)


def at_night(instant: Instant) -> Instant:
    instant.occupied = np.zeros_like(instant.occupied)
    instant.people = np.zeros_like(instant.people)
    instant.water_share = np.zeros_like(instant.water_share)
    return instant


def lived(instant: Instant, steps: int = 1) -> Instant:
    lives(instant, steps=steps, weather=MILD)
    return instant


def test_lights_and_plugs_burn_by_day_and_little_by_night() -> None:
    day, night = lived(rig()), lived(at_night(rig()))
    assert day.state.services.lights.sum() == pytest.approx(8000.0)
    assert day.state.services.plugs.sum() == pytest.approx(6000.0)
    assert night.state.services.lights.sum() == pytest.approx(0.05 * 8000.0)
    assert night.state.services.plugs.sum() == pytest.approx(0.3 * 6000.0)


def test_lights_follow_people_as_far_as_sensors_switch_them() -> None:
    few = rig(2)
    few.fleet.services.lights_by_people[:] = [0.0, 1.0]
    few.people = few.people * np.float32(0.25)
    lived(few)
    by_schedule, by_people = few.state.services.lights.reshape(2, -1).sum(axis=1)
    assert by_schedule == pytest.approx(8000.0)
    assert by_people == pytest.approx(0.4 * 8000.0)


def test_demand_response_sheds_a_third_of_the_lights() -> None:
    instant = rig()
    instant.orders.demand_response[:] = 1.0
    assert lived(instant).state.services.lights.sum() == pytest.approx(8000.0 * 2 / 3)


def test_lights_left_on_burn_all_night() -> None:
    instant = at_night(rig())
    instant.effects.services.lights_always_on[:] = 0.6
    assert lived(instant).state.services.lights.sum() == pytest.approx(0.6 * 8000.0)


def test_the_sums_of_lights_and_plugs_are_those_of_the_zones() -> None:
    services = lived(rig(3, boxes=7)).state.services
    assert services.all_lights == pytest.approx(services.lights.reshape(3, -1).sum(axis=1))
    assert services.all_plugs == pytest.approx(services.plugs.reshape(3, -1).sum(axis=1))


def test_the_tank_keeps_what_its_heater_gives_and_nobody_draws() -> None:
    instant = rig()
    services, plan = instant.state.services, instant.fleet.services
    for _ in range(50):
        before = services.domestic_hot.astype(float)
        lived(instant)
        drawn = plan.water * 0.5 * plan.hot_share * WATER_HEAT * (services.domestic_hot - plan.cold_water)
        lost = plan.tank_loss * (services.domestic_hot - 20.0)
        held = plan.tank_heat * (services.domestic_hot - before) / SECONDS
        assert abs((services.domestic_heat - drawn - lost - held)[0]) < 1.0
    assert services.domestic_hot[0] == pytest.approx(plan.tank_setpoint[0])
    assert services.domestic_heat[0] > 1000.0


@pytest.mark.parametrize("gas", [0.0, 1.0])
def test_the_tank_is_heated_by_gas_or_by_electricity(gas: float) -> None:
    instant = rig()
    instant.fleet.services.tank_gas[:] = gas
    services = lived(instant, 20).state.services
    burnt = services.domestic_heat / instant.fleet.services.tank_efficiency
    assert services.domestic_gas[0] == pytest.approx(gas * burnt[0])
    assert services.domestic_power[0] == pytest.approx((1.0 - gas) * burnt[0])


def test_a_hotter_tank_costs_more() -> None:
    usual, hot = rig(), rig()
    hot.effects.services.domestic_hot_shift[:] = 8.0
    lived(usual, 60), lived(hot, 60)
    assert hot.state.services.domestic_hot[0] == pytest.approx(usual.state.services.domestic_hot[0] + 8.0)
    assert hot.state.services.domestic_power[0] > 1.1 * usual.state.services.domestic_power[0]


def test_a_leak_shows_at_night_and_by_day() -> None:
    for instant, used in ((rig(), 1e-4), (at_night(rig()), 0.0)):
        instant.effects.services.water_leak[:] = 3e-5
        assert lived(instant).state.services.water[0] == pytest.approx(used + 3e-5)


def test_water_that_runs_at_night_does_not_run_by_day() -> None:
    for instant, expected in ((rig(), 1e-4), (at_night(rig()), 5e-5)):
        instant.effects.services.water_at_night[:] = 5e-5
        assert lived(instant).state.services.water[0] == pytest.approx(expected)
