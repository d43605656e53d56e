"""What serves the rooms of a building: where people feel what is wrong."""

from collections.abc import Iterable, Mapping, Sequence

from model.site.graph import Building, Equipment

# Equipment that carries the points of the room that it serves.
ROOM_KINDS = ("vav_box", "fan_coil", "rooftop_unit")


def serving_rooms(building: Building) -> Sequence[Equipment]:
    """Boxes, fan coils and rooftop units; where there are none, the air handlers."""
    units = [each for each in building.equipment if each.kind in ROOM_KINDS]
    return units or [each for each in building.equipment if each.kind == "air_handler"]


def people_of(building: Building) -> Mapping[str, float]:
    """People in the room of each unit that serves one, by its id, as far as anybody said how many.

    A unit's own number, else its part of what is left of its air handler's, else of the building's; what is
    left is shared evenly. Units of which nothing is said are missing.
    """
    units = serving_rooms(building)
    found = {each.id: each.design["people"] for each in units if "people" in each.design}
    for handler in building.equipment:
        if handler.kind == "air_handler" and "people" in handler.design:
            behind = [each.id for each in units if handler.id in each.fed_by]
            found |= _shared(handler.design["people"], behind, found)
    if building.people is not None:
        found |= _shared(building.people, [each.id for each in units], found)
    return found


def _shared(people: float, units: Iterable[str], known: Mapping[str, float]) -> dict[str, float]:
    behind = list(units)
    rest = [unit for unit in behind if unit not in known]
    left = max(people - sum(known[unit] for unit in behind if unit in known), 0.0)
    return {unit: left / len(rest) for unit in rest}
