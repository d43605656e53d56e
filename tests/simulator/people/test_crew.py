from datetime import UTC, datetime

import pytest

from simulator.people.crew import CONTRACTOR, Crew, Errand
from simulator.people.hours import WorkingHours
from tests.simulator.arena.fakes import TRADE, habits


def ms(*when: int) -> int:
    return round(datetime(*when, tzinfo=UTC).timestamp() * 1000)


MONDAY_NINE = ms(2026, 1, 5, 9)


def crew(**team: float) -> Crew:
    kept = habits(technicians={"team": team or {"mechanic": 2.0}}).technicians
    return Crew(WorkingHours("UTC"), {"b1": 0.5, "b2": 0.5}, TRADE.rates, kept)


def errand(skill: str = "mechanic", key: str = "e", from_ms: int = MONDAY_NINE) -> Errand:
    return Errand(key, "b1", skill, from_ms)


def test_a_technician_starts_travels_works_and_is_paid_for_it():
    mine = crew()
    arrival = mine.arrival(1, errand())
    trip = mine.go(arrival, 2.0)
    assert trip.technician == "mechanic-1"
    assert trip.ends_ms - trip.arrives_ms == 2 * 3_600_000
    assert trip.cost == pytest.approx((2.0 + 2 * 0.5) * TRADE.rates["mechanic"] + 40.0)
    assert mine.busy_until["mechanic-1"] == trip.ends_ms + 1_800_000


def test_who_is_free_goes_and_when_all_are_busy_the_work_waits():
    mine = crew()
    first = mine.go(mine.arrival(1, errand(key="a")), 2.0)
    second = mine.go(mine.arrival(1, errand(key="b")), 2.0)
    third = mine.arrival(1, errand(key="c"))
    assert (first.technician, second.technician) == ("mechanic-1", "mechanic-2")
    assert second.arrives_ms == first.arrives_ms
    assert third.at_ms >= first.ends_ms + 1_800_000


def test_a_skill_that_the_team_lacks_comes_late_and_dear_from_a_contractor():
    mine = crew(mechanic=1.0)
    arrival = mine.arrival(1, errand("controls_technician"))
    assert arrival.technician == CONTRACTOR
    assert arrival.at_ms > MONDAY_NINE + 86_400_000 / 2
    own = crew(controls_technician=1.0).cost("b1", "controls_technician", 2.0)
    assert mine.cost("b1", "controls_technician", 2.0) == pytest.approx((own - 40.0) * 1.4 + 150.0)
