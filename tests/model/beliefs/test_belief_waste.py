"""What a fault wastes, and what people bear of it, by the hours since it began."""

import msgspec
import numpy as np
import pytest

from model.beliefs.belief import no_belief, pack, take_in, unpack
from model.beliefs.evidence import WASTES
from tests.model.hours import hours_of


def wasted_after(said: list[float], watts: list[float]) -> float:
    belief = no_belief("air_handler", ("AHU-1",))
    evidence = hours_of(said, watts)
    for hour in range(len(said)):
        take_in(belief, evidence, hour)
    return float(belief.wasted(1.0)[0, 0, 0])


def test_a_fault_costs_what_it_wastes_since_it_began_whatever_went_before() -> None:
    week, day = [-0.5] * 168, [0.8] * 24
    assert wasted_after(week + day, [0.0] * 168 + [900.0] * 24) == pytest.approx(900.0, rel=0.01)


def borne_after(present: list[float], borne: list[float], in_share: float) -> float:
    """Mean over a week of what people bear, after hours of a fault in which they were in or not."""
    belief = no_belief("air_handler", ("AHU-1",))
    evidence = hours_of([0.8] * len(present), [0.0] * len(present))
    evidence.present[:, 0] = present
    evidence.waste[..., WASTES.index("discomfort")] = np.array(borne)[:, None, None]
    for hour in range(len(present)):
        take_in(belief, evidence, hour)
    return float(belief.wasted(in_share)[0, 0, WASTES.index("discomfort")])


def test_what_people_bear_on_a_monday_is_not_less_for_the_weekend_before() -> None:
    day, bears = [0.0] * 8 + [1.0] * 12 + [0.0] * 4, [0.0] * 8 + [6.0] * 12 + [0.0] * 4
    of_a_week = 60 / 168
    monday = borne_after(day, bears, of_a_week)
    assert monday == pytest.approx(6.0 * of_a_week, rel=0.1)
    assert borne_after([0.0] * 60 + day, [0.0] * 60 + bears, of_a_week) == pytest.approx(monday, rel=0.2)
    assert borne_after(day * 5 + [0.0] * 48, bears * 5 + [0.0] * 48, of_a_week) == pytest.approx(
        monday, rel=0.15
    )


def test_the_first_hour_that_people_are_in_is_no_working_day() -> None:
    assert borne_after([0.0] * 12 + [1.0], [0.0] * 12 + [6.0], 60 / 168) < 6.0 * 60 / 168 / 4


def test_a_house_that_never_empties_bears_more_than_its_schedule_says() -> None:
    always = borne_after([1.0] * 240, [6.0] * 240, 60 / 168)
    assert 6.0 * 60 / 168 < always <= 6.0


def test_a_morning_of_waste_is_not_taken_for_a_day_of_it() -> None:
    fading = 0.5 ** (np.arange(24) / 72)
    share = fading[:6].sum() / fading.sum()
    assert wasted_after([0.8] * 6, [2400.0] * 6) == pytest.approx(2400.0 * share)


def test_a_belief_kept_before_presence_was_counted_says_nothing_of_what_people_bear() -> None:
    belief = no_belief("air_handler", ("AHU-1",))
    evidence = hours_of([0.8] * 24, [900.0] * 24)
    evidence.waste[..., WASTES.index("discomfort")] = 6.0
    for hour in range(24):
        take_in(belief, evidence, hour)
    kept = msgspec.msgpack.decode(pack({"air_handler": belief}))
    del kept["air_handler"]["present"]
    found = unpack(msgspec.msgpack.encode(kept))["air_handler"]
    assert found.felt()[0, 0] == 0.0
    assert found.wasted(0.4)[0, 0, WASTES.index("discomfort")] == 0.0
    assert found.wasted(0.4)[0, 0, 0] == pytest.approx(900.0, rel=0.01)
