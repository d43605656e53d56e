"""How many people are in each room, as far as anybody said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.site.graph import Building, Equipment
from model.site.rooms import people_of

_NUMBER = st.one_of(st.none(), st.floats(0.0, 500.0))


def _unit(identifier: str, kind: str, people: float | None, fed_by: tuple[str, ...] = ()) -> Equipment:
    return Equipment(identifier, kind, identifier, (), fed_by, {} if people is None else {"people": people})


def _house(building: float | None, handler: float | None, *boxes: float | None) -> Building:
    units = [_unit(f"VAV-{at}", "vav_box", each, ("AHU-1",)) for at, each in enumerate(boxes)]
    return Building("tower", "Tower", (_unit("AHU-1", "air_handler", handler), *units), people=building)


def test_what_a_room_says_of_itself_holds() -> None:
    assert people_of(_house(100.0, 50.0, 4.0, 6.0)) == {"VAV-0": 4.0, "VAV-1": 6.0}


def test_rooms_that_say_nothing_share_what_is_left_of_their_air_handler() -> None:
    assert people_of(_house(100.0, 30.0, 10.0, None, None)) == {"VAV-0": 10.0, "VAV-1": 10.0, "VAV-2": 10.0}


def test_else_they_share_what_is_left_of_the_building() -> None:
    assert people_of(_house(100.0, None, 10.0, None, None)) == {"VAV-0": 10.0, "VAV-1": 45.0, "VAV-2": 45.0}


def test_where_nobody_says_anything_nothing_is_known() -> None:
    assert people_of(_house(None, None, None, None)) == {}


@given(_NUMBER, _NUMBER, st.lists(_NUMBER, min_size=1, max_size=6))
def test_nobody_is_lost_or_invented(
    building: float | None, handler: float | None, boxes: list[float | None]
) -> None:
    found = people_of(_house(building, handler, *boxes))
    assert all(people >= 0.0 for people in found.values())
    stated = sum(each for each in boxes if each is not None)
    if None in boxes and handler is not None:
        assert sum(found.values()) == pytest.approx(max(handler, stated))
    elif None in boxes and building is not None:
        assert sum(found.values()) == pytest.approx(max(building, stated))
    else:
        assert sum(found.values()) == pytest.approx(stated)
