from simulator.arena.ledger import Ledger
from tests.simulator.arena.fakes import (
    DAY_MS,
    HOUR_MS,
    START,
    Costs,
    FakePortfolio,
    fault,
    habits,
    live,
    nothing,
    people,
)


class Counting:
    """The truth, and when it was asked."""

    def __init__(self, costs: Costs) -> None:
        self.costs, self.asked = costs, []

    def __call__(self, portfolio):
        self.asked.append(portfolio.now_ms - START)
        return self.costs(portfolio)


def test_the_truth_is_asked_once_a_day_and_when_something_has_arisen():
    truth = Counting(Costs({"f1": 10.0, "f2": 1.0}))
    late = fault("f2", "valve", onset_ms=START + DAY_MS + 9 * HOUR_MS)
    live(nothing(), [fault("f1"), late], truth, days=4)
    noon = [asked for asked in truth.asked if asked % DAY_MS]
    assert [asked for asked in truth.asked if not asked % DAY_MS] == [0, DAY_MS, 2 * DAY_MS, 3 * DAY_MS]
    assert len(noon) == 1
    assert DAY_MS + 9 * HOUR_MS < noon[0] < DAY_MS + 18 * HOUR_MS


def test_what_arises_on_the_last_evening_is_counted_too():
    late = fault("f1", onset_ms=START + 2 * DAY_MS - 2 * HOUR_MS)
    life = live(nothing(), [late], Costs({"f1": 24.0}), days=2)
    assert [day.lost for day in life.days] == [0.0, 2.0]


def test_losses_fall_to_who_looks_after_the_building():
    portfolio = FakePortfolio([fault("f1"), fault("f2", building="b2")])
    ledger = Ledger(portfolio, Costs({"f1": 10.0, "f2": 1.0}), people(habits(), ("b1",), ("b2",)).staff)
    assert [each.daily_cost for each in ledger.active()] == [10.0, 1.0]
    portfolio.advance(START + DAY_MS)
    ledger.settle(START)
    assert [(day.manager, day.lost) for day in ledger.days] == [("m1", 10.0), ("m2", 1.0)]


def test_a_fault_that_warms_people_takes_no_discomfort_from_another():
    costs = Costs({"f1": 1.0, "f2": 1.0}, {"f1": 5.0, "f2": -5.0})
    life = live(nothing(), [fault("f1"), fault("f2", "valve")], costs, days=1)
    assert [day.discomfort for day in life.days] == [5.0]
