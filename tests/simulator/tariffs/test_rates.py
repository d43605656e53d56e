import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.catalogue.costs import load_costs
from model.catalogue.entry import CatalogueError, read_resource
from simulator.buildings.places import PLACES
from simulator.tariffs import UnknownTariffError, rates, worth_of
from simulator.tariffs.tariff import load_tariffs, parse_tariffs
from tests.simulator.calendars.made import ms, plan, steps

TEXT = read_resource("simulator.tariffs", "tariffs.yaml")
BERLIN = {"country": "de", "holidays": "de", "timezone": "Europe/Berlin"}
PLANS = [
    plan(0),
    plan(1, tariff="time_of_use"),
    plan(2, tariff="demand"),
    plan(3, tariff="time_of_use", **BERLIN),
    plan(4, tariff="demand", country="gb", holidays="gb", timezone="Europe/London"),
]


def electricity(text: str, **changes: str) -> float:
    building = plan(tariff="time_of_use", **changes)
    return float(rates([building], np.array([ms(text, building.timezone)])).electricity[0, 0])


def test_a_flat_price_is_the_same_all_week():
    assert np.unique(rates([plan()], steps(ms("2026-07-13"), 7 * 24)).electricity) == np.float32(0.15)


def test_a_summer_afternoon_is_dear_and_a_night_a_winter_and_a_weekend_are_not():
    peak = electricity("2026-07-15T15:00")
    assert peak == pytest.approx(0.31)
    assert electricity("2026-07-15T13:55") < peak
    assert electricity("2026-07-15T20:00") < peak
    assert electricity("2026-01-15T15:00") < peak
    assert electricity("2026-07-18T15:00") == electricity("2026-07-15T03:00") == pytest.approx(0.105)


def test_a_holiday_is_priced_like_a_weekend():
    assert electricity("2026-09-07T15:00") == electricity("2026-09-06T15:00")
    assert electricity("2026-09-07T15:00") < electricity("2026-09-08T15:00")


def test_prices_change_by_the_clock_on_the_wall():
    assert electricity("2026-03-27T06:00", **BERLIN) == electricity("2026-03-30T06:00", **BERLIN)
    assert electricity("2026-03-30T05:59", **BERLIN) < electricity("2026-03-30T06:00", **BERLIN)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 365), st.integers(1, 47))
def test_prices_are_the_same_however_time_and_buildings_are_cut(day: int, cut: int):
    times = steps(ms("2026-01-01") + day * 86_400_000, 48, 3600)
    whole = rates(PLANS, times)
    parts = [rates(PLANS, times[:cut]), rates(PLANS, times[cut:])]
    for name in ("electricity", "electricity_carbon"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert getattr(whole, name).tobytes() == joined.tobytes()
    alone = rates([PLANS[3]], times)
    assert (whole.electricity[:, 3] == alone.electricity[:, 0]).all()
    assert (whole.electricity_carbon[:, 3] == alone.electricity_carbon[:, 0]).all()


def test_all_prices_have_their_shapes_and_a_row_is_one_step():
    found = rates(PLANS, steps(ms("2026-07-15")))
    row = found.row(100)
    assert (row.electricity == found.electricity[100]).all()
    for name in ("gas", "heat", "water", "gas_carbon", "demand_charge"):
        assert getattr(found, name).shape == (5,)
        assert getattr(found, name).dtype == np.float32
    assert row.electricity_carbon.shape == (5,)


def test_only_a_demand_tariff_charges_demand():
    assert (rates(PLANS, steps(ms("2026-07-15"), 1)).demand_charge > 0).tolist() == [
        False,
        False,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("country", load_tariffs().countries)
def test_the_carbon_of_a_day_has_the_mean_of_the_country(country: str):
    mean = np.mean(load_tariffs().countries[country].carbon)
    found = rates([plan(country=country)], steps(ms("2026-07-15"))).electricity_carbon
    assert found.mean() == pytest.approx(mean, rel=1e-4)
    assert found.max() > found.min()


def test_money_can_be_asked_for_in_one_currency():
    times = steps(ms("2026-07-15"), 1)
    own, dollars = rates(PLANS, times), rates(PLANS, times, currency="USD")
    assert (own.electricity[:, 0] == dollars.electricity[:, 0]).all()
    assert dollars.gas[4] == pytest.approx(own.gas[4] / 0.78)
    assert worth_of(PLANS[4], currency="USD").demand_per_kw_month == pytest.approx(5.5 / 0.78)


def test_comfort_is_worth_what_the_catalogue_says_in_the_money_of_the_building():
    known = load_costs().comfort_value_per_person_kelvin_hour
    assert worth_of(plan()).degree_hour == pytest.approx(known.likely)
    assert worth_of(plan(country="jp")).degree_hour == pytest.approx(known.likely * 150)
    interval = worth_of(plan()).degree_hour_interval
    assert (interval.low, interval.high) == (known.low, known.high)


def test_an_hour_of_clearly_stale_air_is_worth_what_the_catalogue_says():
    known = load_costs().air_quality_value_per_person_hour.likely
    assert worth_of(plan()).ppm_hour * load_tariffs().stale_air.likely == pytest.approx(known)


def test_every_country_and_tariff_that_buildings_are_drawn_with_has_prices():
    for name, country in PLACES.countries.items():
        assert set(country.tariffs) <= set(load_tariffs().countries[name].tariffs)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"country": "atlantis"}, "no prices of 'atlantis'; known: us"),
        ({"tariff": "free"}, "no tariff 'free' in 'us'; known: flat"),
    ],
)
def test_what_there_is_not_is_named(change: dict[str, str], says: str):
    with pytest.raises(UnknownTariffError, match=says):
        rates([plan(**change)], steps(ms("2026-07-15"), 1))


def test_a_currency_that_there_is_not_is_named():
    with pytest.raises(UnknownTariffError, match="no currency 'GOLD'; known: AUD"):
        worth_of(plan(), currency="GOLD")


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("currency: USD", "currency: DOLLARS", "'DOLLARS' is no currency"),
        ("energy: 0.31, from: 14, to: 20", "energy: 0.31, from: 20, to: 14", "14 is outside 20 to 24"),
        ("minutes: 15", "minutes: 25", "must divide an hour"),
        ("days: weekdays, months: [6,", "days: workdays, months: [6,", "'workdays' is no kind of day"),
    ],
)
def test_a_slip_is_told_with_its_line(right: str, wrong: str, says: str):
    with pytest.raises(CatalogueError, match=says) as error:
        parse_tariffs(TEXT.replace(right, wrong, 1))
    assert error.value.line == TEXT[: TEXT.index(right)].count("\n") + 1
