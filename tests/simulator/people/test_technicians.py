import pytest

from simulator.faults import UNHEALED, Fault, fault_kinds
from simulator.people.answers import Done
from simulator.people.repairs import come_back, origin_of
from simulator.people.technicians import REPAIR_MS, Technicians
from simulator.people.trade import trade_at
from tests.simulator.arena.fakes import DAY_MS, START, FakePortfolio, fault, habits, site

DAMPER = fault("f1", "outdoor_air_damper_stuck_open")
LEAK = fault("f2", "zone_reheat_leaking", equipment="VAV-1")


def technicians(portfolio: FakePortfolio, **more) -> Technicians:
    return Technicians(portfolio, seed=1, **({"habits": habits()} | more))


def done(fault_id: str, equipment: str = "AHU-1", building: str = "b1", answer: str = "a1") -> Done:
    return Done(answer, "r1", fault_id, building, equipment)


def test_a_fault_reported_done_is_mended_some_minutes_later():
    portfolio = FakePortfolio([DAMPER, LEAK])
    assert technicians(portfolio).hear([done(DAMPER.kind)]) == ["f1"]
    assert len(portfolio.active()) == 2
    portfolio.advance(START + REPAIR_MS)
    assert [left.id for left in portfolio.active()] == ["f2"]


def test_a_repair_of_something_near_finds_the_fault_too():
    assert technicians(FakePortfolio([DAMPER])).hear([done("excess_outdoor_air")]) == ["f1"]


@pytest.mark.parametrize(
    "answer",
    [
        done("heating_valve_leaking"),
        done(DAMPER.kind, "AHU-2"),
        done(DAMPER.kind, building="b2"),
        done("no_such_fault"),
    ],
)
def test_mending_what_is_not_broken_changes_nothing(answer):
    portfolio = FakePortfolio([DAMPER, LEAK])
    assert technicians(portfolio).hear([answer]) == []
    assert portfolio.healed == []


def test_an_answer_counts_once_and_those_of_an_earlier_run_not_at_all():
    portfolio = FakePortfolio([DAMPER])
    crew = technicians(portfolio)
    assert crew.hear([done(DAMPER.kind)]) == ["f1"]
    assert crew.hear([done(DAMPER.kind)]) == []
    fresh = FakePortfolio([DAMPER])
    assert technicians(fresh, known=[done(DAMPER.kind)]).hear([done(DAMPER.kind)]) == []


def test_two_who_say_the_same_is_done_mend_it_once():
    portfolio = FakePortfolio([DAMPER])
    kept = habits(technicians={"holds": 0.0})
    said = [done(DAMPER.kind, answer="a1"), done(DAMPER.kind, answer="a2")]
    assert technicians(portfolio, habits=kept).hear(said) == ["f1"]
    assert [each.id for each in portfolio.faults] == ["f1", "f1+1"]


def test_a_repair_that_does_not_hold_brings_the_fault_back_days_later():
    portfolio = FakePortfolio([DAMPER])
    technicians(portfolio, habits=habits(technicians={"holds": 0.0})).hear([done(DAMPER.kind)])
    again = portfolio.faults[1]
    assert (again.kind, again.equipment, again.healed_ms) == (DAMPER.kind, "AHU-1", UNHEALED)
    assert again.onset_ms > START + REPAIR_MS + DAY_MS / 4
    assert origin_of(again.id) == "f1"


def test_repairs_hold_as_often_as_the_habits_say():
    kept = habits(technicians={"holds": 0.9, "holds_otherwise": 0.7}).technicians
    broken = [Fault(f"f{n}", "damper", "b1", "AHU-1", 1.0, START) for n in range(2000)]
    for expected, share in ((True, 0.9), (False, 0.7)):
        back = [come_back(1, each, START, expected=expected, habits=kept) for each in broken]
        assert sum(each is None for each in back) / len(back) == pytest.approx(share, abs=0.02)


def test_a_fault_that_came_back_can_come_back_again():
    kept = habits(technicians={"holds": 0.0}).technicians
    twice = come_back(1, fault("f1+1"), START, expected=True, habits=kept)
    assert twice is not None
    assert twice.id == "f1+2"
    assert origin_of(twice.id) == "f1"


def test_the_trade_knows_what_every_kind_of_fault_takes():
    trade = trade_at(site())
    assert trade.works.keys() == fault_kinds().keys()
    assert all(work.skill in trade.rates for work in trade.works.values())
    assert all(trade.addresses(kind, kind) for kind in trade.works)
    assert trade.addresses("excess_outdoor_air", "outdoor_air_damper_stuck_open")


@pytest.mark.parametrize("unit", ["fan_coil", "rooftop"])
def test_who_gives_a_hot_room_its_design_cooling_finds_the_dead_fan_of_its_unit(unit):
    assert trade_at(site()).addresses("zone_too_hot_at_limit", f"{unit}_fan_failed")
