from dataclasses import fields

import numpy as np
import pytest

from simulator.layout import Shape
from simulator.physics.parameters.plant import (
    ChilledWaterParameters,
    HotWaterParameters,
    ServiceParameters,
    draw_plant,
)
from simulator.physics.parameters.sizing import DesignLoads
from simulator.record import Array
from tests.simulator.physics.fleet_rig import plan

LOADS = DesignLoads(heating=150e3, cooling=120e3, supply_flow=8.0)
ZONES = {
    "people": np.full(4, 10.0),
    "lights": np.full(4, 2000.0),
    "plugs": np.full(4, 1500.0),
}


def drawn(
    heat: str = "boiler", cooling: str = "water_cooled", built: int = 2010, seed: int = 3
) -> dict[str, dict[str, Array]]:
    office = plan(0, "office", Shape(boxes=(4,)), (heat, cooling), built)
    return draw_plant(office, np.random.default_rng(seed), LOADS, ZONES)


def test_every_field_of_plants_and_services_is_drawn_once() -> None:
    groups = drawn()
    for group, record in (
        ("hot_water", HotWaterParameters),
        ("chilled_water", ChilledWaterParameters),
        ("services", ServiceParameters),
    ):
        assert set(groups[group]) == {field.name for field in fields(record)}
        assert all(values.shape == (1,) and np.isfinite(values).all() for values in groups[group].values())


def test_the_same_seed_draws_the_same_plant() -> None:
    assert drawn() == drawn()
    assert drawn(seed=4)["hot_water"]["capacity"] != drawn(seed=5)["hot_water"]["capacity"]


@pytest.mark.parametrize("seed", range(5))
def test_plants_are_as_large_as_what_they_serve(seed: int) -> None:
    groups = drawn(seed=seed)
    assert 1.1 * 150e3 < groups["hot_water"]["capacity"][0] < 1.9 * 150e3
    assert 1.05 * 120e3 < groups["chilled_water"]["capacity"][0] < 1.5 * 120e3
    assert groups["services"]["lights"][0] == 8000.0
    assert groups["services"]["people"][0] == 40.0


def test_a_building_without_sources_has_plants_of_no_capacity() -> None:
    groups = drawn("none", "none")
    assert groups["hot_water"]["capacity"][0] == groups["chilled_water"]["capacity"][0] == 0.0
    assert groups["hot_water"]["water_heat"][0] > 0


def test_heat_pumps_have_cooler_water_and_a_backup() -> None:
    pumped, boiler = drawn("heat_pump")["hot_water"], drawn()["hot_water"]
    assert pumped["heat_pump"][0] == 1.0
    assert pumped["backup"][0] > 0 == boiler["backup"][0]
    assert pumped["setpoint_cold"][0] < boiler["setpoint_cold"][0]
    assert 0.8 < pumped["performance"][0] < 1.25


def test_air_cooled_chillers_have_no_tower_and_a_lower_performance() -> None:
    air, water = drawn(cooling="air_cooled")["chilled_water"], drawn()["chilled_water"]
    assert air["tower_fan"][0] == air["condenser_pump"][0] == 0.0
    assert water["tower_fan"][0] > 0
    assert air["performance"][0] < water["performance"][0] - 1.0


def test_old_boilers_do_not_condense() -> None:
    assert all(drawn(built=1970, seed=seed)["hot_water"]["condensing"][0] == 0.0 for seed in range(8))
    assert any(drawn(built=2012, seed=seed)["hot_water"]["condensing"][0] == 1.0 for seed in range(8))
