import numpy as np
import pytest

from simulator.physics.boiler import boiler_efficiency
from simulator.physics.heat_pump import icing, rate_heat_pump
from simulator.physics.instant import Instant
from simulator.record import FLOAT, Array
from tests.simulator.physics.plant_rig import CAPACITY, SECONDS, Weather, live, lives, rig

COLD = Weather(-5.0)


def numbers(*values: float) -> Array:
    return np.array(values, dtype=FLOAT)


def run_balanced(instant: Instant, *, heating: float, steps: int) -> float:
    """Largest heat [W] that the loop's temperature does not account for."""
    water, plant = instant.state.hot_water, instant.fleet.hot_water
    worst = 0.0
    for _ in range(steps):
        before = water.supply.astype(float)
        live(instant, COLD, heating, 0.0)
        held = plant.water_heat * (water.supply - before) / SECONDS
        loss = plant.loss * (before - 20.0)
        left = water.source_heat + water.pump_power - water.load - loss - held
        worst = max(worst, float(np.abs(left).max()))
    return worst


@pytest.mark.parametrize("heat_pump", [False, True])
@pytest.mark.parametrize("heating", [0.0, 15e3, 120e3, 300e3])
def test_the_loop_keeps_what_its_source_gives_and_its_coils_do_not_take(
    heat_pump: bool, heating: float
) -> None:
    # Float32 holds water of 60 degC to 4e-6 K, which is 0.15 W of this loop over a step.
    assert run_balanced(rig(heat_pump=heat_pump), heating=heating, steps=50) < 1.0


def test_the_return_is_colder_than_the_supply_by_what_the_coils_took() -> None:
    instant = rig()
    lives(instant, steps=50, weather=COLD, heating=100e3)
    water = instant.state.hot_water
    assert float((water.flow * (water.supply - water.returned))[0]) == pytest.approx(100e3, rel=1e-3)


def test_a_boiler_holds_the_reset_setpoint_within_its_capacity() -> None:
    instant = rig()
    lives(instant, steps=100, weather=COLD, heating=120e3)
    assert instant.state.hot_water.supply[0] == pytest.approx(
        instant.state.control_plant.hot_water_setpoint[0]
    )
    lives(instant, steps=3, weather=COLD, heating=CAPACITY * 1.3)
    assert instant.state.hot_water.source_heat[0] == pytest.approx(CAPACITY)
    assert instant.state.hot_water.supply[0] < instant.state.control_plant.hot_water_setpoint[0] - 2.0


def test_a_boiler_is_better_with_a_colder_return_and_best_where_it_condenses() -> None:
    returned = numbers(25.0, 35.0, 45.0, 55.0, 65.0, 75.0)
    rated, one = np.full_like(returned, 0.87), np.ones_like(returned)
    condensing = boiler_efficiency(rated, one, returned, 0.5 * one)
    plain = boiler_efficiency(rated, 0.0 * one, returned, 0.5 * one)
    assert (np.diff(condensing) < 0).all()
    assert (np.diff(plain) <= 0).all()
    assert 0.93 < condensing[0] < 0.985
    assert ((plain > 0.8) & (plain <= 0.87)).all()


def test_a_boiler_that_condenses_is_better_at_part_load() -> None:
    one = np.ones(2, dtype=FLOAT)
    low, high = boiler_efficiency(0.87 * one, one, 50.0 * one, numbers(0.2, 1.0))
    assert low > high


def test_a_fouled_boiler_burns_more_for_the_same_heat_and_warms_its_flue() -> None:
    clean, fouled = rig(), rig()
    fouled.effects.plant.boiler_fouling[:] = 0.85
    for instant in (clean, fouled):
        lives(instant, steps=60, weather=COLD, heating=100e3)
    assert fouled.state.hot_water.source_heat[0] == pytest.approx(
        clean.state.hot_water.source_heat[0], rel=1e-3
    )
    assert fouled.state.hot_water.gas[0] == pytest.approx(clean.state.hot_water.gas[0] / 0.85, rel=5e-3)
    assert fouled.state.hot_water.flue[0] > clean.state.hot_water.flue[0] + 50.0


def starts_in_a_day(instant: Instant, heating: float) -> float:
    total = 0.0
    for _ in range(288):
        live(instant, Weather(8.0), heating, 0.0)
        total += float(instant.state.hot_water.starts[0])
    return total


def test_below_its_least_fire_a_boiler_cycles_and_counts_its_starts() -> None:
    assert starts_in_a_day(rig(), 100e3) == 1.0
    assert 10 < starts_in_a_day(rig(), 20e3) < 60


def test_without_a_dead_band_a_boiler_starts_many_times_an_hour_and_burns_more() -> None:
    healthy, cycling = rig(), rig()
    cycling.effects.plant.boiler_cycling[:] = 1.0
    few, many = starts_in_a_day(healthy, 20e3), starts_in_a_day(cycling, 20e3)
    assert many > 5 * few
    assert many / 24 > 8
    assert cycling.state.meters.gas_count[0] > healthy.state.meters.gas_count[0] * 1.01


def test_a_failed_boiler_lets_the_water_go_cold() -> None:
    instant = rig()
    lives(instant, steps=50, weather=COLD, heating=50e3)
    instant.effects.plant.boiler_failed[:] = 1.0
    lives(instant, steps=12, weather=COLD, heating=50e3)
    assert instant.state.hot_water.source_heat[0] == 0.0
    assert instant.state.hot_water.gas[0] == 0.0
    assert instant.state.hot_water.supply[0] < 50.0


def test_a_heat_pump_is_better_when_it_is_mild_and_the_water_cool() -> None:
    air = np.linspace(-15.0, 15.0, 31, dtype=FLOAT)
    one = np.ones_like(air)
    at_45 = rate_heat_pump(air, 45.0 * one, coil=one, charge=one)
    at_55 = rate_heat_pump(air, 55.0 * one, coil=one, charge=one)
    assert (at_45.performance > at_55.performance).all()
    assert (at_45.capacity > at_55.capacity).all()
    # Frost makes the curve flat near 0 degC, not falling by more than a little.
    assert (np.diff(at_45.performance) > -0.02).all()
    assert at_45.performance[0] < 2.0
    assert 2.7 < at_45.performance[22] < 3.3
    assert 3.3 < at_45.performance[-1] < 4.5
    assert at_45.capacity[22] == pytest.approx(1.0, abs=0.06)


def test_frost_costs_most_a_little_above_freezing() -> None:
    air = np.linspace(-20.0, 20.0, 81, dtype=FLOAT)
    lost = icing(air)
    assert -1.0 <= air[lost.argmax()] <= 2.0
    assert 0.12 < lost.max() < 0.2
    assert lost[-1] < 0.02


@pytest.mark.parametrize(("field", "value"), [("heat_pump_outdoor_coil", 0.4), ("heat_pump_charge", 0.6)])
def test_a_fouled_or_empty_heat_pump_takes_more_power_and_evaporates_colder(field: str, value: float) -> None:
    healthy, broken = rig(heat_pump=True), rig(heat_pump=True)
    getattr(broken.effects.plant, field)[:] = value
    for instant in (healthy, broken):
        lives(instant, steps=60, weather=Weather(5.0), heating=60e3)
    assert broken.state.hot_water.source_power[0] > 1.1 * healthy.state.hot_water.source_power[0]
    assert broken.state.hot_water.evaporating[0] < healthy.state.hot_water.evaporating[0] - 4.0


def test_a_stuck_heat_pump_takes_power_and_gives_no_heat() -> None:
    instant = rig(heat_pump=True)
    instant.effects.plant.heat_pump_stuck[:] = 1.0
    lives(instant, steps=20, weather=Weather(5.0), heating=60e3)
    water = instant.state.hot_water
    assert water.source_running[0] == 1.0
    assert water.source_heat[0] == 0.0
    assert water.source_power[0] > 0.2 * CAPACITY
    assert water.supply[0] < 20.0


def test_the_backup_gives_what_a_heat_pump_cannot() -> None:
    instant = rig(heat_pump=True)
    instant.fleet.hot_water.backup[:] = 0.5 * CAPACITY
    instant.effects.plant.heat_pump_stuck[:] = 1.0
    lives(instant, steps=60, weather=Weather(5.0), heating=60e3)
    water = instant.state.hot_water
    assert water.source_heat[0] == pytest.approx(60e3, rel=0.05)
    assert water.supply[0] > 38.0


def test_a_pump_that_is_always_on_takes_power_when_nobody_asks_for_heat() -> None:
    idle, always = rig(), rig()
    always.effects.plant.hot_pump_always_on[:] = 1.0
    for instant in (idle, always):
        lives(instant, steps=10, weather=Weather(25.0))
    assert idle.state.hot_water.pump_power[0] == 0.0
    assert idle.state.hot_water.flow[0] == 0.0
    assert always.state.hot_water.pump_power[0] > 50.0
    assert always.state.hot_water.source_heat[0] == 0.0


def test_a_worn_pump_turns_faster_and_pushes_less() -> None:
    healthy, worn = rig(), rig()
    worn.effects.plant.hot_pump_wear[:] = 0.6
    for instant in (healthy, worn):
        lives(instant, steps=10, weather=COLD, heating=100e3)
    assert worn.state.hot_water.pump_speed[0] > healthy.state.hot_water.pump_speed[0]
    assert worn.state.hot_water.head[0] == pytest.approx(0.6)
    assert healthy.state.hot_water.head[0] == 1.0


def test_a_lost_reset_keeps_the_water_hot_in_mild_weather() -> None:
    healthy, lost = rig(), rig()
    lost.effects.plant.hot_reset_lost[:] = 1.0
    for instant in (healthy, lost):
        lives(instant, steps=80, weather=Weather(12.0), heating=80e3)
    assert lost.state.hot_water.supply[0] > healthy.state.hot_water.supply[0] + 10.0


@pytest.mark.parametrize("lie", [-5.0, 5.0])
def test_a_source_whose_sensor_lies_makes_water_that_is_off_by_as_much(lie: float) -> None:
    honest, lying = rig(), rig()
    lives(honest, steps=100, weather=COLD, heating=120e3)
    lives(lying, steps=100, weather=Weather(-5.0, hot_lie=lie), heating=120e3)
    off = lying.state.hot_water.supply[0] - honest.state.hot_water.supply[0]
    assert off == pytest.approx(-lie, abs=0.1)


def test_water_is_stopped_at_the_limit_of_the_source_when_its_sensor_says_it_is_cold() -> None:
    boiler, pump = rig(), rig(heat_pump=True)
    frozen = Weather(-5.0, hot_lie=-60.0)
    lives(boiler, steps=200, weather=frozen, heating=20e3)
    lives(pump, steps=200, weather=frozen, heating=20e3)
    assert 80.0 < boiler.state.hot_water.supply[0] < 94.0
    assert 50.0 < pump.state.hot_water.supply[0] < 64.0
