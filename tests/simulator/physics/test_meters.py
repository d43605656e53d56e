import numpy as np
import pytest

from simulator.faults.effects import Effects, Orders
from simulator.layout import Layout, Shape
from simulator.physics.fleet import Fleet
from simulator.physics.instant import Instant
from simulator.physics.meters import count
from simulator.physics.state import State
from simulator.record import FLOAT
from tests.simulator.physics.plant_rig import SECONDS, Weather, lives, rig


def metered(shape: Shape) -> Instant:
    layout = Layout.of([shape])
    none = np.zeros(1, dtype=FLOAT)
    return Instant(
        layout=layout,
        fleet=Fleet.new(layout),
        state=State.new(layout),
        effects=Effects.new(layout),
        orders=Orders.new(layout),
        occupied=np.ones(1, dtype=bool),
        hours_to_start=none,
        wind=none,
        sun=np.zeros(layout.count("zone"), dtype=FLOAT),
        people=np.zeros(layout.count("zone"), dtype=FLOAT),
        water_share=none,
        seconds=SECONDS,
    )


@pytest.mark.parametrize("count_name", ["electricity", "gas", "heat", "water"])
def test_a_meter_that_counts_wrong_counts_by_its_factor_while_the_truth_stays(count_name: str) -> None:
    right, wrong = rig(), rig()
    getattr(wrong.effects.services, f"{count_name}_meter")[:] = 0.8
    for instant in (right, wrong):
        lives(instant, steps=30, weather=Weather(-5.0), heating=80e3)
    truth, counted = right.state.meters, wrong.state.meters
    assert getattr(counted, count_name)[0] == getattr(truth, count_name)[0] > 0
    name = f"{count_name}_count"
    assert getattr(counted, name)[0] == pytest.approx(0.8 * getattr(truth, name)[0], rel=1e-5)


def test_electricity_and_gas_are_the_sums_of_all_loads() -> None:
    instant = metered(Shape(boxes=(2, 3), fan_coils=2, rooftops=3))
    state = instant.state
    loads = [
        (state.air_handlers, "fan_power", 100.0, 2),
        (state.fan_coils, "fan_power", 20.0, 2),
        (state.rooftops, "fan_power", 300.0, 3),
        (state.rooftops, "compressor_power", 2000.0, 3),
        (state.hot_water, "pump_power", 11.0, 1),
        (state.hot_water, "source_power", 500.0, 1),
        (state.chilled_water, "pump_power", 13.0, 1),
        (state.chilled_water, "chiller_power", 7000.0, 1),
        (state.chilled_water, "tower_power", 170.0, 1),
    ]
    for group, name, watts, _ in loads:
        getattr(group, name)[:] = watts
    state.services.all_lights[:], state.services.all_plugs[:] = 1900.0, 2300.0
    state.services.domestic_power[:] = 3100.0
    state.rooftops.gas[:], state.hot_water.gas[:], state.services.domestic_gas[:] = 10.0, 200.0, 3000.0
    count(instant)
    hvac = sum(watts * number for _, _, watts, number in loads)
    assert state.meters.hvac[0] == pytest.approx(hvac)
    assert state.meters.lighting[0] == 1900.0
    assert state.meters.electricity[0] == pytest.approx(hvac + 1900.0 + 2300.0 + 3100.0)
    assert state.meters.gas[0] == 3230.0


def test_a_counter_loses_nothing_in_a_year_of_small_steps() -> None:
    instant = metered(Shape(boxes=(1,)))
    instant.state.services.all_plugs[:] = 777.0
    instant.state.meters.electricity_count[:] = 2e6
    for _ in range(20000):
        count(instant)
    added = 777.0 * 20000 * SECONDS / 3.6e6
    # Plain float32 could not add 0.06 kWh to two million at all.
    assert instant.state.meters.electricity_count[0] - 2e6 == pytest.approx(added, abs=0.5)


def test_counters_never_run_backwards() -> None:
    instant, seen = rig(), [0.0]
    for _ in range(40):
        lives(instant, steps=1, weather=Weather(-5.0), heating=80e3)
        seen.append(float(instant.state.meters.gas_count[0]))
    assert (np.diff(seen) >= 0).all()
    assert seen[-1] > 0
