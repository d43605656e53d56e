import numpy as np
import pytest

from simulator.layout import Shape
from simulator.physics.draughts import blow_on_thermostats
from simulator.record import FLOAT
from tests.simulator.physics.air_rig import WINTER, Air, plan


def rooms(flow: float, share: float = 0.3, seconds: float = 300.0) -> Air:
    """Two rooms at 20 degC into which air of 30 degC blows, ``flow`` changes an hour, on one thermostat."""
    air = Air([plan(0, Shape(boxes=(2,)))], WINTER, seconds=seconds)
    air.effects.zones.draught[:] = [0.0, share]
    zones = air.state.zones
    zones.air[:], zones.supply_temperature[:] = 20.0, 30.0
    zones.supply_flow = (flow * air.fleet.zones.volume / 3600.0).astype(FLOAT)
    return air


def felt(air: Air, steps: int) -> list[float]:
    instant = air.instant()
    for _ in range(steps):
        blow_on_thermostats(instant)
    return air.state.zones.draught.tolist()


def test_a_thermostat_comes_to_feel_its_share_of_the_air_that_blows():
    quiet, draughty = felt(rooms(flow=4.0), steps=40)
    assert quiet == 0.0
    assert draughty == pytest.approx(3.0, abs=0.01)


def test_a_thermostat_is_late_whatever_the_step():
    coarse, fine = felt(rooms(4.0), steps=2)[1], felt(rooms(4.0, seconds=60.0), steps=10)[1]
    assert 0.5 < coarse < 2.0
    assert coarse == pytest.approx(fine, abs=0.2)


def test_air_that_hardly_moves_does_not_reach_the_thermostat():
    assert felt(rooms(flow=0.05), steps=40)[1] == pytest.approx(0.15, abs=0.01)


def test_a_draught_ends_with_what_caused_it():
    air = rooms(flow=4.0)
    felt(air, steps=40)
    air.effects.zones.draught = np.zeros(2, dtype=FLOAT)
    assert felt(air, steps=1) == [0.0, 0.0]
