"""A day without outdoor air is as bad as its people soon use up what they have."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.healthy.breath.stale_air import staleness_lacking
from tests.model.building_of import building_of
from tests.model.faults.rooftop_units import unit


def _on_a_day(lacking: float, **design: float) -> float:
    frames = building_of({"RTU-1": unit()}, design={"RTU-1": design}).frames()["rooftop_unit"]
    told = staleness_lacking(frames, np.full(frames.shape, lacking))
    assert np.ptp(told) == 0.0
    return float(told[0, 0])


def test_a_day_in_an_office_without_outdoor_air_is_somewhat_less_than_one_of_clearly_too_little() -> None:
    assert 0.5 < _on_a_day(1.0, area=200.0, people=20.0) < 1.0


def test_the_air_of_a_classroom_is_soon_used_up() -> None:
    assert _on_a_day(1.0, area=60.0, people=30.0) > 2.2


def test_a_warehouse_hardly_feels_it() -> None:
    assert _on_a_day(1.0, area=1000.0, people=5.0) == 0.0


def test_a_room_of_unknown_size_counts_as_an_office() -> None:
    assert _on_a_day(1.0) == _on_a_day(1.0, area=0.0, people=0.0) == _on_a_day(1.0, area=100.0, people=10.0)


def test_who_lacks_nothing_or_nobody_knows_what_costs_nothing() -> None:
    assert _on_a_day(0.0, area=60.0, people=30.0) == 0.0
    assert _on_a_day(np.nan, area=60.0, people=30.0) == 0.0


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(1.0, 5000.0), st.floats(1.0, 1000.0))
def test_more_that_lacks_is_never_better_and_three_is_the_most(
    one: float, other: float, area: float, people: float
) -> None:
    less, more = sorted((one, other))
    design = {"area": area, "people": people}
    assert 0.0 <= _on_a_day(less, **design) <= _on_a_day(more, **design) <= 3.0
