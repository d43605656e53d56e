"""How many of the points that would help to see a fault an equipment does not have."""

from model.faults import FAULTS
from model.site.graph import Building


def missing_roles(building: Building, equipment: str, fault: str) -> int:
    """Roles of the equipment itself that the fault could use and that are not described; 0 if unknown."""
    place = equipment.partition("/")[0]
    found = [each for each in building.equipment if each.id == place]
    useful = {
        role
        for each in found
        for known in FAULTS.get(each.kind, ())
        if known.id == fault
        for role in {*known.traces, *(one for roles in known.needs for one in roles)}
        if "." not in role
    }
    described = {point.role for each in found for point in each.points}
    return len(useful - described)
