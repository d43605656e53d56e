"""What a fault costs a day, in the money of the site and for its people."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.beliefs.evidence import WASTES
from model.catalogue import CatalogueError, Costs, load_costs
from model.ranking.craft import craft_of
from model.ranking.impact import CONSEQUENCES, Impact, Impacts, impacts_of
from model.ranking.prices import electricity_at, prices_of
from model.ranking.rows import Rows, joined
from model.ranking.size import size_of
from model.ranking.table import joined_impacts
from model.round import judge
from model.site.graph import Building, Equipment, Schedule
from tests.model.believed import at_random, judged_of, proposal_of, whole_building
from tests.model.building_of import air_handler, box, building_of, hot_water_plant

KWH_A_DAY = 1000.0 / 24
OFFICE = Building("b", "B", schedule=Schedule(dict.fromkeys(range(5), (7.0, 19.0))))


def impact(
    costs: Costs,
    *,
    fault: str = "heating_valve_leaking",
    kind: str = "air_handler",
    people: float = 10.0,
    **waste: float,
) -> Impact:
    """Impact of one fault that wastes so much; costed by readings alone unless the fault says otherwise."""
    craft = craft_of(costs)
    price = electricity_at("occupied", OFFICE, costs)
    rows = Rows(
        buildings=("b",),
        equipment=("AHU-1",),
        building=np.zeros(1, dtype=np.int64),
        place=np.zeros(1, dtype=np.int64),
        column=np.zeros(1, dtype=np.int64),
        fault=np.array([craft.number[kind, fault]]),
        probability=np.array([0.9]),
        days=np.ones(1),
        waste=np.array([[waste.get(name, 0.0) for name in WASTES]]),
        people=np.array([people]),
        energy=np.array([100.0]),
        flow_doubt=np.array([1.4]),
        hidden=np.zeros(1),
        unseen=np.zeros(1),
        electricity=np.array([[price.low, price.likely, price.high]]),
    )
    return impacts_of(rows, craft).of(0)


def parts(found: Impact) -> dict[str, float]:
    return dict(found.by_consequence)


def test_a_kilowatt_hour_a_day_costs_its_price() -> None:
    costs = load_costs(
        {"electricity_price_per_kwh": 0.30, "gas_price_per_kwh": 0.08, "boiler_efficiency": 0.8}
    )
    assert parts(impact(costs, electricity_w=KWH_A_DAY))["electricity"] == pytest.approx(0.30)
    assert parts(impact(costs, heating_w=KWH_A_DAY))["heating"] == pytest.approx(0.10)
    assert parts(impact(costs, fuel_w=KWH_A_DAY))["fuel"] == pytest.approx(0.08)


def test_a_cubic_metre_of_water_a_day_costs_its_price() -> None:
    assert parts(impact(load_costs({"water_price_per_m3": 4.0}), water_m3_s=1 / 86_400))[
        "water"
    ] == pytest.approx(4.0)


def test_heat_costs_what_its_source_costs() -> None:
    prices = {"gas_price_per_kwh": 0.08, "boiler_efficiency": 0.8, "district_heat_price_per_kwh": 0.12}
    prices |= {"electricity_price_per_kwh": 0.3, "heat_pump_cop": 3.0}
    assert prices_of(load_costs(prices)).heat.likely == pytest.approx(0.10)
    assert prices_of(load_costs(prices | {"district_heat_share": 1.0})).heat.likely == pytest.approx(0.12)
    assert prices_of(load_costs(prices | {"heat_pump_share": 1.0})).heat.likely == pytest.approx(0.10)
    assert prices_of(load_costs(prices | {"electric_heat_share": 0.5})).heat.likely == pytest.approx(0.20)
    assert prices_of(load_costs(prices | {"district_heat_share": 1.0})).fuel.likely == pytest.approx(0.12)


def test_dear_hours_make_day_dearer_than_night() -> None:
    costs = load_costs(
        {
            "electricity_price_per_kwh": 0.10,
            "electricity_peak_price_per_kwh": 0.40,
            "electricity_peak_start_hour": 7,
            "electricity_peak_end_hour": 19,
        }
    )
    assert electricity_at("occupied", OFFICE, costs).likely == pytest.approx(0.40)
    assert electricity_at("unoccupied", OFFICE, costs).likely == pytest.approx(0.10)
    assert electricity_at("always", OFFICE, costs).likely == pytest.approx(0.10 + 0.30 * 60 / 168)


def test_dear_hours_may_run_over_midnight() -> None:
    costs = load_costs(
        {
            "electricity_price_per_kwh": 0.10,
            "electricity_peak_price_per_kwh": 0.40,
            "electricity_peak_start_hour": 19,
            "electricity_peak_end_hour": 7,
        }
    )
    assert electricity_at("occupied", OFFICE, costs).likely == pytest.approx(0.10)
    assert electricity_at("always", OFFICE, costs).likely == pytest.approx(0.10 + 0.30 * 60 / 168)


def test_heat_cannot_come_from_more_than_all_its_sources() -> None:
    with pytest.raises(CatalogueError, match=r"make 1\.6 of the heat"):
        load_costs({"district_heat_share": 0.8, "heat_pump_share": 0.8})


def test_power_at_the_peak_is_charged_for() -> None:
    costs = load_costs({"demand_charge_per_kw_month": 20.0, "demand_coincidence": 0.5})
    assert parts(impact(costs, electricity_w=1000.0))["demand"] == pytest.approx(20.0 * 12 / 365 * 0.5)
    assert "demand" not in parts(impact(load_costs(), electricity_w=1000.0))


def test_carbon_is_told_always_and_counted_where_it_has_a_price() -> None:
    free = impact(load_costs({"electricity_carbon_kg_per_kwh": 0.4}), electricity_w=KWH_A_DAY)
    assert free.carbon_kg == pytest.approx(0.4)
    assert "carbon" not in parts(free)
    priced = load_costs({"electricity_carbon_kg_per_kwh": 0.4, "carbon_price_per_kg": 0.1})
    assert parts(impact(priced, electricity_w=KWH_A_DAY))["carbon"] == pytest.approx(0.04)


def test_cold_people_are_worth_money_even_where_energy_is_saved() -> None:
    costs = load_costs({"comfort_value_per_person_kelvin_hour": 0.5, "attendance": 1.0})
    found = impact(costs, discomfort=20.0)
    assert found.likely == pytest.approx(20.0 * 24 * 0.5)
    assert (found.people, found.kelvin) == (10.0, 2.0)


def test_who_is_away_feels_nothing() -> None:
    full, half = (impact(load_costs({"attendance": share}), discomfort=20.0) for share in (1.0, 0.5))
    assert half.likely == pytest.approx(full.likely / 2)


def test_what_is_wasted_is_never_negative() -> None:
    assert impact(load_costs(), heating_w=-5000.0, electricity_w=100.0).likely > 0


@given(st.floats(0.01, 200.0))
def test_another_currency_changes_the_figures_and_nothing_else(rate: float) -> None:
    plain = impact(load_costs(), heating_w=3000.0, discomfort=2.0, strokes=50.0)
    other = impact(load_costs({"currency_per_usd": rate}), heating_w=3000.0, discomfort=2.0, strokes=50.0)
    assert other.likely == pytest.approx(plain.likely * rate)
    assert other.value.high / other.likely == pytest.approx(plain.value.high / plain.likely)
    assert other.carbon_kg == pytest.approx(plain.carbon_kg)


def test_a_flow_that_is_measured_leaves_less_doubt() -> None:
    craft = craft_of(load_costs())
    judged = judged_of(at_random(3))
    sure = impacts_of(replace(judged.rows, flow_doubt=np.full(len(judged.rows), 1.15)), craft)
    unsure = impacts_of(replace(judged.rows, flow_doubt=np.full(len(judged.rows), 2.5)), craft)
    assert (sure.high <= unsure.high + 1e-12).all()
    assert (sure.money == unsure.money).all()


def test_waste_of_a_season_counts_for_its_share_of_the_year() -> None:
    costs = load_costs({"heating_waste_share_of_year": 0.5, "cooling_waste_share_of_year": 0.25})
    judged = judged_of(at_random(1))
    found = impacts_of(judged.rows, craft_of(costs))
    at = {name: CONSEQUENCES.index(name) for name in ("heating", "cooling", "electricity")}
    assert found.worth[:, at["heating"]] == pytest.approx(0.5 * found.money[:, at["heating"]])
    assert found.worth[:, at["cooling"]] == pytest.approx(0.25 * found.money[:, at["cooling"]])
    assert found.worth[:, at["electricity"]] == pytest.approx(found.money[:, at["electricity"]])


@given(st.integers(0, 10_000))
def test_low_is_under_likely_and_likely_under_high(seed: int) -> None:
    found = judged_of(at_random(seed)).impacts
    total = found.money.sum(axis=1)
    assert (found.low <= total + 1e-9).all()
    assert (total <= found.high + 1e-9).all()


def test_buildings_side_by_side_cost_what_they_cost_alone() -> None:
    one, two = judged_of(at_random(1), "one"), judged_of(at_random(2), "two")
    craft = one.craft
    together = impacts_of(joined([one.rows, two.rows]), craft)
    apart = joined_impacts([one.impacts, two.impacts])
    for name in ("money", "worth", "low", "high", "people", "kelvin", "carbon_kg"):
        np.testing.assert_array_equal(getattr(together, name), getattr(apart, name))
    assert isinstance(together, Impacts)
    keys = [joined([one.rows, two.rows]).key(n, craft) for n in range(len(one.rows) + len(two.rows))]
    assert {key[0] for key in keys} == {"one", "two"}


@pytest.mark.parametrize("equipment", whole_building().equipment, ids=lambda e: e.kind)
def test_equipment_of_every_kind_has_people_and_those_that_move_energy_have_energy(
    equipment: Equipment,
) -> None:
    size = size_of(equipment, whole_building(), load_costs())
    assert size.people > 0
    assert (size.energy_kwh_per_day > 0) == (equipment.kind != "water_meter")


def _behind_a_dead_pump(people: float, *, working_day: bool) -> Impact:
    """What ten cold rooms cost of a building that only says how many people it has."""
    rooms = {f"VAV-{number}": box(room=17.0, reheat_valve_command=1.0) for number in range(1, 11)}
    plant = hot_water_plant(
        hot_water_pump_status=0.0, hot_water_differential_pressure=0.0, hot_water_supply_temperature=25.0
    )
    behind = dict.fromkeys(rooms, ("AHU-1", "HW-1"))
    told = building_of({"HW-1": plant, "AHU-1": air_handler(outside=0.0), **rooms}, fed_by=behind)
    told = replace(told, building=replace(told.building, people=people))
    beliefs = told.beliefs()
    if not working_day:
        for belief in beliefs.values():
            belief.present[:] = 0.0
            belief.waste[..., [WASTES.index(name) for name in ("discomfort", "stale_air")]] = 0.0
    judged = judge(told.site, told.building, beliefs, (), told.end_ms, outdoor_c=0.0)
    return proposal_of("hot_water_pump_failed", judged).impact


@pytest.mark.parametrize("people", [6.0, 1000.0])
def test_people_that_only_the_building_states_feel_what_is_felt_in_its_rooms(people: float) -> None:
    felt = [dict(_behind_a_dead_pump(people, working_day=seen).by_consequence)["comfort"] for seen in (0, 1)]
    assert 0.2 < felt[1] / felt[0] < 5.0
    assert _behind_a_dead_pump(people, working_day=True).kelvin <= 5.0


def test_where_nobody_is_nobody_is_cold() -> None:
    impact = _behind_a_dead_pump(0.0, working_day=True)
    assert dict(impact.by_consequence).get("comfort", 0.0) == 0.0
    assert impact.kelvin == 0.0
