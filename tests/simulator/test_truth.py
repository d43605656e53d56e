import pytest

from simulator import Portfolio, Scenario, healthy, truth
from simulator.clock import DAY_MS
from tests.simulator.looking import fault, live, start_ms


def costs(season: str, *faults, days: float = 0.25) -> dict[str, float]:
    return {entry.fault.kind: entry.energy_cost for entry in truth(live(season, days, *faults).portfolio)}


def test_nothing_broken_costs_nothing():
    assert truth(Portfolio.from_seed(1, start_ms=start_ms("winter"), scenario=healthy())) == []


@pytest.mark.parametrize(
    ("kind", "season", "equipment"),
    [
        ("outdoor_air_damper_stuck_open", "winter", "AHU-1"),
        ("heating_valve_leaking", "shoulder", "AHU-1"),
        ("heating_valve_stuck", "winter", "AHU-1"),
        ("fan_running_unoccupied", "winter", "AHU-1"),
        ("zone_reheat_leaking", "winter", "VAV-1-02"),
    ],
)
def test_faults_that_waste_energy_cost_money(kind, season, equipment):
    assert costs(season, fault(kind, equipment))[kind] > 1.0


def test_a_reheat_that_stays_shut_makes_people_cold_and_saves_energy():
    (entry,) = truth(live("winter", 0.25, fault("zone_reheat_stuck_closed", "VAV-1-02")).portfolio)
    assert entry.discomfort > 5
    assert entry.energy_cost < 0
    assert entry.daily_cost == pytest.approx(entry.energy_cost + entry.discomfort)


def test_a_worse_fault_costs_more():
    little, much = (
        costs("winter", fault("outdoor_air_damper_stuck_open", "AHU-1", severity=severity))
        for severity in (0.1, 0.9)
    )
    assert much["outdoor_air_damper_stuck_open"] > little["outdoor_air_damper_stuck_open"]


def test_each_of_two_faults_is_judged_by_leaving_it_out():
    together = truth(
        live(
            "winter",
            0.25,
            fault("outdoor_air_damper_stuck_open", "AHU-1"),
            fault("zone_reheat_leaking", "VAV-2-02"),
        ).portfolio
    )
    alone = costs("winter", fault("outdoor_air_damper_stuck_open", "AHU-1"))
    damper = next(entry for entry in together if entry.fault.equipment == "AHU-1")
    assert damper.energy_cost == pytest.approx(alone["outdoor_air_damper_stuck_open"], rel=0.2)


def test_asking_for_the_truth_changes_nothing_that_is_published():
    asked, unasked = (
        Portfolio.from_seed(3, start_ms=start_ms("winter"), scenario=Scenario(mean_gap_days=0.4))
        for _ in range(2)
    )
    asked.advance(asked.now_ms + DAY_MS)
    unasked.advance(unasked.now_ms + DAY_MS)
    assert truth(asked)
    one, other = (life.advance(life.now_ms + DAY_MS) for life in (asked, unasked))
    assert all((a.values == b.values).all() for a, b in zip(one.devices, other.devices, strict=True))


def test_a_truth_too_long_ago_is_refused():
    life = live("winter", 0.1, fault("fan_running_unoccupied", "AHU-1", onset_h=-48))
    with pytest.raises(LookupError, match="not kept"):
        truth(life.portfolio, start_ms("winter") - DAY_MS)
