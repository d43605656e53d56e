"""A building that nothing cools has no unit that is too weak."""

from tests.model.building_of import ALWAYS_OCCUPIED, Roles, Told, building_of, hot_water_plant, swinging
from tests.model.faults.zone_units import unit


def _house(hot_air: float, others_air: float) -> Told:
    """Ten fan coils behind a boiler and no known chiller; one of three that are asked has a hot room."""
    equipment: dict[str, Roles] = {
        "FC-1": unit("FC", room=27.0, cool=1.0, air=hot_air),
        "FC-2": unit("FC", room=25.0, cool=1.0, air=others_air),
        "FC-3": unit("FC", room=25.0, cool=1.0, air=others_air),
        **{f"FC-{number}": unit("FC", room=22.0) for number in range(4, 11)},
    }
    return building_of(
        {
            "WS-1": {"outdoor_air_temperature": swinging(24.0)},
            "HW-1": hot_water_plant(),
            **equipment,
        },
        fed_by=dict.fromkeys(equipment, ("HW-1",)),
        schedule=ALWAYS_OCCUPIED,
    )


def test_where_no_fan_coil_gets_cold_none_is_too_weak() -> None:
    assert _house(23.0, 22.0).probability("zone_too_hot_at_limit", "FC-1") < 0.3


def test_where_others_get_cold_a_hot_room_is_told() -> None:
    assert _house(14.0, 14.0).probability("zone_too_hot_at_limit", "FC-1") > 0.5
