import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.coils import coil_heat, valve_flow
from simulator.fan import fan_power, speed_for, static_pressure
from simulator.fleet import AIR_HEAT, draw_fleet
from simulator.mixing import mixed_air, outdoor_air_fraction
from simulator.plant import LOOP_LOSS, step_plant
from simulator.zones import step_zones

share = st.floats(0.0, 1.0)
leak = st.floats(0.0, 0.2)
curve = st.floats(0.7, 1.5)
temperature = st.floats(-30.0, 45.0)
rate = st.floats(10.0, 50_000.0)


@given(share, leak, curve, temperature, temperature)
def test_mixed_air_lies_between_outdoor_and_return_air(position, leak, curve, outdoor, returned):
    fraction = outdoor_air_fraction(np.array(position), np.array(leak), np.array(curve))
    mixed = mixed_air(fraction, np.array(outdoor), np.array(returned))
    assert min(outdoor, returned) - 1e-9 <= mixed <= max(outdoor, returned) + 1e-9


@given(leak, curve)
def test_opening_the_damper_never_lets_in_less(leak, curve):
    positions = np.linspace(0, 1, 41)
    fraction = outdoor_air_fraction(positions, np.array(leak), np.array(curve))
    assert (np.diff(fraction) >= -1e-12).all()
    assert fraction[0] == pytest.approx(leak / (1 + leak), abs=1e-9)


def test_the_minimum_position_gives_the_design_minimum_of_outdoor_air():
    fleet = draw_fleet(3, ["office", "school", "laboratory"], 2, 6)
    given_share = outdoor_air_fraction(fleet.minimum_damper, fleet.damper_leak, fleet.damper_curve)
    np.testing.assert_allclose(given_share, fleet.minimum_outdoor_air, atol=1e-6)


@given(rate, temperature, rate, st.floats(4.0, 85.0), st.floats(10.0, 50_000.0))
def test_a_coil_gives_no_more_than_its_streams_can_exchange(air_rate, air_in, water_rate, water_in, ua):
    heat = coil_heat(
        air_rate=np.array(air_rate),
        air_in=np.array(air_in),
        water_rate=np.array(water_rate),
        water_in=np.array(water_in),
        ua=np.array(ua),
        air_design=np.array(20_000.0),
        water_design=np.array(20_000.0),
    )
    most = min(air_rate, water_rate) * (water_in - air_in)
    assert abs(heat) <= abs(most) * (1 + 1e-9)
    assert heat * most >= 0
    # What the air gains the water loses, and neither passes the other's entry.
    air_out, water_out = air_in + heat / air_rate, water_in - heat / water_rate
    low, high = sorted((air_in, water_in))
    assert low - 1e-6 <= air_out <= high + 1e-6
    assert low - 1e-6 <= water_out <= high + 1e-6


def test_a_coil_without_water_or_air_gives_nothing():
    some = {"air_in": np.array(10.0), "water_in": np.array(70.0), "ua": np.array(1e4)}
    design = {"air_design": np.array(1e4), "water_design": np.array(1e4)}
    assert coil_heat(air_rate=np.array(1e4), water_rate=np.array(0.0), **some, **design) == 0
    assert coil_heat(air_rate=np.array(0.0), water_rate=np.array(1e4), **some, **design) == 0


@given(share, leak)
def test_a_valve_passes_its_leak_when_shut_and_all_when_open(position, leak):
    flow = valve_flow(np.array([0.0, position, 1.0]), leak)
    assert flow[0] == pytest.approx(leak)
    assert flow[2] == pytest.approx(1.0)
    assert flow[0] <= flow[1] <= flow[2]


@given(st.floats(40.0, 400.0), st.floats(0.05, 1.0), st.floats(5.0, 100.0), st.floats(600.0, 1500.0))
def test_the_speed_found_makes_the_pressure_asked_for(static, opening, resistance, fan_pressure):
    arguments = (np.array(opening), np.array(resistance), np.array(fan_pressure))
    speed = speed_for(np.array(static), *arguments)
    assert static_pressure(speed, *arguments) == pytest.approx(static)


@given(st.floats(0.2, 0.5))
def test_half_the_speed_takes_an_eighth_of_the_power(speed):
    opening, resistance, full = np.array(0.4), np.array(20.0), np.array(1000.0)

    def power(at):
        static = static_pressure(np.array(at), opening, resistance, full)
        return fan_power(np.array(at), opening * np.sqrt(static), full)

    assert power(2 * speed) / power(speed) == pytest.approx(8.0)


@given(st.integers(0, 50), st.floats(30.0, 3600.0))
def test_the_heat_balance_of_zones_closes_over_a_step(seed, seconds):
    fleet = draw_fleet(1, ["office"], 2, 6)
    rng = np.random.default_rng(seed)
    shape = fleet.area.shape
    air, mass = rng.uniform(10, 30, (2, *shape))
    discharge, gains = rng.uniform(12, 40, shape), rng.uniform(0, 5000, shape)
    flow, outdoor = rng.uniform(0, 1, shape), np.full(shape, rng.uniform(-20, 35))
    air_after, mass_after = step_zones(
        fleet, air, mass, outdoor=outdoor, flow=flow, discharge=discharge, gains=gains, seconds=seconds
    )
    half_wall = 0.5 * fleet.wall_ua
    # The air exchanges with the mass as it was, the mass with the air as it is: an order one split, so each
    # balance is closed by itself.
    into_air = (
        flow * AIR_HEAT * (discharge - air_after)
        + half_wall * (outdoor - air_after)
        + fleet.mass_ua * (mass - air_after)
        + 0.6 * gains
    )
    into_mass = half_wall * (outdoor - mass_after) + fleet.mass_ua * (air_after - mass_after) + 0.4 * gains
    np.testing.assert_allclose(fleet.air_heat * (air_after - air), into_air * seconds, rtol=1e-6, atol=1.0)
    np.testing.assert_allclose(
        fleet.mass_heat * (mass_after - mass), into_mass * seconds, rtol=1e-6, atol=1.0
    )


def test_the_boiler_pays_for_load_losses_and_warming_and_never_more_than_it_can():
    fleet = draw_fleet(1, ["office"], 2, 6)
    water, setpoint, on = np.array([60.0]), np.array([70.0]), np.array([1.0])
    for load in (0.0, 20e3, 10 * float(fleet.boiler_capacity[0])):
        after, heat = step_plant(fleet, water, setpoint, running=on, load=np.array([load]), seconds=150.0)
        loss = LOOP_LOSS * fleet.boiler_capacity * (water - 22) / 45
        assert heat <= fleet.boiler_capacity * (1 + 1e-12)
        if after > 20.0:
            np.testing.assert_allclose(fleet.water_heat * (after - water) / 150.0, heat - load - loss)
