from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.tariffs import Metered, bill_of, rates
from tests.simulator.calendars.made import ms, plan, steps

JULY = steps(ms("2026-07-01T00:05", "America/Chicago"), 31 * 24)


def metered(watts: np.ndarray) -> Metered:
    return Metered(
        electricity=watts.astype(np.float32),
        gas=(watts / 3).astype(np.float32),
        water=(watts * 1e-9).astype(np.float32),
    )


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 2**31),
    st.sampled_from(["us", "gb", "de", "jp", "au"]),
    st.sampled_from(["flat", "time_of_use", "demand"]),
)
def test_the_lines_of_a_bill_sum_exactly(seed: int, country: str, tariff: str):
    rng = np.random.default_rng(seed)
    building = plan(country=country, tariff=tariff, holidays=country)
    bill = bill_of(building, JULY[:3000], metered(rng.uniform(0, 80_000, 3000)), 300)
    assert bill.total == sum(line.amount for line in bill.lines)
    digits = 0 if country == "jp" else -2
    assert all(line.amount.as_tuple().exponent == digits for line in bill.lines)
    for line in bill.lines:
        assert float(line.amount) == pytest.approx(line.quantity * line.price, abs=0.51 * 10**digits)


def test_a_month_of_steady_power_is_billed_by_hours_and_periods():
    bill = bill_of(plan(tariff="time_of_use"), JULY, metered(np.full(len(JULY), 10_000.0)), 300)
    quantities = {line.name: line.quantity for line in bill.lines}
    # July 2026 has 23 weekdays, of which the third is kept for Independence Day.
    assert quantities["electricity, summer peak"] == pytest.approx(22 * 6 * 10)
    assert quantities["electricity, day"] == pytest.approx(22 * 7 * 10)
    assert quantities["electricity"] == pytest.approx((31 * 24 - 22 * 13) * 10)
    assert quantities["gas"] == pytest.approx(31 * 24 * 10 / 3, rel=1e-5)
    assert bill.currency == "USD"


def test_the_energy_of_a_bill_is_what_the_prices_of_its_steps_make():
    building = plan(tariff="time_of_use")
    watts = np.random.default_rng(3).uniform(0, 50_000, len(JULY)).astype(np.float32)
    bill = bill_of(building, JULY, metered(watts), 300)
    energy = sum(line.amount for line in bill.lines if line.name.startswith("electricity"))
    prices = rates([building], JULY - 300_000).electricity[:, 0].astype(np.float64)
    assert float(energy) == pytest.approx((prices * watts / 12_000).sum(), abs=0.02)


def test_demand_is_the_largest_quarter_of_an_hour_and_no_spike():
    watts = np.full(len(JULY), 10_000.0)
    watts[100] = 40_000
    bill = bill_of(plan(tariff="demand"), JULY, metered(watts), 300)
    demand = next(line for line in bill.lines if line.name == "demand")
    assert demand.quantity == pytest.approx(20.0)
    assert demand.amount == Decimal("320.00")


def test_half_hourly_meters_see_less_of_a_spike():
    watts = np.full(len(JULY), 10_000.0)
    watts[100] = 40_000
    british = plan(tariff="demand", country="gb", holidays="gb")
    demand = next(line for line in bill_of(british, JULY, metered(watts), 300).lines if line.name == "demand")
    assert demand.quantity == pytest.approx(15.0)


def test_heat_is_billed_only_where_a_network_brings_it():
    watts = metered(np.full(len(JULY), 1000.0))
    alone = bill_of(plan(), JULY, watts, 300)
    watts = Metered(watts.electricity, watts.gas, watts.water, heat=watts.gas)
    networked = bill_of(plan(), JULY, watts, 300)
    assert [line.name for line in networked.lines if line not in alone.lines] == ["heat"]


def test_values_of_another_length_are_refused():
    with pytest.raises(ValueError, match=r"must be as many, are \[5, 8928\]"):
        bill_of(plan(), JULY, metered(np.zeros(5)), 300)
