"""By how much stated savings missed what was truly saved, over many buildings in which that was known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from model.trained.folder import artefact

_FILE = "savings.json"
# A saving is of the group of its greatest part, for as far as there is one beside seeing again.
_GROUP_OF = {
    "comfort": "people",
    "air": "people",
    "water": "water",
    "heating": "energy",
    "cooling": "energy",
    "electricity": "energy",
    "demand": "energy",
    "fuel": "energy",
    "carbon": "energy",
}
_OTHER, _SIGHT = "other", "blindness"
# Of what a sensor blinds half comes to nothing: the value was lost on its way to us, and controls had it.
SENSORS = "sensors"
GROUPS = (*dict.fromkeys(_GROUP_OF.values()), SENSORS, _OTHER)


@dataclass(frozen=True, slots=True)
class Widening:
    """What the ends of a stated interval are multiplied by, and how many claims say so."""

    low: float
    high: float
    claims: int = 0


AS_STATED = Widening(1.0, 1.0)


def group_of(costs: Mapping[str, float], *, sensor: bool) -> str:
    """The group of a saving by its ``costs`` a day, by consequence; ``sensor`` where one is mended."""
    seen = {name: cost for name, cost in costs.items() if name != _SIGHT and cost > 0}
    return SENSORS if sensor else _GROUP_OF.get(max(seen, key=seen.__getitem__, default=""), _OTHER)


@cache
def trained_savings() -> Mapping[str, Widening]:
    """By group; ends stay where they are stated in a group that is not there."""
    stored = artefact(_FILE)
    return {group: Widening(**found) for group, found in stored["groups"].items()}


def widenings(consequences: Sequence[str], *, sensor: bool) -> Sequence[Widening]:
    """Of each consequence, were it the greatest of a saving."""
    known = trained_savings()
    return [known.get(group_of({name: 1.0}, sensor=sensor), AS_STATED) for name in consequences]
