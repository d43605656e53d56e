"""How many of the points that would help to see a fault an equipment of a site does not have."""

from model.blindness import missing_roles as of_building
from model.site.graph import Site


def missing_roles(site: Site, building: str, equipment: str, fault: str) -> int:
    """As ``model.blindness.missing_roles``, of a building of a site; 0 where it is not there."""
    return sum(
        of_building.missing_roles(each, equipment, fault) for each in site.buildings if each.id == building
    )
