"""By how much stated savings missed what was truly saved, over many buildings in which that was known."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FILE = "savings.json"
# A saving is of the group of its greatest part.
_GROUP_OF = {
    "comfort": "people",
    "air": "air",
    "water": "water",
    "heating": "energy",
    "cooling": "energy",
    "electricity": "energy",
    "demand": "energy",
    "fuel": "energy",
    "carbon": "energy",
}
_OTHER = "other"
GROUPS = (*dict.fromkeys(_GROUP_OF.values()), _OTHER)


@dataclass(frozen=True, slots=True)
class Widening:
    """What the ends of a stated interval are multiplied by, and how many claims say so."""

    low: float
    high: float
    claims: int = 0


AS_STATED = Widening(1.0, 1.0)


def group_of(consequence: str) -> str:
    """The group of a saving by its greatest consequence."""
    return _GROUP_OF.get(consequence, _OTHER)


@cache
def trained_savings() -> Mapping[str, Widening]:
    """By group; ends stay where they are stated in a group that is not there."""
    stored = json.loads((files("model.trained") / _FILE).read_text(encoding="utf-8"))
    return {group: Widening(**found) for group, found in stored["groups"].items()}


def widenings(consequences: Sequence[str]) -> Sequence[Widening]:
    """Of each consequence, were it the greatest of a saving."""
    known = trained_savings()
    return [known.get(group_of(name), AS_STATED) for name in consequences]
