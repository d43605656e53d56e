"""How often people of one house complain by chance is told by the rooms in which nothing is wrong."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.catalogue import load_costs
from model.causes.topology import Topology
from model.complaints.complaints import Complaint, told_of
from model.complaints.usual import usual_here
from tests.model.believed import NOW_MS
from tests.model.complaints.test_rooms import chance, complaints, house, judged_with, unseen


def usual(said: Iterable[Complaint], rooms: int, people: float = 30.0) -> dict[str, float]:
    building = house(rooms, people)
    topology = Topology(building, {kind: belief.equipment for kind, belief in unseen(building).items()})
    return usual_here(told_of(said, topology, (), NOW_MS), topology, load_costs(), NOW_MS)


def test_where_other_rooms_are_silent_people_complain_less_by_chance() -> None:
    assert usual(complaints(6), rooms=2)["FC-1"] < 1.0
    assert usual(complaints(6), rooms=80)["FC-1"] == 0.25


def test_where_many_rooms_complain_they_do_so_by_habit() -> None:
    others = [one for at in range(8) for one in complaints(2, f"VAV-{at}")]
    assert usual([*complaints(2), *others], rooms=8)["FC-1"] > 2.0


def test_what_was_never_heard_of_says_nothing_until_complaints_are_handed_on() -> None:
    today = complaints(1)
    assert usual(today, rooms=40)["FC-1"] == pytest.approx(1.0)
    assert usual([], rooms=40) == {}


def test_six_complaints_of_one_full_room_among_silent_ones_are_no_chance() -> None:
    alone, among = (chance(judged_with(complaints(6), house(rooms, people=90.0))) for rooms in (0, 12))
    assert alone < 0.3
    assert among > 0.6


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12), st.floats(1.0, 500.0))
def test_nobody_is_thought_to_complain_without_end_or_never(counts: list[int], people: float) -> None:
    said = [one for at, count in enumerate(counts) for one in complaints(count, f"VAV-{at}")]
    assert all(0.25 <= each <= 4.0 for each in usual(said, len(counts), people).values())
