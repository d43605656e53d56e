import numpy as np
import pytest

from simulator.physics.balance import Balance
from tests.simulator.physics.fleet_rig import Buildings

TERMS = {
    "electricity",
    "gas",
    "sun",
    "people",
    "envelope",
    "infiltration",
    "ventilation",
    "heat_pump_source",
    "flues",
    "condensers",
    "pipes",
    "drains",
}


def balanced(mean: float, days: int = 1) -> tuple[Buildings, Balance]:
    buildings = Buildings()
    balance = Balance(buildings.layout)
    for _ in range(days * 288):
        balance.add(buildings.live(mean))
    return buildings, balance


@pytest.mark.parametrize("mean", [-6.0, 12.0, 27.0])
def test_what_crosses_the_boundary_of_a_building_is_what_it_stores(mean: float) -> None:
    _, balance = balanced(mean)
    assert set(balance.terms) == TERMS
    assert (balance.throughput > 1e8).all()
    assert (balance.residual() < 1e-4).all()


def test_heat_goes_in_winter_where_it_should() -> None:
    _, balance = balanced(-6.0)
    terms = balance.terms
    assert (terms["envelope"] < 0).all()
    assert (terms["infiltration"] < 0).all()
    assert (terms["gas"] > 0).tolist() == [True, False, True, True, False, True]
    assert (terms["heat_pump_source"] > 0).tolist() == [False, True, False, False, True, False]
    assert (-terms["flues"] < 0.35 * np.maximum(terms["gas"], terms["electricity"])).all()


def test_heat_leaves_in_summer_by_the_condensers() -> None:
    _, balance = balanced(27.0)
    cooled = -balance.terms["condensers"]
    assert (cooled > balance.terms["sun"]).all()


def test_a_flux_that_is_forgotten_shows_in_the_residual() -> None:
    _, balance = balanced(-6.0)
    del balance.terms["envelope"]
    assert (balance.residual() > 0.05).all()


def test_the_first_call_only_takes_what_is_stored() -> None:
    buildings = Buildings()
    balance = Balance(buildings.layout)
    balance.add(buildings.live(5.0))
    assert balance.terms == {}
    assert (balance.stored == 0).all()
    assert (balance.residual() == 0).all()
