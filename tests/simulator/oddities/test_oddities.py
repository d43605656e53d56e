"""What people do on purpose: at the rates of the file, from each building's seed, and never a fault."""

from collections import Counter
from dataclasses import fields

import numpy as np
import pytest

from model.catalogue.entry import CatalogueError
from simulator.buildings.plan import Plan
from simulator.clock import DAY_MS, HOUR_MS, local_clock
from simulator.faults import fault_kinds
from simulator.faults.effects import Orders
from simulator.layout import Layout
from simulator.oddities import Oddities, Oddity, oddity_kinds
from simulator.oddities.draw import WINDOW_DAYS, draw, window_of
from simulator.oddities.kinds import read_kinds
from simulator.record import FLOAT
from tests.simulator.faults.yard import SHAPE, plan

START_MS = 1_767_225_600_000  # 1 January 2026
WINDOWS = range(window_of(START_MS), window_of(START_MS) + 13)
UNITS = {"building": 1, "air_handler": len(SHAPE.boxes), "zone": SHAPE.zones}


def all_of(plans: list[Plan]) -> list[Oddity]:
    return [oddity for each in plans for window in WINDOWS for oddity in draw(each, window)]


@pytest.fixture(scope="module")
def many() -> list[Oddity]:
    """A year of 120 buildings, each in a climate of its own."""
    return all_of([plan(number, climate=f"climate-{number}") for number in range(120)])


def orders_of(*plans: Plan) -> Oddities:
    return Oddities(Layout.of([each.shape for each in plans]), plans)


def first(kind: str, *plans: Plan) -> Oddity:
    return next(each for each in all_of(list(plans)) if each.kind == kind)


def test_no_oddity_is_a_kind_of_fault():
    assert not set(oddity_kinds()) & set(fault_kinds())


def test_oddities_order_and_break_nothing():
    orders = {field.name for field in fields(Orders)}
    for kind in oddity_kinds().values():
        assert set(kind.orders).union(*kind.steps) <= orders


def test_every_order_is_given_by_some_oddity():
    given = set[str]().union(*(set(kind.orders).union(*kind.steps) for kind in oddity_kinds().values()))
    assert given == {field.name for field in fields(Orders)}


def test_they_happen_at_the_rates_of_the_file(many: list[Oddity]):
    counted = Counter(each.kind for each in many)
    for kind in oddity_kinds().values():
        expected = 120 * kind.per_year * kind.share * UNITS[kind.on] * 13 * WINDOW_DAYS / 365
        # Whether a building is under contract is drawn too, which spreads those more.
        spread = np.sqrt(expected * (1 + kind.per_year * (1 - kind.share)))
        assert abs(counted[kind.id] - expected) < 4.5 * spread + 0.03 * expected, kind.id


def test_they_begin_when_people_do_such_things(many: list[Oddity]):
    for each in many:
        kind = oddity_kinds()[each.kind]
        day, hour = local_clock(np.array([each.begin_ms]), "America/Chicago")
        assert int(day[0]) in kind.weekdays
        assert kind.hours[0] - 1 <= hour[0] <= kind.hours[1]
        assert each.begin_ms % HOUR_MS == 0


def test_the_same_seed_gives_the_same_and_another_building_others():
    assert all_of([plan(0)]) == all_of([plan(0)])
    assert [each.begin_ms for each in all_of([plan(0)])] != [each.begin_ms for each in all_of([plan(1)])]


def test_what_a_building_does_does_not_depend_on_its_neighbours():
    alone, among = orders_of(plan(1)), orders_of(plan(0), plan(1), plan(2))
    zones = np.flatnonzero(among._layout.zone_building == 1)
    for hour in range(0, 24 * 60, 7):
        one, three = alone.orders_at(START_MS + hour * HOUR_MS), among.orders_at(START_MS + hour * HOUR_MS)
        assert one.setpoint_shift.tolist() == three.setpoint_shift[zones].tolist()
        assert one.occupied[0] == three.occupied[1]
        assert np.array_equal(one.damper, three.damper[2:4], equal_nan=True)


def test_time_may_go_back():
    oddities = orders_of(plan(0), plan(1))
    times = [START_MS + day * DAY_MS for day in (0, 100, 30, 29, 200, 0)]
    again = [orders_of(plan(0), plan(1)).orders_at(at).setpoint_shift.tolist() for at in times]
    assert [oddities.orders_at(at).setpoint_shift.tolist() for at in times] == again
    assert again[0] == again[-1]


def test_an_event_makes_the_building_occupied_while_it_lasts():
    event = first("weekend_event", plan(0))
    oddities = orders_of(plan(0))
    inside = [event.begin_ms - HOUR_MS, event.begin_ms, event.end_ms - HOUR_MS]
    assert [float(oddities.orders_at(at).occupied[0]) for at in inside] == [0.0, 1.0, 1.0]
    assert event not in oddities.at(event.end_ms)
    assert event in oddities.at(event.begin_ms)


def test_a_changed_setpoint_shifts_its_own_room():
    change = first("setpoint_changed", plan(0))
    orders = orders_of(plan(0)).orders_at(change.begin_ms)
    assert orders.setpoint_shift[change.number] != 0
    assert 0.5 <= abs(change.orders[0].value) <= 2.0


def test_commissioning_strokes_damper_heating_and_cooling_hour_by_hour():
    test = first("commissioning", *(plan(number) for number in range(4)))
    house = plan(int(test.building.removeprefix("house-")))
    oddities = orders_of(house)
    seen = []
    for hour in range(4):
        orders = oddities.orders_at(test.begin_ms + hour * HOUR_MS)
        seen.append([float(getattr(orders, name)[test.number]) for name in ("damper", "heating", "cooling")])
    assert seen[:3] == [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    assert np.isnan(seen[3]).all()


def test_smoke_shuts_every_damper_of_the_building():
    smoke = first("damper_shut_for_smoke", *(plan(number) for number in range(8)))
    house = plan(int(smoke.building.removeprefix("house-")))
    assert orders_of(house).orders_at(smoke.begin_ms).damper.tolist() == [0.0, 0.0]


def test_the_utility_calls_all_contracted_buildings_of_a_climate_at_once():
    calls: dict[str, set[int]] = {}
    for each in all_of([plan(number) for number in range(40)]):
        if each.kind == "demand_response":
            calls.setdefault(each.building, set()).add(each.begin_ms)
    assert 4 < len(calls) < 22
    assert len({frozenset(each) for each in calls.values()}) == 1


def test_nothing_is_ordered_where_nobody_lives():
    orders = Oddities(Layout.of([SHAPE]), []).orders_at(START_MS)
    assert orders.occupied.tolist() == [0.0]
    assert np.isnan(orders.damper).all()


def test_orders_are_in_single_precision():
    orders = orders_of(plan(0)).orders_at(START_MS)
    assert all(getattr(orders, field.name).dtype == FLOAT for field in fields(Orders))


def test_what_has_not_changed_is_the_same_object():
    oddities = orders_of(plan(0))
    quiet = next(
        at
        for at in range(START_MS, START_MS + 30 * DAY_MS, HOUR_MS)
        if oddities.at(at) == oddities.at(at + HOUR_MS)
    )
    assert oddities.orders_at(quiet) is oddities.orders_at(quiet + HOUR_MS)


def test_every_oddity_says_what_is_done_and_why(many: list[Oddity]):
    assert all(each.says.endswith(".") and len(each.says) > 20 for each in many)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("on: zone", "on: roof", "no place"),
        ("setpoint_shift", "mood", "no field of Orders"),
        ("lasts: [24, 48]", "lasts: [48, 24]", "least, most"),
        ("lasts: [24, 48]", "lasts: [24, 900]", "outside 0 to 648"),
        ("setpoint_shift", "damper", "cannot be ordered of a zone"),
        ("  lasts: [24, 48]\n", "", "either orders and lasts, or steps"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_line(old: str, new: str, complaint: str):
    text = (
        "warmer:\n  says: It is warmer.\n  on: zone\n  per_year: {value: 1, source: somewhere}\n"
        "  starts: {weekdays: [0]}\n  lasts: [24, 48]\n  orders: {setpoint_shift: [1, 2]}\n"
    )
    read_kinds(text, "kinds.yaml")
    with pytest.raises(CatalogueError, match=complaint) as caught:
        read_kinds(text.replace(old, new), "kinds.yaml")
    assert caught.value.line is not None
