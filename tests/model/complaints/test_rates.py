"""How likely so many complaints are: of one room by people, of one machine by rooms."""

from math import fsum, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.catalogue import load_costs
from model.complaints.rates import MOST_RATIO, Rates, RoomsOf, bounded


def speaks(of: RoomsOf, rooms: float) -> float:
    """Log-likelihood ratio of a fault of the machine when so many of its rooms complain."""
    return bounded(of.by_fault(rooms), of.by_chance(rooms))


@given(st.integers(1, 60))
def test_some_number_of_rooms_complains(rooms: int) -> None:
    of = RoomsOf(rooms)
    for likelihood in (of.by_chance, of.by_fault):
        assert fsum(likelihood(float(count)) for count in range(rooms + 1)) == pytest.approx(1.0)


def test_ten_of_seventeen_rooms_complain_of_what_feeds_them_and_four_of_them_of_their_own() -> None:
    assert speaks(RoomsOf(17), 10.0) > log(20.0)
    assert speaks(RoomsOf(17), 4.0) == 0.0


@given(st.integers(3, 200), st.data())
def test_the_more_rooms_complain_the_surer_it_is_their_machine(rooms: int, data: st.DataObject) -> None:
    fewer = data.draw(st.floats(0.0, rooms - 1.0))
    assert 0.0 <= speaks(RoomsOf(rooms), fewer) <= speaks(RoomsOf(rooms), fewer + 1.0) <= MOST_RATIO


def test_of_many_people_in_a_room_those_who_always_complain_and_those_who_never_do_even_out() -> None:
    costs = load_costs()
    hall, alike = (Rates.of(200.0, costs, one_room=one_room) for one_room in (True, False))
    assert hall.by_chance(8.0) < 0.2 * alike.by_chance(8.0)
    assert Rates.of(3.0, costs, one_room=True).by_chance(2.0) == Rates.of(3.0, costs).by_chance(2.0)
