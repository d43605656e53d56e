"""The closed lists that the catalogue's files draw from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from model.catalogue.entry import parse, read_resource

CONSEQUENCES = frozenset({"energy", "comfort", "air", "water", "wear", "safety", "compliance"})
SKILLS = ("operator", "mechanic", "electrician", "controls_technician", "balancing_technician")
# A fault may sit on a point, on what connects points, or on a whole building, as well as on an equipment.
KINDS_BESIDE_EQUIPMENT = frozenset({"sensor", "controller", "building"})
# What a gap of a sentence may hold beside the quantities that points are measured in: strokes are full
# strokes an hour; sensor and sensor_step go by the point's own quantity.
QUANTITIES_BESIDE_POINTS = frozenset({"strokes", "sensor", "sensor_step", "count"})


@dataclass(frozen=True, slots=True)
class RoleNames:
    """What ``site/roles.yaml`` declares, as far as the catalogue leans on it."""

    kinds_by_role: Mapping[str, frozenset[str]]
    quantities: frozenset[str]

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind that a fault can sit on."""
        return frozenset().union(*self.kinds_by_role.values()) | KINDS_BESIDE_EQUIPMENT


@cache
def role_names() -> RoleNames:
    """Read the names of roles, kinds and quantities from ``model/site/roles.yaml``."""
    root = parse(read_resource("model.site", "roles.yaml"), "roles.yaml").items()
    kinds_by_role = {
        role: frozenset(entry.items()["kinds"].texts()) for role, entry in root["roles"].items().items()
    }
    return RoleNames(kinds_by_role, frozenset(root["quantities"].items()) | QUANTITIES_BESIDE_POINTS)
