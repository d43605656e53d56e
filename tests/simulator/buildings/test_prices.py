from dataclasses import replace

import pytest

from model.catalogue.costs import load_costs
from simulator.buildings.demo import demo_plans
from simulator.buildings.describe import describe_sites
from simulator.buildings.prices import prices_of
from tests.simulator.buildings.portfolio import drawn

_OFFICE = demo_plans()[0]


def test_a_flat_price_is_the_price() -> None:
    prices = prices_of([replace(_OFFICE, tariff="flat")])
    assert prices["electricity_price_per_kwh"] == pytest.approx(0.15)
    assert prices["currency_per_usd"] == 1


def test_a_demand_charge_is_spread_over_the_energy() -> None:
    assert prices_of([replace(_OFFICE, tariff="demand")])["electricity_price_per_kwh"] > 0.1


def test_several_buildings_have_the_mean_of_their_prices() -> None:
    flat, demand = (replace(_OFFICE, tariff=name) for name in ("flat", "demand"))
    one, other, both = (
        prices_of(plans)["electricity_price_per_kwh"] for plans in ([flat], [demand], [flat, demand, demand])
    )
    assert both == pytest.approx((one + 2 * other) / 3, rel=1e-3)


def test_the_model_takes_the_prices_of_every_site() -> None:
    everything = drawn()
    for site in describe_sites(everything.plans, everything.devices, everything.fleet):
        costs = load_costs(site.tariff)
        assert costs.electricity_price_per_kwh.likely == site.tariff["electricity_price_per_kwh"]
