"""Buildings are watched at some days of their lives, with what is true of them."""

from simulator.training import Lot, lots_of, watched

BROKEN = Lot(seed=3, first=0, count=2, days=1, start="2023-01-09", whole=False)
WHOLE = Lot(seed=3, first=0, count=2, days=1, start="2023-01-09", whole=True)


def test_buildings_are_told_apart_by_seed_and_seen_on_the_day_asked_for() -> None:
    seen = list(watched(WHOLE))
    assert {each.day for each in seen} == {1}
    assert len({each.group for each in seen}) == 2
    assert all(each.group.startswith("3/") for each in seen)


def test_something_breaks_unless_a_lot_stays_whole() -> None:
    assert any(each.grown or each.young for each in watched(BROKEN))
    assert not any(each.grown or each.young for each in watched(WHOLE))


def test_lots_hold_all_buildings_once_and_some_stay_whole() -> None:
    lots = lots_of([1, 2], 50, 7)
    assert sum(lot.count for lot in lots) == 50
    assert len({(lot.seed, lot.first) for lot in lots}) == len(lots)
    assert any(lot.whole for lot in lots)
    assert not all(lot.whole for lot in lots)
