"""What people feel behind sensors that may lie, by what their loops do."""

from tests.model.building_of import STEPS, Told
from tests.model.faults.zone_units import rooms, unit

NOON = STEPS // 2


def felt(told: Told, sensor: str) -> float:
    frames = told.frames()["sensor"]
    ids = [each.id for each in frames.equipment]
    return float(frames.role("felt")[NOON, ids.index(sensor)])


def test_a_unit_that_heats_without_end_carries_its_room_away() -> None:
    hard = rooms("FC", unit("FC", heat=1.0), unit("FC"))
    assert felt(hard, "FC-1/zone_air_temperature") > 3.0
    assert felt(hard, "FC-2/zone_air_temperature") == 0.0


def test_a_loop_that_still_moves_does_no_harm() -> None:
    assert felt(rooms("VAV", unit("VAV", heat=0.4), unit("VAV")), "VAV-1/zone_air_temperature") == 0.0


def test_air_of_a_unit_with_both_valves_shut_tells_how_hot_its_room_is() -> None:
    hot = rooms("FC", unit("FC", air=31.0), unit("FC"))
    assert felt(hot, "FC-1/zone_air_temperature") > 3.0
    assert felt(rooms("FC", unit("FC", air=31.0, heat=0.5), unit("FC")), "FC-1/zone_air_temperature") == 0.0


def test_air_from_outdoors_tells_of_no_room() -> None:
    fresh = rooms("FC", unit("FC", air=17.5), unit("FC"), outside=-10.0)
    assert felt(fresh, "FC-1/zone_air_temperature") == 0.0


def test_mixed_air_that_is_colder_than_outdoors_tells_how_cold_the_room_of_a_rooftop_unit_is() -> None:
    own = unit("RTU", mixed_air_temperature=16.0)
    cold = rooms("RTU", own, unit("RTU"), outside=30.0)
    assert felt(cold, "RTU-1/zone_air_temperature") > 3.0
    mild = rooms("RTU", own, unit("RTU"), outside=5.0)
    assert felt(mild, "RTU-1/zone_air_temperature") == 0.0


def test_behind_a_dead_flow_sensor_the_room_tells_what_is_felt() -> None:
    def wide_open(room: float) -> Told:
        own = unit("VAV", room=room, cool=1.0, discharge_air_flow=0.004, discharge_air_flow_setpoint=0.2)
        return rooms("VAV", own, unit("VAV"))

    assert felt(wide_open(17.5), "VAV-1/discharge_air_flow") > 3.0
    assert felt(wide_open(22.0), "VAV-1/discharge_air_flow") == 0.0
