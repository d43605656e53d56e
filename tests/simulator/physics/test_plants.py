from dataclasses import fields

import numpy as np
import pytest

from simulator.physics.state import State
from tests.simulator.physics.fleet_rig import PLANS, Buildings

GROUPS = ("hot_water", "chilled_water", "services", "meters", "control_plant")


def as_bytes(state: State, group: str) -> dict[str, bytes]:
    record = getattr(state, group)
    return {field.name: getattr(record, field.name).tobytes() for field in fields(record)}


@pytest.mark.parametrize("building", range(len(PLANS)))
def test_a_building_alone_lives_to_the_same_bytes_as_among_others(building: int) -> None:
    together = Buildings()
    alone = together.take(building)
    for mean in (-8.0, 25.0):
        for _ in range(70):
            together.live(mean)
            alone.live(mean)
    picked = together.take(building)
    for group in GROUPS:
        assert as_bytes(picked.state, group) == as_bytes(alone.state, group)


def test_all_that_plants_and_services_leave_behind_is_float32_and_finite() -> None:
    buildings = Buildings()
    for _ in range(60):
        buildings.live(30.0)
    for group in GROUPS:
        record = getattr(buildings.state, group)
        for field in fields(record):
            values = getattr(record, field.name)
            assert values.dtype == np.float32, field.name
            assert np.isfinite(values).all(), field.name


@pytest.mark.parametrize("mean", [-15.0, 10.0, 33.0])
def test_water_stays_within_what_plants_can_make(mean: float) -> None:
    buildings = Buildings()
    for _ in range(250):
        buildings.live(mean)
        hot, chilled = buildings.state.hot_water, buildings.state.chilled_water
        assert ((hot.supply > 15.0) & (hot.supply < 90.0)).all()
        assert ((chilled.supply > 3.0) & (chilled.supply < 35.0)).all()
        assert (chilled.condenser_supply < 46.0).all()


def test_a_building_without_plants_takes_nothing_for_them() -> None:
    buildings = Buildings()
    for _ in range(150):
        buildings.live(-5.0)
        state = buildings.state
        assert state.hot_water.pump_power[3] == state.hot_water.gas[3] == 0.0
        assert state.chilled_water.pump_power[3] == state.chilled_water.chiller_power[3] == 0.0
