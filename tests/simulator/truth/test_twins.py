import numpy as np
import pytest

from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import Fault, Scenario, fault_kind, healthy
from simulator.portfolio import Portfolio
from simulator.truth import ActiveFault, toll, truth

WINTER = 1_768_176_000_000  # Monday 2026-01-12 00:00 UTC
SPRING = WINTER + 91 * DAY_MS
OFFICE, LABORATORY = "north-tower", "science-wing"


def fault(kind: str, equipment: str, start_ms: int, severity: float = 1.0, **more: object) -> Fault:
    return Fault(f"{kind}/{equipment}", kind, OFFICE, equipment, severity, start_ms, **more)


def living(start_ms: int, *faults: Fault, hours: float = 30.0) -> Portfolio:
    portfolio = Portfolio.demo(7, buildings=1, start_ms=start_ms, scenario=healthy())
    for each in faults:
        portfolio.break_down(each)
    portfolio.advance(start_ms + round(hours * HOUR_MS))
    return portfolio


def the_only(portfolio: Portfolio) -> ActiveFault:
    [entry] = truth(portfolio)
    return entry


def test_nothing_broken_costs_nothing():
    assert truth(living(WINTER)) == []


@pytest.mark.parametrize(
    ("kind", "start_ms", "equipment"),
    [
        ("outdoor_air_damper_stuck_open", WINTER, "AHU-1"),
        ("heating_valve_leaking", SPRING, "AHU-1"),
        ("heating_valve_stuck", SPRING, "AHU-1"),
        ("fan_running_unoccupied", WINTER, "AHU-1"),
        ("zone_reheat_leaking", WINTER, "VAV-1-02"),
    ],
)
def test_faults_that_waste_energy_cost_money(kind, start_ms, equipment):
    entry = the_only(living(start_ms, fault(kind, equipment, start_ms)))
    assert entry.energy_cost > 0.5
    assert entry.daily_cost >= entry.energy_cost


def test_a_reheat_that_stays_shut_makes_people_cold_and_saves_energy():
    entry = the_only(living(WINTER, fault("zone_reheat_stuck_closed", "VAV-1-02", WINTER)))
    assert entry.discomfort > 5
    assert entry.energy_cost < 0


def test_a_worse_fault_costs_more():
    costs = [
        the_only(living(WINTER, fault("outdoor_air_damper_stuck_open", "AHU-1", WINTER, severity))).daily_cost
        for severity in (0.1, 0.9)
    ]
    assert costs[1] > costs[0]


def test_each_of_two_faults_is_judged_by_leaving_it_out():
    damper = fault("outdoor_air_damper_stuck_open", "AHU-1", WINTER)
    leak = fault("zone_reheat_leaking", "VAV-2-02", WINTER)
    together = {entry.fault.id: entry for entry in truth(living(WINTER, damper, leak))}
    assert set(together) == {damper.id, leak.id}
    alone = the_only(living(WINTER, damper))
    assert together[damper.id].energy_cost == pytest.approx(alone.energy_cost, rel=0.2)


def test_mending_one_of_two_causes_of_the_same_waste_saves_little():
    """Fixing this one first: while the damper stands open anyway, a minimum that is too high does no harm."""
    damper = fault("outdoor_air_damper_stuck_open", "AHU-1", WINTER)
    minimum = fault("excess_outdoor_air", "AHU-1", WINTER)
    alone = the_only(living(WINTER, minimum))
    together = {entry.fault.id: entry for entry in truth(living(WINTER, damper, minimum))}
    assert abs(together[minimum.id].energy_cost) < 0.3 * alone.energy_cost


def test_what_two_causes_of_one_waste_bear_adds_up_to_what_they_cost_together():
    """Neither is worth mending alone; together they cost what either of them would."""
    damper = fault("outdoor_air_damper_stuck_open", "AHU-1", WINTER)
    minimum = fault("excess_outdoor_air", "AHU-1", WINTER)
    alone = the_only(living(WINTER, damper))
    together = truth(living(WINTER, damper, minimum))
    assert sum(entry.borne for entry in together) == pytest.approx(alone.daily_cost, rel=0.2)


def test_what_a_fault_that_is_alone_bears_is_what_it_costs():
    entry = the_only(living(WINTER, fault("heating_valve_leaking", "AHU-1", WINTER)))
    assert entry.borne == entry.daily_cost


def test_faults_that_have_nothing_to_do_with_each_other_bear_what_they_cost():
    damper = fault("outdoor_air_damper_stuck_open", "AHU-1", WINTER)
    leak = fault("zone_reheat_leaking", "VAV-2-02", WINTER)
    for entry in truth(living(WINTER, damper, leak)):
        assert entry.borne == pytest.approx(entry.daily_cost, rel=0.1, abs=0.1)


def test_the_twin_of_a_fault_without_effect_is_the_building_itself():
    """Weather, people, noise and orders of a twin are those of the original, to the last bit."""
    portfolio = living(WINTER, fault("sensor_flat", "AHU-1", WINTER, sensor="readings.mixed_air"))
    [entry] = truth(portfolio)
    assert (entry.energy_cost, entry.discomfort, entry.water_cost) == (0.0, 0.0, 0.0)


def test_money_is_the_sum_of_its_parts():
    portfolio = living(WINTER, fault("zone_reheat_stuck_closed", "VAV-1-02", WINTER))
    [entry] = truth(portfolio)
    parts = entry.energy_cost + entry.demand_cost + entry.water_cost + entry.wear + entry.risk
    assert entry.daily_cost > parts
    assert entry.daily_cost - parts == pytest.approx(entry.discomfort * 1.0, rel=0.5)


def test_wear_and_risk_are_the_kinds_own():
    kind = fault_kind("belt_slipping")
    entry = the_only(living(WINTER, fault("belt_slipping", "AHU-1", WINTER, 0.5)))
    assert entry.wear == pytest.approx(0.5 * kind.wear_per_day)
    assert entry.risk == pytest.approx(0.5 * kind.risk.per_day)


def test_asking_for_the_truth_changes_nothing_that_is_published():
    asked, unasked = (
        Portfolio.demo(3, start_ms=WINTER, scenario=Scenario(mean_gap_days=0.5)) for _ in range(2)
    )
    asked.advance(WINTER + 2 * DAY_MS)
    unasked.advance(WINTER + 2 * DAY_MS)
    assert truth(asked)
    one, other = (life.advance(WINTER + 3 * DAY_MS) for life in (asked, unasked))
    assert asked.faults == unasked.faults
    for a, b in zip(one.devices, other.devices, strict=True):
        np.testing.assert_array_equal(a.values, b.values)


@pytest.mark.parametrize(
    ("broken", "felt", "ceiling", "lower"),
    [
        (("boiler_failed", "HWP-1"), "discomfort", "COMFORT_CEILING", 1.0),
        (("outdoor_air_damper_stuck_closed", "AHU-1"), "stale_air", "STALE_CEILING", 50.0),
    ],
)
def test_nobody_feels_more_than_the_ceiling(
    monkeypatch, broken: tuple[str, str], felt: str, ceiling: str, lower: float
):
    """People leave, bring heaters, put on coats, open windows: a day without costs no more than it can."""
    portfolio = living(WINTER, fault(*broken, WINTER), hours=108)
    [endured] = truth(portfolio)
    monkeypatch.setattr(toll, ceiling, lower)
    [least] = truth(portfolio)
    assert 0 < getattr(least, felt) < 0.5 * getattr(endured, felt)
