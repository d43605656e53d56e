"""What cannot be is not read: a broken wire makes no room hot, and no weather for others."""

import math

import numpy as np

from model.frames.possible import ends_of
from tests.model.building_of import air_handler, box, boxes, building_of


def test_a_room_may_be_driven_beyond_its_range_but_not_far() -> None:
    lowest, highest = ends_of("zone_air_temperature")

    assert -60.0 < lowest < -10.0
    assert 50.0 < highest < 130.0


def test_a_setpoint_is_as_it_was_set_and_other_quantities_have_no_such_ends() -> None:
    assert ends_of("zone_air_temperature_setpoint") == (-math.inf, math.inf)
    assert ends_of("discharge_air_flow") == (-math.inf, math.inf)


def test_flue_gas_is_bounded_where_it_comes_in() -> None:
    assert ends_of("flue_temperature") == (-math.inf, math.inf)


def test_a_weather_station_whose_wire_is_open_lends_nothing() -> None:
    equipment = {
        "AHU-1": air_handler(outdoor_air_temperature=None),
        "WS-1": {"outdoor_air_temperature": 130.0},
    }
    frames = building_of(equipment).frames()["air_handler"]

    assert np.isnan(frames.role("outdoor_air_temperature")).all()


def test_a_room_whose_sensor_is_broken_is_neither_hot_nor_wrongly_measured() -> None:
    rooms = boxes(5) | {"VAV-9": box(room=130.0, box_damper_command=1.0)}
    told = building_of(rooms)

    assert told.probability("zone_too_hot_at_limit", "VAV-9") < 0.1
    assert told.probability("zone_temperature_sensor_wrong", "VAV-9") < 0.1
    assert told.probability("sensor_out_of_range", "VAV-9/zone_air_temperature") > 0.5
