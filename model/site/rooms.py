"""What serves the rooms of a building: where people feel what is wrong."""

from collections.abc import Sequence

from model.site.graph import Building, Equipment

# Equipment that carries the points of the room that it serves.
ROOM_KINDS = ("vav_box", "fan_coil", "rooftop_unit")


def serving_rooms(building: Building) -> Sequence[Equipment]:
    """Boxes, fan coils and rooftop units; where there are none, the air handlers."""
    units = [each for each in building.equipment if each.kind in ROOM_KINDS]
    return units or [each for each in building.equipment if each.kind == "air_handler"]
