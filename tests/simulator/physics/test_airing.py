import numpy as np
import pytest

from simulator.layout import Shape
from simulator.physics.airing import air_rooms
from tests.simulator.physics.air_rig import SUMMER, WINTER, Air, Season, plan

HOT = Season(30.0, 4.0, 22.0, 1.0)


def changes(room: float, season: Season = WINTER, hour: float = 12.0) -> float:
    """Air changes an hour that people let into a room of ``room`` [degC] at ``hour``."""
    air = Air([plan(0, Shape(boxes=(1,)))], season, hour=hour)
    air.state.zones.air[:] = room
    air_rooms(air.instant())
    return float(air.state.zones.aired[0] / air.fleet.zones.volume[0] * 3600.0)


def test_people_open_up_the_more_the_hotter_it_is():
    assert changes(24.0) == 0.0
    assert 0.0 < changes(29.5) < changes(33.0)
    assert changes(33.0) == pytest.approx(changes(40.0))


def test_nobody_opens_up_where_nobody_is_in():
    assert changes(35.0, hour=3.0) == 0.0


def test_nobody_lets_in_air_that_is_hotter_still():
    assert changes(31.0, Season(38.0, 0.0, 20.0, 1.0)) == 0.0


def test_rooms_without_any_cooling_stay_as_hot_as_people_have_sat_in():
    air = Air([plan(0, Shape(boxes=(6,)))], HOT)
    air.effects.air_handlers.fan_failed[:] = 1.0
    for _ in range(8 * 288):
        air.step()
    warmest = float(air.state.zones.air.max())
    assert 30.0 < warmest < 40.0, warmest


def test_a_building_that_cools_its_rooms_is_not_aired():
    air = Air([plan(0, Shape(boxes=(6,)))], SUMMER)
    let_in = np.zeros(air.layout.count("zone"))
    for _ in range(2 * 288):
        air.step()
        let_in += air.state.zones.aired
    assert not let_in.any()
