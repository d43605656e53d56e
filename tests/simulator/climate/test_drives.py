from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.buildings.plan import Plan
from simulator.climate.climate import UnknownClimateError
from simulator.climate.drives import Drives
from simulator.climate.generator import generated
from simulator.climate.maker import drives
from simulator.layout import Layout, Shape
from simulator.record import Array
from tests.simulator.calendars.made import ALWAYS, ms, plan, steps

SYDNEY = {"climate": "sydney", "timezone": "Australia/Sydney", "holidays": "au"}
LONDON = {"climate": "london", "timezone": "Europe/London", "holidays": "gb"}
PLANS = [
    plan(0, shape=Shape(boxes=(3, 2), fan_coils=2)),
    plan(
        1, shape=Shape(rooftops=3), kind="shop", climate="sydney", timezone="Australia/Sydney", holidays="au"
    ),
    plan(2, shape=Shape(boxes=(4,)), kind="hotel", hours=ALWAYS),
    plan(
        3, shape=Shape(fan_coils=5), kind="school", climate="london", timezone="Europe/London", holidays="gb"
    ),
    plan(4, shape=Shape(boxes=(2,), rooftops=1), kind="hospital_ward", hours=ALWAYS, climate="denver"),
]
LAYOUT = Layout.of([each.shape for each in PLANS])
BY_BUILDING = (
    "outdoor_air",
    "outdoor_humidity",
    "wind",
    "occupied",
    "hours_to_start",
    "people_share",
    "water_share",
)


def orientation(layout: Layout) -> Array:
    return (np.arange(layout.count("zone")) % 5).astype(np.float32)


def made(plans: list[Plan], times: np.ndarray) -> Drives:
    layout = Layout.of([each.shape for each in plans])
    return drives(plans, layout, orientation(layout), times)


def test_drives_have_the_shapes_and_types_that_a_step_needs():
    found = made(PLANS, steps(ms("2025-06-02")))
    zones = LAYOUT.count("zone")
    for name in BY_BUILDING:
        assert getattr(found, name).shape == (288, 5)
    assert found.facade.shape == (288, 20)
    assert found.zone_people.shape == (24, zones)
    assert found.facade_row.shape == (zones,)
    for field in fields(found):
        kind = getattr(found, field.name).dtype
        assert kind in {np.dtype(np.float32), np.dtype(np.int64), np.dtype(bool)}, field.name
    assert found.hour.tolist() == [step // 12 for step in range(288)]


@settings(max_examples=15, deadline=None)
@given(day=st.integers(0, 365), cut=st.integers(1, 287), seconds=st.sampled_from([60, 180, 300]))
def test_cutting_time_changes_no_byte(day: int, cut: int, seconds: int):
    times = steps(ms("2025-01-01") + day * 86_400_000, 24, seconds)
    whole = made(PLANS, times)
    parts = [made(PLANS, times[:cut]), made(PLANS, times[cut:])]
    for name in (*BY_BUILDING, "facade"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert getattr(whole, name).tobytes() == joined.tobytes(), name
    by_step = np.concatenate([part.zone_people[part.hour] for part in parts])
    assert whole.zone_people[whole.hour].tobytes() == by_step.tobytes()


@settings(max_examples=15, deadline=None)
@given(chosen=st.lists(st.integers(0, 4), min_size=1, max_size=6), day=st.integers(0, 365))
def test_neighbours_change_no_byte(chosen: list[int], day: int):
    times = steps(ms("2025-01-01") + day * 86_400_000, 24, 900)
    layout, rows = LAYOUT.take(np.array(chosen, dtype=np.int64))
    facing = orientation(LAYOUT)
    whole = drives(PLANS, LAYOUT, facing, times).take(rows, layout)
    alone = drives([PLANS[number] for number in chosen], layout, facing[rows.zone], times)
    for name in (*BY_BUILDING, "zone_people"):
        assert getattr(whole, name).tobytes() == getattr(alone, name).tobytes(), name
    sun = [each.facade[:, each.facade_row] for each in (whole, alone)]
    assert sun[0].tobytes() == sun[1].tobytes()


def test_taking_with_another_layout_is_refused():
    _, rows = LAYOUT.take(np.array([0, 1]))
    with pytest.raises(ValueError, match=r"take both from Layout\.take"):
        made(PLANS, steps(ms("2025-01-01"), 1)).take(rows, LAYOUT)


def test_buildings_of_one_climate_share_its_weather_but_for_their_spot():
    found = made([plan(number) for number in range(30)], steps(ms("2025-01-15")))
    spots = found.outdoor_air - found.outdoor_air[:, :1]
    assert np.ptp(spots, axis=0).max() < 1e-4
    assert 0.2 < np.ptp(spots[0]) < 1.0


def test_the_weather_given_is_that_of_every_building():
    times = steps(ms("2025-07-01"))
    helsinki = generated("helsinki", 99)
    layout = LAYOUT
    found = drives(PLANS, layout, orientation(layout), times, helsinki)
    assert np.abs(found.outdoor_air - helsinki.at(times).air[:, None]).max() < 1.0
    assert found.facade.shape == (288, 5)


def test_a_climate_that_there_is_not_is_named():
    with pytest.raises(UnknownClimateError, match="atlantis"):
        made([replace(PLANS[0], climate="atlantis")], steps(ms("2025-01-01"), 1))
