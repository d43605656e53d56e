from model.catalogue import load_faults
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
