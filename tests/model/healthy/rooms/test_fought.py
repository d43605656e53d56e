"""Heat and cold that a box gives against each other, and what that makes faults cost."""

from typing import Any

import numpy as np
import pytest

from model.faults import FAULTS
from model.healthy.rooms.fought import fought_w
from tests.model.building_of import STEPS, Told, air_handler, box, building_of

_DESIGN = {"VAV-1": {"supply_air_flow": 0.5}}
_COLD = air_handler(supply_air_temperature=13.0)
_BY_TURNS = np.where(np.arange(STEPS) % 4 < 2, 1.0, 0.0)


def _told(**roles: Any) -> Told:
    return building_of({"AHU-1": _COLD, "VAV-1": box(**roles)}, design=_DESIGN)


def _fought(told: Told) -> float:
    return float(fought_w(told.frames()["vav_box"])[STEPS // 2, 0])


def test_reheat_by_turns_with_much_cold_air_is_a_fight() -> None:
    told = _told(reheat_valve_command=_BY_TURNS, discharge_air_temperature=None, discharge_air_flow=0.4)
    assert 1_000.0 < _fought(told) < 3_500.0


def test_the_least_air_of_a_box_that_heats_is_none() -> None:
    assert _fought(_told(reheat_valve_command=0.6, leaves=28.0, discharge_air_flow=0.14)) == pytest.approx(
        0.0
    )


def test_much_cold_air_alone_is_none() -> None:
    assert _fought(_told(reheat_valve_command=0.0, leaves=14.0, discharge_air_flow=0.5)) == 0.0


def test_what_the_air_is_seen_to_gain_counts_before_what_a_valve_is_told() -> None:
    dead = _told(reheat_valve_command=1.0, leaves=13.5, discharge_air_flow=0.4)
    works = _told(reheat_valve_command=1.0, leaves=24.0, discharge_air_flow=0.4)
    assert _fought(dead) < 0.3 * _fought(works)


def test_a_box_of_unknown_size_tells_of_no_fight() -> None:
    told = building_of({"AHU-1": _COLD, "VAV-1": box(reheat_valve_command=1.0, leaves=24.0)})
    assert _fought(told) == 0.0


def test_setpoints_that_crossed_cost_all_that_is_fought() -> None:
    [crossed] = [each for each in FAULTS["vav_box"] if each.id == "zone_setpoints_crossed"]
    told = _told(
        reheat_valve_command=0.6,
        leaves=22.0,
        discharge_air_flow=0.4,
        zone_air_temperature_heating_setpoint=22.2,
        zone_air_temperature_cooling_setpoint=22.0,
    )
    frames = told.frames()["vav_box"]
    wasted = crossed.assess(frames).waste.heating_w
    assert wasted is not None
    assert wasted[STEPS // 2, 0] == pytest.approx(_fought(told))


def test_a_room_sensor_that_jumps_costs_what_its_loops_fight() -> None:
    [noisy] = [each for each in FAULTS["sensor"] if each.id == "sensor_noisy"]
    told = _told(reheat_valve_command=0.6, leaves=22.0, discharge_air_flow=0.4)
    sensors = told.frames()["sensor"]
    wasted = noisy.assess(sensors).waste.heating_w
    assert wasted is not None
    by_sensor = {each.id: value for each, value in zip(sensors.equipment, wasted[STEPS // 2], strict=True)}
    assert by_sensor["VAV-1/zone_air_temperature"] == pytest.approx(_fought(told))
    assert by_sensor["VAV-1/discharge_air_temperature"] == 0.0
