"""A building is the same whatever stands beside it, and whatever the step."""

from dataclasses import fields

import numpy as np
import pytest

from simulator.layout import Shape
from tests.simulator.physics.air_rig import SPRING, SUMMER, WINTER, Air, Season, plan

PLANS = [
    plan(0, Shape(boxes=(6, 9))),
    plan(1, Shape(boxes=(3,), fan_coils=5), kind="school"),
    plan(2, Shape(rooftops=4), kind="shop"),
    plan(3, Shape(fan_coils=7), kind="hotel"),
    plan(4, Shape(boxes=(8,), rooftops=2), setback=False, optimal_start=False, resets_static=False),
]


@pytest.mark.parametrize("season", [WINTER, SPRING, SUMMER])
def test_a_building_alone_has_the_same_bytes_as_in_the_block(season: Season) -> None:
    block = Air(PLANS, season, hour=4.0)
    block.live(1.5)
    alone = [block.take(building) for building in range(len(PLANS))]
    block.live(8.0)
    for building, one in enumerate(alone):
        one.live(8.0)
        _, rows = block.layout.take(np.array([building]))
        expected = block.state.take(rows)
        for group in fields(expected):
            record = getattr(expected, group.name)
            for column in fields(record):
                mine = getattr(getattr(one.state, group.name), column.name)
                assert mine.tobytes() == getattr(record, column.name).tobytes(), (
                    f"{building} {group.name}.{column.name}"
                )


def test_all_arrays_stay_of_single_precision() -> None:
    air = Air(PLANS, SUMMER)
    air.live(10.0)
    for group in fields(air.state):
        record = getattr(air.state, group.name)
        for column in fields(record):
            values = getattr(record, column.name)
            assert values.dtype == np.float32, f"{group.name}.{column.name}"
            assert np.isfinite(values).all(), f"{group.name}.{column.name}"


def test_a_minute_and_five_minutes_make_the_same_day() -> None:
    some = PLANS[1:3]
    coarse, fine = Air(some, SUMMER, hour=5.0), Air(some, SUMMER, seconds=60.0, hour=5.0)
    by_five = coarse.live(12.0, "zones.air")["zones.air"]
    by_one = fine.live(12.0, "zones.air")["zones.air"]
    assert np.abs(by_five[-24:].mean(axis=0) - by_one[-120:].mean(axis=0)).max() < 0.3
