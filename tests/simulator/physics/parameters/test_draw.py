from dataclasses import fields, replace

import numpy as np
import pytest

from simulator.layout import Layout, Shape
from simulator.physics.fleet import Fleet
from simulator.physics.parameters.draw import draw_fleet
from simulator.physics.parameters.ranges import Ranges
from tests.simulator.physics.air_rig import plan

PLANS = [
    plan(0, Shape(boxes=(4, 6))),
    plan(1, Shape(fan_coils=3, rooftops=2), kind="school"),
    plan(2, Shape(boxes=(5,), fan_coils=2), kind="laboratory"),
]


def fleet_of(*numbers: int) -> tuple[Layout, Fleet]:
    plans = [PLANS[number] for number in numbers]
    layout = Layout.of([each.shape for each in plans])
    return layout, draw_fleet(plans, layout)


def test_a_building_is_drawn_the_same_whatever_is_drawn_beside_it() -> None:
    layout, block = fleet_of(0, 1, 2)
    for number in range(3):
        _, rows = layout.take(np.array([number]))
        taken, alone = block.take(rows), fleet_of(number)[1]
        for group in fields(alone):
            record = getattr(alone, group.name)
            for column in fields(record):
                expected = getattr(getattr(taken, group.name), column.name)
                assert getattr(record, column.name).tobytes() == expected.tobytes(), column.name


def test_every_parameter_is_finite_and_of_single_precision() -> None:
    layout, fleet = fleet_of(0, 1, 2)
    for group in fields(fleet):
        record = getattr(fleet, group.name)
        for column in fields(record):
            values = getattr(record, column.name)
            assert values.dtype == np.float32
            assert values.shape == (layout.count(record.level_of(column.name)),)
            assert np.isfinite(values).all()


def test_boxes_have_their_flows_in_order() -> None:
    boxes = fleet_of(0, 2)[1].boxes
    assert (boxes.minimum_flow > 0).all()
    assert (boxes.minimum_flow <= boxes.heating_flow + 1e-6).all()
    assert (boxes.heating_flow <= boxes.largest_flow).all()


def test_old_buildings_lose_more_than_new_ones() -> None:
    old, new = (replace(PLANS[0], built=year) for year in (1955, 2020))
    layout = Layout.of([old.shape, new.shape])
    zones = draw_fleet([old, new], layout).zones
    assert zones.wall_ua[:10].sum() > 1.5 * zones.wall_ua[10:].sum()
    assert zones.infiltration[:10].sum() > 1.5 * zones.infiltration[10:].sum()


def test_tuning_is_a_factor_on_its_range() -> None:
    tuned = replace(PLANS[0], tuning={"lights": 2.0})
    layout = Layout.of([tuned.shape])
    plain = draw_fleet([PLANS[0]], layout).zones.lights
    assert draw_fleet([tuned], layout).zones.lights == pytest.approx(2.0 * plain)


def test_a_kind_that_is_not_known_is_named() -> None:
    with pytest.raises(ValueError, match="castle"):
        Ranges.of(replace(PLANS[0], kind="castle"))


def test_without_setback_rooms_keep_their_setpoints_at_night() -> None:
    kept = replace(PLANS[0], setback=False)
    zones = draw_fleet([kept], Layout.of([kept.shape])).zones
    assert (zones.heating_setback == zones.heating_setpoint).all()
    assert (zones.cooling_setup == zones.cooling_setpoint).all()


def test_a_heat_pump_gets_larger_coils() -> None:
    pumped = replace(PLANS[0], heat_source="heat_pump")
    layout = Layout.of([pumped.shape])
    assert (
        draw_fleet([pumped], layout).boxes.reheat_ua.sum()
        > 1.5 * draw_fleet([PLANS[0]], layout).boxes.reheat_ua.sum()
    )
