import numpy as np
import pytest

from simulator.physics.chiller import chiller_power, rate_chiller, unloaded
from simulator.physics.instant import Instant
from simulator.physics.pumps import pump_power
from simulator.physics.tower import tower_effectiveness, wet_bulb
from simulator.record import FLOAT, Array
from tests.simulator.physics.plant_rig import CAPACITY, SECONDS, Weather, live, lives, rig

HOT = Weather(32.0, 0.013)


def numbers(*values: float) -> Array:
    return np.array(values, dtype=FLOAT)


def cooled(instant: Instant, cooling: float = 120e3, steps: int = 80) -> Instant:
    lives(instant, steps=steps, weather=HOT, cooling=cooling)
    return instant


@pytest.mark.parametrize("air_cooled", [False, True])
@pytest.mark.parametrize("cooling", [0.0, 10e3, 120e3, 300e3])
def test_the_loop_keeps_what_its_coils_bring_and_its_chiller_does_not_take(
    air_cooled: bool, cooling: float
) -> None:
    instant = rig(air_cooled=air_cooled)
    water, plant = instant.state.chilled_water, instant.fleet.chilled_water
    for _ in range(50):
        before = water.supply.astype(float)
        live(instant, HOT, 0.0, cooling)
        held = plant.water_heat * (water.supply - before) / SECONDS
        gain = plant.gain * (25.0 - before)
        left = water.load + gain + water.pump_power - water.chiller_load - held
        # Float32 holds warm water to 8e-6 K when the load is far beyond the chiller.
        assert abs(left[0]) < 2.0


def test_the_chiller_holds_the_setpoint_and_the_water_warms_when_it_is_overloaded() -> None:
    instant = cooled(rig())
    water, control = instant.state.chilled_water, instant.state.control_plant
    assert water.supply[0] == pytest.approx(control.chilled_water_setpoint[0])
    lives(instant, steps=6, weather=HOT, cooling=CAPACITY * 1.4)
    assert water.supply[0] > control.chilled_water_setpoint[0] + 3.0
    assert water.chiller_load[0] < 1.15 * CAPACITY


def test_the_return_is_warmer_than_the_supply_by_what_the_coils_gave() -> None:
    water = cooled(rig()).state.chilled_water
    assert float((water.flow * (water.returned - water.supply))[0]) == pytest.approx(120e3, rel=1e-3)


@pytest.mark.parametrize("air_cooled", [0.0, 1.0])
def test_a_chiller_is_rated_where_its_curves_say_and_worse_when_it_is_hotter(air_cooled: float) -> None:
    entering = np.linspace(24.0, 44.0, 21, dtype=FLOAT)
    kind = np.full_like(entering, air_cooled)
    rating = rate_chiller(
        np.full_like(entering, 6.7), entering, air_cooled=kind, charge=np.ones_like(entering)
    )
    rated = int(np.abs(entering - (35.0 if air_cooled else 29.4)).argmin())
    assert rating.capacity[rated] == pytest.approx(1.0, abs=0.02)
    assert rating.input_ratio[rated] == pytest.approx(1.0, abs=0.02)
    assert (np.diff(rating.input_ratio) > 0).all()
    assert (np.diff(rating.capacity[4:]) < 0).all()


def test_a_chiller_with_a_fouled_condenser_unloads_to_where_it_is_just_not_stopped() -> None:
    air = np.array([35.0, 42.0, 50.0, 60.0], dtype=FLOAT)
    rise, capacity, one = 22.0, 0.95, np.ones_like(air)
    share = unloaded(air, rise=rise * one, capacity=capacity * one, air_cooled=one)
    entering = air + rise * capacity * share
    assert (np.diff(share) < 0).all()
    assert share[-1] == 0.0
    assert share[:3] == pytest.approx((56.0 - entering[:3]) / 8.0, rel=1e-5)
    assert (unloaded(air[:2], rise=0.0 * one[:2], capacity=one[:2], air_cooled=one[:2]) == 1.0).all()


def test_a_chiller_that_is_loaded_more_takes_more_and_is_best_between() -> None:
    load = np.linspace(0.02, 1.0, 50, dtype=FLOAT) * CAPACITY
    one = np.ones_like(load)
    rating = rate_chiller(6.7 * one, 29.4 * one, air_cooled=0.0 * one, charge=one)
    power = chiller_power(load, most=CAPACITY * one, performance=5.5 * one, least=0.15 * one, rating=rating)
    assert (np.diff(power) > 0).all()
    performance = load / power
    assert 0.4 < load[performance.argmax()] / CAPACITY < 0.95
    assert performance.max() < 7.0
    # Below the least load it cycles at one efficiency.
    assert performance[0] == pytest.approx(performance[4], rel=1e-3)


def test_whole_plants_take_plausible_power() -> None:
    by_tower, by_air = cooled(rig()).state.chilled_water, cooled(rig(air_cooled=True)).state.chilled_water
    assert 4.5 < float((by_tower.chiller_load / by_tower.chiller_power)[0]) < 7.5
    assert 2.7 < float((by_air.chiller_load / by_air.chiller_power)[0]) < 4.5
    assert by_air.tower_power[0] == 0.0
    assert 0.1 < float((by_tower.tower_power / by_tower.chiller_power)[0]) < 0.4


@pytest.mark.parametrize("air_cooled", [False, True])
@pytest.mark.parametrize(("field", "value"), [("chiller_condenser_fouling", 0.4), ("chiller_charge", 0.7)])
def test_a_fouled_condenser_or_lacking_charge_costs_power(air_cooled: bool, field: str, value: float) -> None:
    healthy, broken = rig(air_cooled=air_cooled), rig(air_cooled=air_cooled)
    getattr(broken.effects.plant, field)[:] = value
    cooled(healthy), cooled(broken)
    assert broken.state.chilled_water.supply[0] == pytest.approx(
        healthy.state.chilled_water.supply[0], abs=0.1
    )
    assert broken.state.chilled_water.chiller_power[0] > 1.08 * healthy.state.chilled_water.chiller_power[0]


def test_a_failed_chiller_takes_nothing_and_the_water_warms() -> None:
    instant = rig()
    instant.effects.plant.chiller_failed[:] = 1.0
    cooled(instant, 40e3, steps=10)
    assert instant.state.chilled_water.chiller_power[0] == 0.0
    assert instant.state.chilled_water.supply[0] > 20.0


def test_a_failed_tower_fan_warms_the_condenser_water_until_the_chiller_unloads() -> None:
    healthy, failed = cooled(rig(), 150e3), rig()
    failed.effects.plant.tower_fan_failed[:] = 1.0
    cooled(failed, 150e3)
    assert (
        failed.state.chilled_water.condenser_supply[0] > healthy.state.chilled_water.condenser_supply[0] + 8.0
    )
    assert failed.state.chilled_water.condenser_supply[0] < 50.0
    assert failed.state.chilled_water.chiller_load[0] < healthy.state.chilled_water.chiller_load[0]
    assert failed.state.chilled_water.tower_fan_running[0] == 0.0


def test_a_fouled_tower_needs_more_fan() -> None:
    clean, fouled = rig(), rig()
    fouled.effects.plant.tower_fouling[:] = 0.6
    cooled(clean), cooled(fouled)
    assert fouled.state.chilled_water.tower_fan_speed[0] > clean.state.chilled_water.tower_fan_speed[0]


def test_a_tower_fan_in_hand_runs_when_nothing_is_cooled() -> None:
    idle, hand = rig(), rig()
    hand.effects.plant.tower_fan_in_hand[:] = 1.0
    for instant in (idle, hand):
        lives(instant, steps=5, weather=Weather(5.0))
    assert idle.state.chilled_water.tower_power[0] == 0.0
    assert hand.state.chilled_water.tower_power[0] == pytest.approx(3000.0)


def test_an_air_cooled_chiller_has_no_tower_that_could_fail() -> None:
    instant = rig(air_cooled=True)
    instant.effects.plant.tower_fan_in_hand[:] = 1.0
    cooled(instant)
    assert instant.state.chilled_water.tower_fan_speed[0] == 0.0
    assert instant.state.chilled_water.condenser_supply[0] == pytest.approx(32.0)


def test_a_chilled_pump_that_is_always_on_takes_power_at_night() -> None:
    instant = rig()
    instant.effects.plant.chilled_pump_always_on[:] = 1.0
    lives(instant, steps=5, weather=Weather(20.0))
    assert instant.state.chilled_water.pump_power[0] > 100.0
    assert instant.state.chilled_water.chiller_running[0] == 0.0


def test_a_setpoint_too_low_costs_power() -> None:
    healthy, low = rig(), rig()
    low.effects.plant.chilled_setpoint_shift[:] = -2.0
    cooled(healthy), cooled(low)
    assert low.state.chilled_water.supply[0] == pytest.approx(
        healthy.state.chilled_water.supply[0] - 2.0, abs=0.1
    )
    assert low.state.chilled_water.chiller_power[0] > healthy.state.chilled_water.chiller_power[0]


def test_the_wet_bulb_agrees_with_the_psychrometric_chart() -> None:
    # ASHRAE chart no. 1: 35 degC and 40 % 24.0, 25 degC and 50 % 17.9, 10 degC and 80 % 8.2.
    found = wet_bulb(numbers(35.0, 25.0, 10.0), numbers(0.0141, 0.0099, 0.0061))
    assert found == pytest.approx([24.0, 17.9, 8.2], abs=0.4)


def test_a_tower_cools_more_with_more_air_and_never_below_the_wet_bulb() -> None:
    speed = np.linspace(0.0, 1.0, 11, dtype=FLOAT)
    found = tower_effectiveness(speed, np.full_like(speed, 1.5))
    assert (np.diff(found[1:]) > 0).all()
    assert found[-1] == pytest.approx(0.6)
    assert found[0] > 0


def test_a_pump_at_half_flow_takes_about_a_third() -> None:
    half, full = pump_power(numbers(0.5, 1.0), numbers(1000.0, 1000.0))
    assert full == pytest.approx(1006.3)
    assert 0.25 < half / full < 0.4


@pytest.mark.parametrize("lie", [-1.5, 1.5])
def test_a_chiller_whose_sensor_lies_makes_water_that_is_off_by_as_much(lie: float) -> None:
    honest, lying = rig(), rig()
    lives(honest, steps=100, weather=HOT, cooling=100e3)
    lives(lying, steps=100, weather=Weather(32.0, 0.013, chilled_lie=lie), cooling=100e3)
    off = lying.state.chilled_water.supply[0] - honest.state.chilled_water.supply[0]
    assert off == pytest.approx(-lie, abs=0.1)


def test_the_freeze_limit_stops_a_chiller_whose_sensor_says_that_the_water_is_warm() -> None:
    instant = rig()
    lives(instant, steps=200, weather=Weather(32.0, 0.013, chilled_lie=20.0), cooling=20e3)
    assert 1.0 < instant.state.chilled_water.supply[0] < 5.0
