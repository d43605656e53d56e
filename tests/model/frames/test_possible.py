"""What cannot be is not read: a broken wire makes no room hot."""

import numpy as np
import pytest

from model.frames.possible import possible
from tests.model.building_of import box, boxes, building_of


def test_a_wire_that_is_open_is_no_temperature() -> None:
    shown = possible("zone_air_temperature", np.array([21.0, 130.0, -60.0, 55.0]))

    assert shown == pytest.approx([21.0, np.nan, np.nan, 55.0], nan_ok=True)


def test_a_setpoint_is_as_it_was_set() -> None:
    assert possible("zone_air_temperature_setpoint", np.array([90.0])) == 90.0


def test_other_quantities_have_no_such_ends() -> None:
    assert possible("discharge_air_flow", np.array([50.0])) == 50.0


def test_a_room_whose_sensor_is_broken_is_neither_hot_nor_wrongly_measured() -> None:
    rooms = boxes(5) | {"VAV-9": box(room=130.0, box_damper_command=1.0)}
    told = building_of(rooms)

    assert told.probability("zone_too_hot_at_limit", "VAV-9") < 0.1
    assert told.probability("zone_temperature_sensor_wrong", "VAV-9") < 0.1
    assert told.probability("sensor_out_of_range", "VAV-9/zone_air_temperature") > 0.5
