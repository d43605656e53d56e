import numpy as np

from model.catalogue import load_faults
from model.frames.frames import STEPS_PER_HOUR
from tests.model.building_of import STEPS, Exactly, swinging
from tests.model.faults.air_handler_look_alike_cases import over_rooms


def test_a_fan_that_stands_over_rooms_at_their_setback_is_seen_not_to_be_left_running() -> None:
    """On the nights after a repair in winter rooms are at their setback; a still fan proves the repair."""
    night = over_rooms(
        at=18.5,
        setback=18.0,
        setup=27.0,
        supply_fan_status=0.0,
        supply_fan_speed=0.0,
        supply_air_static_pressure=0.0,
    )
    prior = load_faults()["fan_running_unoccupied"].prior.value.likely
    assert night.probability("fan_running_unoccupied", "AHU-1") < 0.7 * prior


def test_a_fan_that_heats_rooms_by_night_without_outdoor_air_is_not_left_running() -> None:
    """Rooms whose setpoints show the day's call their unit by night; a schedule would open its damper."""
    called = {"at": 19.5, "setback": 21.0, "setup": 23.0, "heating_valve_command": 0.4}
    shut = over_rooms(**called, outdoor_air_damper_command=0.0)
    left_on = over_rooms(**called, outdoor_air_damper_command=0.2)
    assert shut.probability("fan_running_unoccupied", "AHU-1") < 0.3
    assert left_on.probability("fan_running_unoccupied", "AHU-1") > 0.5


def test_a_fan_called_by_night_may_go_on_with_the_air_of_a_cool_night() -> None:
    """It ran without outdoor air while it was warm outside; a schedule takes it in from the first hour."""
    hours = np.arange(STEPS) / STEPS_PER_HOUR
    called = {"at": 22.6, "setback": 21.0, "setup": 23.0, "outside": 19.0, "cooling_valve_command": 0.5}
    opened = over_rooms(**called, outdoor_air_damper_command=np.where(hours % 8 < 5, 0.0, 1.0))
    left_on = over_rooms(**called, outdoor_air_damper_command=np.where(hours % 8 < 5, 0.3, 1.0))
    assert opened.probability("fan_running_unoccupied", "AHU-1") < 0.3
    assert left_on.probability("fan_running_unoccupied", "AHU-1") > 0.5


def test_a_fan_that_cools_rooms_full_of_machines_by_night_with_outdoor_air_is_not_left_running() -> None:
    """Their setpoints are those of the day; the damper follows their call, and is not kept at its minimum."""
    rooms = {"at": 22.8, "setback": 21.0, "setup": 23.0, "outside": 5.0, "cooling_valve_command": 0.0}
    cooled = over_rooms(**rooms, outdoor_air_damper_command=swinging(0.3, 0.1))
    left_on = over_rooms(**rooms, outdoor_air_damper_command=Exactly(0.3))
    assert cooled.probability("fan_running_unoccupied", "AHU-1") < 0.3
    assert left_on.probability("fan_running_unoccupied", "AHU-1") > 0.5


def test_a_fan_called_to_cool_goes_on_until_rooms_are_a_kelvin_below_what_called_it() -> None:
    rooms = {"at": 22.8, "setback": 17.0, "setup": 24.0, "outside": 5.0, "cooling_valve_command": 0.0}
    steered = swinging(0.25, 0.08)
    cooled = over_rooms(**rooms, outdoor_air_damper_command=steered)
    left_on = over_rooms(**(rooms | {"at": 21.5}), outdoor_air_damper_command=steered)
    assert cooled.probability("fan_running_unoccupied", "AHU-1") < 0.3
    assert left_on.probability("fan_running_unoccupied", "AHU-1") > 0.5


def test_a_fan_that_cools_warm_rooms_by_night_through_a_wide_open_damper_is_not_left_running() -> None:
    """Where nothing else cools, the damper stands open all night and has no reason to move."""
    wide = {"damper": 1.0, "cool": 1.0, "cooled_k": 0.0, "short_k": -5.0, "outside": 17.0}
    cooled = over_rooms(25.6, 19.0, 25.8, back=25.6, **wide)
    left_on = over_rooms(22.0, 19.0, 25.8, back=22.0, **wide)
    assert cooled.probability("fan_running_unoccupied", "AHU-1") < 0.3
    assert left_on.probability("fan_running_unoccupied", "AHU-1") > 0.5
