"""Frames of several buildings side by side."""

import datetime as dt

import numpy as np
import pytest

from model.beliefs.evidence import evidence_by_kind
from model.frames.frames import HOUR_MS, LEAD_HOURS, Frames
from model.frames.framing import assemble, block_of, frames_of
from model.healthy.air.operation import fan_runs
from model.site.graph import Site
from simulator.arena.policies.recent_readings import RecentReadings
from simulator.buildings.draw import draw_plans
from simulator.portfolio import Portfolio

START_MS = int(dt.datetime(2023, 1, 10, tzinfo=dt.UTC).timestamp() * 1000)
HOURS = LEAD_HOURS + 3
END_MS = START_MS + HOURS * HOUR_MS


@pytest.fixture(scope="module")
def told() -> tuple[Site, RecentReadings]:
    portfolio = Portfolio(draw_plans(5, 4, climates={"chicago"}), start_ms=START_MS)
    site = portfolio.site()
    readings = RecentReadings(site)
    readings.take_in(portfolio.advance(END_MS))
    return site, readings


@pytest.fixture(scope="module")
def together(told: tuple[Site, RecentReadings]) -> dict[str, Frames]:
    site, readings = told
    return assemble(block_of(site.buildings, readings, START_MS, END_MS), site.timezone)


def alone(told: tuple[Site, RecentReadings], number: int) -> dict[str, Frames]:
    site, readings = told
    return frames_of(site.buildings[number], site.timezone, readings, START_MS, END_MS)


@pytest.mark.parametrize("number", range(4))
def test_a_building_among_others_has_the_frames_that_it_has_alone(told, together, number) -> None:
    for kind, own in alone(told, number).items():
        among = together[kind]
        here = among.building_of == number
        assert tuple(np.array(among.equipment, dtype=object)[here]) == own.equipment
        np.testing.assert_array_equal(among.occupied[:, here], own.occupied)
        for role, values in own.roles.items():
            np.testing.assert_array_equal(among.roles[role][:, here], values)
        for role, lent in own.borrowed.items():
            np.testing.assert_array_equal(among.borrowed[role][here], lent)


@pytest.mark.parametrize("number", range(4))
def test_evidence_on_a_building_is_the_same_among_others(told, together, number) -> None:
    since_ms = START_MS + LEAD_HOURS * HOUR_MS
    several_by_kind = evidence_by_kind(together, since_ms, "UTC")
    single_by_kind = evidence_by_kind(alone(told, number), since_ms, "UTC")
    assert single_by_kind.keys() <= several_by_kind.keys()
    for kind, single in single_by_kind.items():
        several, here = several_by_kind[kind], together[kind].building_of == number
        np.testing.assert_allclose(several.said[:, :, here], single.said, atol=1e-9, err_msg=kind)
        np.testing.assert_allclose(several.waste[:, :, here], single.waste, atol=1e-6, err_msg=kind)


def test_sums_over_a_building_stay_in_it(together) -> None:
    sensors = together["sensor"]
    count = together["building"].in_building("sensor", np.ones(sensors.shape))
    assert count[0].tolist() == np.bincount(sensors.building_of).tolist()


def test_a_median_over_a_building_is_of_its_own_equipment(together) -> None:
    sensors = together["sensor"]
    marks = np.broadcast_to(sensors.building_of.astype(float), sensors.shape)
    assert together["building"].median_in_building("sensor", marks)[0].tolist() == [0.0, 1.0, 2.0, 3.0]


def test_a_controller_talks_while_any_of_its_points_does(told, together) -> None:
    site, _ = told
    devices = {
        p.source.rpartition("/")[0] for b in site.buildings for e in b.equipment for p in e.points if p.role
    }
    assert {controller.id for controller in together["controller"].equipment} == devices
    assert together["controller"].role("talks")[-1].all()
    assert together["building"].role("talks")[-1].tolist() == [1.0, 1.0, 1.0, 1.0]


def test_a_lead_that_is_only_remembered_changes_nothing_after_it(told) -> None:
    site, readings = told
    since_ms = START_MS + LEAD_HOURS * HOUR_MS
    whole = assemble(block_of(site.buildings[:1], readings, START_MS, END_MS), site.timezone)
    late = block_of(site.buildings[:1], readings, since_ms, END_MS, lead_hours=LEAD_HOURS)
    for kind, frames in assemble(late, site.timezone).items():
        for role, values in frames.roles.items():
            np.testing.assert_array_equal(values, whole[kind].roles[role][-len(values) :], err_msg=role)


def test_the_flow_of_a_box_rests_while_the_fan_above_it_stands(together) -> None:
    handlers, boxes, sensors = together["air_handler"], together["vav_box"], together["sensor"]
    stands = fan_runs(handlers) == 0
    for at, box in enumerate(boxes.equipment):
        above = boxes.parents["air_handler"][at]
        named = [
            column
            for column, sensor in enumerate(sensors.equipment)
            if sensor.id == f"{box.id}/discharge_air_flow"
            and sensors.building_of[column] == boxes.building_of[at]
        ]
        for column in named:
            np.testing.assert_array_equal(sensors.role("resting")[:, column] == 1, stands[:, above])
    assert stands.any()
